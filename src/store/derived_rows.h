// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

// What an analysis adds to the facts of a run: rows of the tables `agent_time`, `critical_path` and `retries`. Who loads tables stands
// below the analysis, so it is handed a function that makes them. Agents and rounds are indexes into the facts of the run; -1 = none.

struct AgentTimeRow
{
    int agent = -1;
    std::string_view kind; ///< lives as long as the program
    int round = -1;
    RowId row = kNoRow; ///< the record that covers it
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    int waitsFor = -1;
    std::string_view reason; ///< of a wait; lives as long as the program
};

struct PathStepRow
{
    std::string_view kind; ///< lives as long as the program
    int agent = -1;
    int round = -1;
    RowId row = kNoRow;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::string reason;
};

struct RetryRow
{
    int agent = -1;
    RowId row = kNoRow;
    TimeNs time = kNoTime;
    std::string_view reason; ///< lives as long as the snapshot
};

struct DerivedRows
{
    std::vector<AgentTimeRow> agentTime; ///< by agent, then by time
    std::vector<PathStepRow> criticalPath; ///< by time
    std::vector<RetryRow> retries;         ///< by place in the snapshot
};

/// Called on the thread that loads. May be empty: the tables have no rows then.
using DeriveRows = std::function<DerivedRows(const TraceSnapshot& snapshot, RunId run)>;

} // namespace mgx
