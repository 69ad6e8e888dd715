// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace fs = std::filesystem;

namespace mgx {

std::filesystem::path caseFolder(const std::string& name)
{
    return fs::path(MGX_SOURCE_DIR) / "tests/cases/ingest" / name;
}

std::vector<std::string> ingestCases()
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(caseFolder(""))) {
        if (fs::is_directory(entry.path() / "input"))
            names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string readWhole(const fs::path& path)
{
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void writeWhole(const fs::path& path, std::string_view text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(text.data(), static_cast<std::streamsize>(text.size()));
}

void copyTree(const fs::path& from, const fs::path& to)
{
    fs::create_directories(to.parent_path());
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::copy_symlinks);
}

std::string firstDifferences(const std::string& expected, const std::string& found)
{
    constexpr int kMost = 12;
    std::istringstream a(expected);
    std::istringstream b(found);
    std::string text;
    std::string lineA;
    std::string lineB;
    for (int number = 1, shown = 0; shown < kMost; ++number) {
        const bool hasA = static_cast<bool>(std::getline(a, lineA));
        const bool hasB = static_cast<bool>(std::getline(b, lineB));
        if (!hasA && !hasB)
            break;
        if (hasA == hasB && lineA == lineB)
            continue;
        text += "line " + std::to_string(number) + "\n  - " + (hasA ? lineA : "(end)") + "\n  + " + (hasB ? lineB : "(end)") + '\n';
        ++shown;
    }
    return text;
}

} // namespace mgx
