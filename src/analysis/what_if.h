// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mgx {

/// Something about a run that takes `factor` of the time it took; 0 removes it.
struct Change
{
    enum class Target : std::uint8_t {
        Tool,  ///< by its full name
        Model, ///< calls of the model; where no source records calls, the unrecorded time of the agents that use it
        Agent, ///< by its id; removed, nothing waits for it and its answers and votes are not there
        Phase, ///< rounds by their type: initial_answer, voting, presentation, …
    };

    Target target = Target::Tool;
    std::string name;
    double factor = 1;
};

/// What can be changed in a run.
struct Changeable
{
    Change::Target target = Change::Target::Tool;
    std::string name;
    TimeNs time = 0; ///< what it took, summed over its calls or rounds
};

/// Tools, models, agents, phases, each kind by time, the longest first. O(n log n). Pure; any thread.
[[nodiscard]] std::vector<Changeable> changeables(const TraceSnapshot& snapshot, RunId run);

/// How a run would have gone.
struct WhatIf
{
    RunTime time;
    std::optional<double> costUsd; ///< absent where the run recorded none
    bool isEstimate = false;       ///< the time of a model was not recorded: unrecorded time was scaled
};

/// Plays the run again with some durations changed. What happens stays the same: every round gives and votes what it did. It
/// begins when what it waited for is there (its agent's round before, the answer that restarted it, for the presentation the last
/// round of everybody), after the same pause as in the record. In a round a call begins when those are over that were over before
/// it began. Money follows time: what takes half as long is taken to cost half as much, tools cost nothing. O(n log n). Pure; any thread.
[[nodiscard]] WhatIf whatIf(const TraceSnapshot& snapshot, RunId run, std::span<const Change> changes);

} // namespace mgx
