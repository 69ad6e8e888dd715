// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"
#include "analysis/run_rounds.h"
#include "analysis/time_cover.h"

#include <vector>

namespace mgx {

/// What is recorded about the work of one agent.
struct AgentWork
{
    std::vector<Cover> covers;  ///< `what` is a TimeKind: Model, Tool, Retry (failed and refused attempts), BackOff; in any order
    bool hasModelCalls = false;
    bool isRecorded = false;    ///< its model calls would be among them: what nothing covers is MassGen's own time
};

/// By agent. An attempt that failed, or whose reply MassGen refused (its enforcement rows say so), was thrown away; the pause
/// before the next model call of the same round is the back-off. Without model calls a refused attempt goes back to the last tool
/// call before it. A call without an end lasts as long as its round. O(n log n). Pure; any thread.
[[nodiscard]] std::vector<AgentWork> agentWork(const RunRecord& record, const RunRounds& rounds);

} // namespace mgx
