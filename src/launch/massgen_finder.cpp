// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/massgen_finder.h"

#include "base/text.h"
#include "launch/shell_words.h"
#include "launch/small_files.h"

#include <filesystem>
#include <optional>

namespace mgx {

namespace {

namespace fs = std::filesystem;

/// Folders that packages of a Python installation lie in; `prefix` is the folder above its `bin`.
std::vector<fs::path> packageFolders(const fs::path& prefix)
{
    std::vector<fs::path> folders;
    std::error_code error;
    for (const char* lib : {"lib", "lib64", "local/lib"}) {
        for (fs::directory_iterator at(prefix / lib, error), end; !error && at != end; at.increment(error)) {
            if (!at->path().filename().string().starts_with("python3"))
                continue;
            folders.push_back(at->path() / "site-packages");
            folders.push_back(at->path() / "dist-packages");
        }
        error.clear();
    }
    return folders;
}

/// "massgen-0.1.97.dist-info" → "0.1.97"
std::string versionIn(const fs::path& packages)
{
    constexpr std::string_view kBegin = "massgen-";
    constexpr std::string_view kEnd = ".dist-info";
    std::error_code error;
    for (fs::directory_iterator at(packages, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name.starts_with(kBegin) && name.ends_with(kEnd))
            return name.substr(kBegin.size(), name.size() - kBegin.size() - kEnd.size());
    }
    return {};
}

/// Fills in what the packages below `prefix` tell. False if there is no MassGen in them.
bool inspect(MassgenInstall& install, const fs::path& prefix)
{
    std::error_code error;
    for (const fs::path& packages : packageFolders(prefix)) {
        const std::string version = versionIn(packages);
        if (version.empty() && !fs::is_directory(packages / "massgen", error))
            continue;
        install.version = version;
        install.isInspected = true;
        install.hasLogfire = fs::is_directory(packages / "logfire", error);
        install.python = (prefix / "bin" / "python").string();
        if (fs::is_directory(packages / "massgen" / "configs", error))
            install.configs = (packages / "massgen" / "configs").string();
        return true;
    }
    return false;
}

/// The interpreter that a script names in its first line; long paths are written as `'''exec' /path/python "$0" "$@"`.
std::string interpreterOf(const std::string& script)
{
    const std::string head = readSmallFile(script).substr(0, 2000);
    std::string line = head.substr(0, head.find('\n'));
    if (line == "#!/bin/sh") {
        const std::size_t exec = head.find("'''exec' ");
        if (exec == std::string::npos)
            return {};
        line = head.substr(exec + 9, head.find(' ', exec + 9) - exec - 9);
        return line.find('"') == 0 ? line.substr(1, line.size() - 2) : line;
    }
    if (!line.starts_with("#!/"))
        return {};
    return line.substr(2, line.find(' ') == std::string::npos ? std::string::npos : line.find(' ') - 2);
}

std::optional<MassgenInstall> ofPrefix(const fs::path& prefix)
{
    MassgenInstall install;
    install.kind = MassgenInstall::Kind::Python;
    if (!inspect(install, prefix))
        return std::nullopt;
    std::error_code error;
    const fs::path script = prefix / "bin" / "massgen";
    install.place = prefix.string();
    install.command = fs::exists(script, error) ? std::vector<std::string>{script.string()}
                                                : std::vector<std::string>{install.python, "-m", "massgen.cli"};
    return install;
}

/// A Python, a `massgen` script, or the folder of a virtual environment.
std::optional<MassgenInstall> ofChosen(const std::string& chosen)
{
    std::error_code error;
    const fs::path path = fs::path(chosen);
    if (fs::is_directory(path, error))
        return ofPrefix(fs::exists(path / "bin", error) ? path : path / ".venv");
    if (path.parent_path().filename() == "bin")
        return ofPrefix(path.parent_path().parent_path()); // not resolved: a virtual environment's python is a link
    return std::nullopt;
}

std::optional<MassgenInstall> ofUvProject(const Environment& environment, const std::string& workFolder)
{
    if (findProgram("uv", environment).empty())
        return std::nullopt;
    std::error_code error;
    for (fs::path folder = fs::weakly_canonical(workFolder, error); folder.has_relative_path(); folder = folder.parent_path()) {
        const std::string project = readSmallFile((folder / "pyproject.toml").string());
        if (project.find("massgen") == std::string::npos)
            continue;
        MassgenInstall install;
        install.kind = MassgenInstall::Kind::Uv;
        install.place = folder.string();
        install.command = {"uv", "run", "--project", folder.string(), "massgen"};
        (void)inspect(install, folder / ".venv");
        if (install.configs.empty() && fs::is_directory(folder / "massgen" / "configs", error))
            install.configs = (folder / "massgen" / "configs").string();
        return install;
    }
    return std::nullopt;
}

std::optional<MassgenInstall> ofSearchPath(const Environment& environment)
{
    const std::string script = findProgram("massgen", environment);
    if (script.empty())
        return std::nullopt;
    MassgenInstall install;
    install.kind = MassgenInstall::Kind::Path;
    install.place = script;
    install.command = {script};
    std::error_code error;
    const std::string python = interpreterOf(fs::weakly_canonical(script, error).string());
    if (!python.empty() && python.find("/env") == std::string::npos)
        (void)inspect(install, fs::path(python).parent_path().parent_path());
    return install;
}

} // namespace

std::string MassgenInstall::title() const
{
    const std::string name = version.empty() ? "massgen" : "massgen " + version;
    switch (kind) {
    case Kind::Uv: return name + " (uv project " + place + ')';
    case Kind::Path: return name + " (" + place + ')';
    case Kind::Python: return name + " (Python in " + place + ')';
    }
    return name;
}

std::string MassgenInstall::logfireAdvice() const
{
    if (kind == Kind::Uv)
        return "uv add --project " + shellWord(place) + " \"massgen[observability]\"";
    return (python.empty() ? std::string("python3") : shellWord(python)) + " -m pip install logfire";
}

std::vector<MassgenInstall> findMassgen(const Environment& environment, const std::string& workFolder, const std::string& chosen)
{
    std::vector<MassgenInstall> found;
    if (!chosen.empty()) {
        if (std::optional<MassgenInstall> install = ofChosen(chosen))
            found.push_back(std::move(*install));
        return found;
    }
    if (std::optional<MassgenInstall> install = ofUvProject(environment, workFolder))
        found.push_back(std::move(*install));
    if (std::optional<MassgenInstall> install = ofChosen(workFolder))
        found.push_back(std::move(*install));
    if (std::optional<MassgenInstall> install = ofSearchPath(environment))
        found.push_back(std::move(*install));
    return found;
}

std::string installAdvice()
{
    return "install it with `pip install \"massgen[observability]\"`, or choose the Python that has it";
}

} // namespace mgx
