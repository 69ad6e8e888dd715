// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_runs.h"

#include "ingest/record_facts.h"
#include "ingest/record_line.h"

#include <algorithm>
#include <cstring>

namespace mgx {

bool RecordRuns::isMassgen(const RecordDraft& draft)
{
    return draft.service == "massgen" || draft.scope == "massgen" || draft.name == "coordination.session"
        || (!draft.attributes.empty() // memmem takes no null pointer
            && memmem(draft.attributes.data(), draft.attributes.size(), "\"massgen.", 9) != nullptr);
}

std::string RecordRuns::agentOf(const RecordDraft& draft)
{
    std::string agent = compactJsonText(draft.attributes, "massgen.agent_id");
    const bool isOfAgent = draft.name.substr(0, 6) == "Agent " || draft.name.substr(0, 15) == "Tool execution:";
    if (agent.empty() && draft.kind == RecordKind::Log && isOfAgent)
        agent = compactJsonText(draft.attributes, "agent_id");
    return agent;
}

RowId RecordRuns::append(RecordDraft& draft)
{
    const auto found = m_runs.find(draft.trace);
    std::string agent;
    if (found != m_runs.end()) {
        draft.run = found->second;
    } else if (isMassgen(draft)) {
        draft.run = m_builder.addRun();
        m_runs.emplace(draft.trace, draft.run);
    }
    if (draft.run != kNoRun && draft.agent.empty()) {
        agent = agentOf(draft);
        draft.agent = agent;
    }
    const RowId row = m_builder.append(draft);
    m_firstRow = std::min(m_firstRow, row);
    return row;
}

void RecordRuns::inheritAgents(const TraceSnapshot& snapshot)
{
    std::vector<RowId> path;
    for (RowId row = m_firstRow; row < snapshot.rowCount(); ++row) {
        if (!snapshot.agent(row).empty() || snapshot.run(row) == kNoRun)
            continue;
        RowId ancestor = snapshot.parent(row);
        while (ancestor != kNoRow && snapshot.agent(ancestor).empty())
            ancestor = snapshot.parent(ancestor);
        if (ancestor != kNoRow)
            m_builder.setAgent(row, snapshot.agent(ancestor));
    }
}

void RecordRuns::finish()
{
    if (m_runs.empty())
        return;
    const auto snapshot = m_builder.publish();
    inheritAgents(*snapshot);
    RunId firstRun = kNoRun;
    for (const auto& [trace, run] : m_runs)
        firstRun = std::min(firstRun, run);
    for (auto& facts : factsFromRecords(*snapshot, firstRun, m_path))
        m_builder.setRunFacts(firstRun++, std::move(facts));
}

} // namespace mgx
