// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/unit_place.h"

#include "ingest/massgen/run_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sys/stat.h>
#include <vector>

namespace mgx {

namespace {

constexpr std::array<std::string_view, 6> kMarkers{"status.json",         "coordination_events.json",
                                                   "events.jsonl",        "execution_metadata.yaml",
                                                   "metrics_events.json", "snapshot_mappings.json"};

std::string parentOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string nameOf(const std::string& path)
{
    return path.substr(path.rfind('/') + 1);
}

bool isRegularFile(const std::string& path)
{
    struct stat info = {};
    return ::lstat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

/// Run units "prefixN" in a folder, by number.
std::vector<std::pair<int, std::string>> unitsIn(const std::string& folder, std::string_view prefix)
{
    std::vector<std::pair<int, std::string>> units;
    for (const std::string& name : realFoldersIn(folder)) {
        const int number = numberAfter(name, prefix);
        if (number >= 0 && isRunUnit(folder + '/' + name))
            units.emplace_back(number, folder + '/' + name);
    }
    std::sort(units.begin(), units.end());
    return units;
}

/// The run units of the turns before `turn`, in order.
std::vector<std::string> unitsOfEarlierTurns(const std::string& logRoot, int turn)
{
    std::vector<std::pair<int, std::string>> turns;
    for (const std::string& name : realFoldersIn(logRoot)) {
        const int number = numberAfter(name, "turn_");
        if (number >= 0 && number < turn)
            turns.emplace_back(number, logRoot + '/' + name);
    }
    std::sort(turns.begin(), turns.end());
    std::vector<std::string> units;
    for (const auto& [number, path] : turns) {
        if (isRunUnit(path))
            units.push_back(path);
        for (const auto& [attempt, unit] : unitsIn(path, "attempt_"))
            units.push_back(unit);
    }
    return units;
}

void lookAround(UnitPlace& place, const std::string& turnFolder)
{
    for (const auto& [number, path] : unitsIn(turnFolder, "attempt_")) {
        if (number < place.attempt) {
            place.previous = path;
            if (place.first.empty())
                place.first = path;
        }
        place.isSuperseded = place.isSuperseded || number > place.attempt;
    }
}

/// Of ".../subagents/researcher/full_logs" it is "researcher".
std::string nameOfRoot(const std::string& logRoot)
{
    const std::string name = nameOf(logRoot);
    return name == "full_logs" ? nameOf(parentOf(logRoot)) : name;
}

} // namespace

int numberAfter(std::string_view name, std::string_view prefix)
{
    if (!name.starts_with(prefix))
        return -1;
    name.remove_prefix(prefix.size());
    int number = -1;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc() && end == name.data() + name.size() && !name.empty() && number >= 0 ? number : -1;
}

bool isUnitMarker(std::string_view fileName)
{
    return std::find(kMarkers.begin(), kMarkers.end(), fileName) != kMarkers.end();
}

bool isRunUnit(const std::string& path)
{
    return std::any_of(kMarkers.begin(), kMarkers.end(),
                       [&path](std::string_view name) { return isRegularFile(path + '/' + std::string(name)); });
}

UnitPlace placeOf(const std::string& unitPath)
{
    UnitPlace place;
    place.path = unitPath;
    place.logRoot = unitPath;
    const int attempt = numberAfter(nameOf(place.logRoot), "attempt_");
    if (attempt >= 0) {
        place.attempt = attempt;
        place.logRoot = parentOf(place.logRoot);
        lookAround(place, place.logRoot);
    }
    const int turn = numberAfter(nameOf(place.logRoot), "turn_");
    if (turn >= 0) {
        const std::string turnFolder = place.logRoot;
        place.turn = turn;
        place.logRoot = parentOf(turnFolder);
        const std::vector<std::string> earlier =
            turn > 1 ? unitsOfEarlierTurns(place.logRoot, turn) : std::vector<std::string>();
        if (!earlier.empty()) {
            place.origin = earlier.front();
            if (place.previous.empty())
                place.previous = earlier.back();
        }
        place.hasAcceptedFinal = attempt >= 0 && !place.isSuperseded && !realFoldersIn(turnFolder + "/final").empty();
    }
    place.name = nameOfRoot(place.logRoot);
    return place;
}

} // namespace mgx
