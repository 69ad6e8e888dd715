// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/environment.h"

#include "base/text.h"
#include "launch/small_files.h"

#include <filesystem>
#include <sstream>
#include <unistd.h>

extern char** environ;

namespace mgx {

Environment ownEnvironment()
{
    Environment environment;
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos && equals > 0)
            environment.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return environment;
}

std::string valueOf(const Environment& environment, std::string_view name)
{
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

std::set<std::string, std::less<>> namesInEnvText(std::string_view text)
{
    std::set<std::string, std::less<>> names;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.starts_with("export "))
            line = trimmed(line.substr(7));
        const std::size_t equals = line.find('=');
        if (line.starts_with('#') || equals == std::string_view::npos)
            continue;
        const std::string_view value = trimmed(line.substr(equals + 1));
        if (!value.empty() && value != "\"\"" && value != "''" && !value.starts_with('#'))
            names.emplace(trimmed(line.substr(0, equals)));
    }
    return names;
}

std::set<std::string, std::less<>> namesInEnvFiles(const Environment& environment, const std::string& workFolder)
{
    const std::string home = valueOf(environment, "HOME");
    std::set<std::string, std::less<>> names;
    for (const std::string& file : {home + "/.massgen/.env", home + "/.config/massgen/.env", workFolder + "/configs/.env", workFolder + "/.env"})
        names.merge(namesInEnvText(readSmallFile(file)));
    return names;
}

std::string findProgram(std::string_view name, const Environment& environment)
{
    const auto isProgram = [](const std::string& path) {
        std::error_code error;
        return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
    };
    if (name.find('/') != std::string_view::npos)
        return isProgram(std::string(name)) ? std::string(name) : std::string();
    std::istringstream folders(valueOf(environment, "PATH"));
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::string path = (folder.empty() ? "." : folder) + '/' + std::string(name);
        if (!name.empty() && isProgram(path))
            return path;
    }
    return {};
}

} // namespace mgx
