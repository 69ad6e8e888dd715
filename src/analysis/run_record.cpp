// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_record.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

std::vector<std::vector<TimeNs>> refusalsOf(const TraceSnapshot& snapshot, RunId run)
{
    constexpr std::string_view kRefusal = "Enforcement retry:";
    const RunFacts& facts = snapshot.runFacts(run);
    std::vector<std::vector<TimeNs>> refusals(facts.agents.size());
    std::unordered_map<std::string_view, std::size_t> agents;
    for (std::size_t i = 0; i < facts.agents.size(); ++i)
        agents.emplace(facts.agents[i].id, i);
    std::vector<LaneMark> marks;
    for (const Lane& lane : snapshot.lanes()) {
        const auto agent = agents.find(snapshot.string(lane.label));
        if (lane.run != run || lane.kind != LaneKind::Agent || agent == agents.end())
            continue;
        marks.clear();
        lane.index.marks(-kMaxTime, kMaxTime, 0, marks);
        for (const LaneMark& mark : marks) {
            if (snapshot.name(mark.row).substr(0, kRefusal.size()) == kRefusal)
                refusals[agent->second].push_back(mark.time);
        }
        std::sort(refusals[agent->second].begin(), refusals[agent->second].end());
    }
    return refusals;
}

} // namespace

RunRecord readRecord(const TraceSnapshot& snapshot, RunId run)
{
    RunRecord record{.facts = snapshot.runFacts(run)};
    for (const Lane& lane : snapshot.lanes()) {
        if (lane.run == run)
            record.lastTime = std::max(record.lastTime, lane.lastTime);
    }
    for (const ModelCallFact& call : record.facts.modelCalls)
        record.failedCalls.push_back(call.row < snapshot.rowCount() && snapshot.isError(call.row));
    record.refusals = refusalsOf(snapshot, run);
    return record;
}

} // namespace mgx
