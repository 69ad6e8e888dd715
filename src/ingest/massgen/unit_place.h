// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// Where a run unit stands in its log folder, read from the names around it.
struct UnitPlace
{
    std::string path;     ///< of the unit
    std::string logRoot;  ///< log_* folder that holds its turns and attempts
    std::string name;     ///< of the log root; of a nested run the name of its subagent or checkpoint
    int turn = 0;         ///< 0 = the layout has no turns
    int attempt = 0;
    std::string previous; ///< unit that ran before it in the same log folder; empty = none
    std::string first;    ///< first attempt of the same turn, whose metadata has the config; empty = it is this one
    std::string origin;   ///< first unit of the log folder; empty = it is this one
    bool isSuperseded = false; ///< a later attempt of the same turn exists
    bool hasAcceptedFinal = false; ///< `turn_N/final` holds the answer: written after a normal end only
};

[[nodiscard]] UnitPlace placeOf(const std::string& unitPath);

/// A folder that holds a run: at least one of the files that only MassGen writes there.
[[nodiscard]] bool isRunUnit(const std::string& path);

[[nodiscard]] bool isUnitMarker(std::string_view fileName);

/// N of "turn_N"; -1 if the name does not have this form.
[[nodiscard]] int numberAfter(std::string_view name, std::string_view prefix);

} // namespace mgx
