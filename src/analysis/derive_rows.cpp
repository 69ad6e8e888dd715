// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/derive_rows.h"

#include "analysis/agent_time.h"
#include "analysis/critical_path.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

/// MassGen asked an agent again; the rest of the name says why.
constexpr std::string_view kRetryName = "Enforcement retry: ";

std::string_view nameOf(PathStep::Kind kind)
{
    constexpr std::array<std::string_view, 5> kNames = {"start_up", "round", "gap", "presentation", "shut_down"};
    return kNames[std::size_t(kind)];
}

std::vector<AgentTimeRow> timeRows(const RunTime& time)
{
    std::vector<AgentTimeRow> rows;
    for (std::size_t agent = 0; agent < time.agents.size(); ++agent) {
        for (const TimeSlice& slice : time.agents[agent].slices)
            rows.push_back({int(agent), mgx::nameOf(slice.kind), slice.round, slice.row, slice.start, slice.end, slice.waitsFor, mgx::nameOf(slice.reason)});
    }
    return rows;
}

std::vector<RetryRow> retryRows(const TraceSnapshot& snapshot, RunId run)
{
    const std::vector<AgentFact>& agents = snapshot.runFacts(run).agents;
    std::vector<RetryRow> rows;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.kind(row) == RecordKind::Span || snapshot.run(row) != run || snapshot.name(row).substr(0, kRetryName.size()) != kRetryName)
            continue;
        const auto agent = std::find_if(agents.begin(), agents.end(), [&](const AgentFact& fact) { return fact.id == snapshot.agent(row); });
        rows.push_back({agent == agents.end() ? -1 : int(agent - agents.begin()), row, snapshot.start(row), snapshot.name(row).substr(kRetryName.size())});
    }
    return rows;
}

} // namespace

DerivedRows deriveRows(const TraceSnapshot& snapshot, RunId run)
{
    DerivedRows rows;
    const RunTime time = runTime(snapshot, run);
    rows.agentTime = timeRows(time);
    for (const PathStep& step : criticalPath(snapshot, run, time).steps)
        rows.criticalPath.push_back({nameOf(step.kind), step.agent, step.round, step.row, step.start, step.end, step.reason});
    rows.retries = retryRows(snapshot, run);
    return rows;
}

} // namespace mgx
