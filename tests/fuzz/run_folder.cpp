// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/run_folder.h"

#include "fuzz/targets.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace mgx::fuzz {

namespace {

constexpr std::string_view kMark = "#file:";

constexpr std::array<std::string_view, 11> kNames{
    "events.jsonl",
    "coordination_events.json",
    "status.json",
    "metrics_events.json",
    "metrics_summary.json",
    "snapshot_mappings.json",
    "execution_metadata.yaml",
    "final/a/answer.txt",
    "a/20260101_000001_000000/answer.txt",
    "b/20260101_000002_000000/vote.json",
    "../attempt_2/status.json",
};

std::size_t nextMark(std::string_view bytes, std::size_t from)
{
    for (std::size_t at = bytes.find(kMark, from); at != std::string_view::npos; at = bytes.find(kMark, at + 1)) {
        if (at == 0 || bytes[at - 1] == '\n')
            return at;
    }
    return bytes.size();
}

std::string makeRoot()
{
    // Memory, where there is some: a fuzzer makes thousands of these.
    std::string name = (std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path().string())
        + "/massgen-explorer-XXXXXX";
    promise(mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    return name;
}

} // namespace

RunFolder::RunFolder(std::string_view bytes)
    : m_root(makeRoot())
    , m_unit(m_root + "/log_20260101_000000_000000/turn_1/attempt_1")
{
    for (std::size_t at = nextMark(bytes, 0); at < bytes.size();) {
        const std::size_t end = nextMark(bytes, at + 1);
        const std::string_view part = bytes.substr(at + kMark.size(), end - at - kMark.size());
        const std::size_t line = part.find('\n');
        if (line != std::string_view::npos)
            write(part.substr(0, line), part.substr(line + 1));
        at = end;
    }
}

RunFolder::~RunFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_root, ignored);
}

void RunFolder::write(std::string_view name, std::string_view content) const
{
    for (const std::string_view known : kNames) {
        if (known != name)
            continue;
        const std::filesystem::path path = std::filesystem::path(m_unit) / known;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary).write(content.data(), static_cast<std::streamsize>(content.size()));
    }
}

} // namespace mgx::fuzz
