// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"

#include <vector>

namespace mgx {

/// All that the split of a run's time looks at: its facts, and what only its rows say. What the run would have been has one too.
struct RunRecord
{
    const RunFacts& facts;
    TimeNs lastTime = kNoTime;                 ///< the last time known in the run
    std::vector<bool> failedCalls;             ///< by model call
    std::vector<std::vector<TimeNs>> refusals; ///< by agent: when MassGen refused a reply and asked again; sorted
    std::vector<TimeNs> finalAnswers;          ///< by agent: when it gave its last final answer; kNoTime = never
};

/// O(model calls + marks of the run's lanes). Valid as long as the snapshot. Pure; any thread.
[[nodiscard]] RunRecord readRecord(const TraceSnapshot& snapshot, RunId run);

[[nodiscard]] RunTime runTime(const RunRecord& record);

} // namespace mgx
