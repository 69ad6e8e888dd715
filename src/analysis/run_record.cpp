// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_record.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

/// The logs of the agents that are in no list of the facts.
void readMarks(const TraceSnapshot& snapshot, RunId run, RunRecord& record)
{
    record.refusals.resize(record.facts.agents.size());
    record.finalAnswers.resize(record.facts.agents.size(), kNoTime);
    std::unordered_map<std::string_view, std::size_t> agents;
    for (std::size_t i = 0; i < record.facts.agents.size(); ++i)
        agents.emplace(record.facts.agents[i].id, i);
    std::vector<LaneMark> marks;
    for (const Lane& lane : snapshot.lanes()) {
        const auto agent = agents.find(snapshot.string(lane.label));
        if (lane.run != run || lane.kind != LaneKind::Agent || agent == agents.end())
            continue;
        marks.clear();
        lane.index.marks(-kMaxTime, kMaxTime, 0, marks);
        for (const LaneMark& mark : marks) {
            const std::string_view name = snapshot.name(mark.row);
            if (startsWith(name, "Enforcement retry:"))
                record.refusals[agent->second].push_back(mark.time);
            else if (startsWith(name, "Final answer from"))
                record.finalAnswers[agent->second] = std::max(record.finalAnswers[agent->second], mark.time);
        }
        std::sort(record.refusals[agent->second].begin(), record.refusals[agent->second].end());
    }
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
    readMarks(snapshot, run, record);
    return record;
}

} // namespace mgx
