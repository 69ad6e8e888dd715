// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/nested_runs.h"

#include "ingest/massgen/run_files.h"
#include "ingest/massgen/unit_place.h"

#include <cstdlib>
#include <sys/stat.h>

namespace mgx {

namespace {

/// Where `subagents` really is; empty if there is nothing that may be read.
std::string subagentFolder(const std::string& unitPath)
{
    const std::string path = unitPath + "/subagents";
    struct stat info = {};
    if (::lstat(path.c_str(), &info) != 0)
        return {};
    if (S_ISDIR(info.st_mode))
        return path;
    char* const resolved = S_ISLNK(info.st_mode) ? ::realpath(path.c_str(), nullptr) : nullptr;
    if (!resolved)
        return {};
    const std::string target = resolved;
    std::free(resolved);
    const bool isAllowed = target.find("/.massgen/subagent_logs/") != std::string::npos;
    return isAllowed && ::lstat(target.c_str(), &info) == 0 && S_ISDIR(info.st_mode) ? target : std::string();
}

bool isRealFolder(const std::string& path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// The last of the folders "prefixN" that leads to a run unit.
std::string lastUnit(const std::string& folder, std::string_view prefix)
{
    std::string found;
    for (const std::string& name : realFoldersIn(folder)) {
        if (numberAfter(name, prefix) < 0)
            continue;
        if (const std::string unit = unitIn(folder + '/' + name); !unit.empty())
            found = unit;
    }
    return found;
}

} // namespace

std::string unitIn(const std::string& logs)
{
    if (!isRealFolder(logs))
        return {};
    std::string unit = lastUnit(logs, "turn_");
    if (unit.empty())
        unit = lastUnit(logs, "attempt_");
    return unit.empty() && isRunUnit(logs) ? logs : unit;
}

bool hasForeignSubagents(const std::string& unitPath)
{
    struct stat info = {};
    return ::lstat((unitPath + "/subagents").c_str(), &info) == 0 && S_ISLNK(info.st_mode) && subagentFolder(unitPath).empty();
}

std::vector<NestedRun> nestedRunsOf(const std::string& unitPath)
{
    std::vector<NestedRun> runs;
    const std::string subagents = subagentFolder(unitPath);
    for (const std::string& id : subagents.empty() ? std::vector<std::string>() : realFoldersIn(subagents)) {
        const std::string folder = subagents + '/' + id;
        runs.push_back({NestedRun::Kind::Subagent, id, folder, "subagents/" + id, unitIn(folder + "/full_logs")});
    }
    for (const std::string& name : realFoldersIn(unitPath)) {
        if (const int number = numberAfter(name, "checkpoint_"); number >= 0) {
            const std::string folder = unitPath + '/' + name;
            runs.push_back({NestedRun::Kind::Checkpoint, std::to_string(number), folder, name, unitIn(folder + "/full_logs")});
        }
    }
    return runs;
}

} // namespace mgx
