// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/run_record.h"

#include <vector>

namespace mgx {

/// A time that a source really gave: not missing, not out of range.
[[nodiscard]] constexpr bool isKnownTime(TimeNs time) { return time > -kMaxTime && time < kMaxTime; }

[[nodiscard]] inline bool hasAgent(const RunFacts& facts, int agent)
{
    return agent >= 0 && std::size_t(agent) < facts.agents.size();
}

/// One round as the analysis sees it: its times known, within the run.
struct RoundTimes
{
    int round = -1; ///< index into RunFacts::rounds
    int agent = -1;
    TimeNs start = 0;
    TimeNs end = 0;
    bool isClosing = false;    ///< presents or checks the result: after the votes
    bool isThrownAway = false; ///< restarted, or its vote did not count
    bool isOpen = false;       ///< no end was recorded; ends with the next round of its agent, or with the run
};

/// When a run began and ended, and its rounds, with what is missing or damaged in the facts settled.
struct RunRounds
{
    TimeNs start = 0;
    TimeNs end = 0;
    std::vector<RoundTimes> rounds;                   ///< by start, then by index; none is empty of time unless it is so in the facts
    std::vector<std::vector<std::size_t>> ofAgent;    ///< places in `rounds`, as RunFacts::agents
};

/// The times of the run are those of its facts, wider where a round reaches over them (the session ends before the presentation
/// does); without any they are those of its rounds and calls. A run that goes on lasts until the last time known in it. Rounds of
/// no agent, without a start, that end before they start or lie outside the run are left out. O(n log n). Pure; any thread.
[[nodiscard]] RunRounds runRounds(const RunRecord& record);

} // namespace mgx
