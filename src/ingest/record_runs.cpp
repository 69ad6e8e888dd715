// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_runs.h"

#include "ingest/record_facts.h"
#include "ingest/record_line.h"

#include <algorithm>
#include <cstring>

namespace mgx {

namespace {

constexpr std::string_view kSession = "coordination.session";
constexpr TimeNs kNear = 10 * kNsPerSecond; ///< between a dropped session and the real one

} // namespace

bool RecordRuns::isMassgen(const RecordDraft& draft)
{
    return draft.service == "massgen" || draft.scope == "massgen" || draft.name == kSession
        || (!draft.attributes.empty() // memmem takes no null pointer
            && memmem(draft.attributes.data(), draft.attributes.size(), "\"massgen.", 9) != nullptr);
}

/// A view into the attributes or into `unescaped`.
std::string_view RecordRuns::agentOf(const RecordDraft& draft, std::string& unescaped)
{
    const std::string_view agent = compactJsonText(draft.attributes, "massgen.agent_id", unescaped);
    if (!agent.empty() || draft.kind != RecordKind::Log)
        return agent;
    const bool isOfAgent = draft.name.substr(0, 6) == "Agent " || draft.name.substr(0, 15) == "Tool execution:";
    return isOfAgent ? compactJsonText(draft.attributes, "agent_id", unescaped) : agent;
}

/// MassGen opens a session in a constructor and drops it for the real one: no task, no log folder, some milliseconds.
bool RecordRuns::isEmptySession(const RecordDraft& draft)
{
    TimeNs length = 0; // times come as they were written: some are further apart than can be told
    return draft.name == kSession && draft.kind == RecordKind::Span && draft.start != kNoTime && draft.end != kNoTime
        && !__builtin_sub_overflow(draft.end, draft.start, &length) && length < kNsPerSecond
        && compactJsonText(draft.attributes, "massgen.log_path").empty() && compactJsonText(draft.attributes, "massgen.task").empty();
}

RunId RecordRuns::runOf(const RecordDraft& draft)
{
    if (draft.trace == m_lastTrace && m_lastRun != kNoRun)
        return m_lastRun;
    const auto found = m_runs.find(draft.trace);
    if (found != m_runs.end()) {
        m_lastTrace = draft.trace;
        return m_lastRun = found->second;
    }
    if (!isMassgen(draft))
        return kNoRun;
    const RunId run = m_builder.addRun();
    m_firstRun = std::min(m_firstRun, run);
    m_runs.emplace(draft.trace, run);
    return run;
}

RowId RecordRuns::append(RecordDraft& draft)
{
    const bool isSession = draft.name == kSession;
    if (isSession && isEmptySession(draft)) {
        m_emptySessions.emplace_back(draft);
        return kNoRow;
    }
    std::string unescaped;
    draft.run = runOf(draft);
    if (draft.run != kNoRun && draft.agent.empty())
        draft.agent = agentOf(draft, unescaped);
    const RowId row = m_builder.append(draft);
    m_firstRow = std::min(m_firstRow, row);
    if (isSession && draft.run != kNoRun)
        m_sessions.push_back({row, draft.run, draft.start, compactJsonText(draft.attributes, "massgen.log_path")});
    return row;
}

/// The run of the real session of the same trace, or of the one nearest in time.
RunId RecordRuns::runNear(TraceId trace, TimeNs time) const
{
    const auto found = m_runs.find(trace);
    if (found != m_runs.end())
        return found->second;
    RunId best = kNoRun;
    TimeNs distance = kNear;
    for (const Session& session : m_sessions) {
        if (distanceNs(session.start, time) < distance) {
            distance = distanceNs(session.start, time);
            best = session.run;
        }
    }
    return best;
}

void RecordRuns::appendEmptySessions()
{
    for (OwnedDraft& owned : m_emptySessions) {
        RecordDraft& draft = owned.draft();
        draft.run = runNear(draft.trace, draft.start);
        if (draft.run != kNoRun && !m_sessions.empty()) {
            draft.flags |= kIsFolded;
            ++m_folded;
        } else {
            draft.run = runOf(draft); // all that there is of its run
        }
        m_firstRow = std::min(m_firstRow, m_builder.append(draft));
    }
    m_emptySessions.clear();
}

/// A restart's session lies in the trace of the attempt before it; what is below it belongs to another run. And one attempt may
/// have sent its records in several traces.
void RecordRuns::splitAttempts(const TraceSnapshot& snapshot)
{
    std::stable_sort(m_sessions.begin(), m_sessions.end(), [](const Session& a, const Session& b) { return a.start < b.start; });
    std::map<std::string, RunId> runOfPath;
    std::map<RunId, std::string> pathOfRun;
    std::unordered_map<RowId, RunId> runOfSession;
    bool isSplit = false;
    for (const Session& session : m_sessions) {
        if (session.logPath.empty())
            continue;
        const auto known = runOfPath.find(session.logPath);
        RunId run = session.run;
        if (known != runOfPath.end())
            run = known->second;
        else if (pathOfRun.count(run) > 0)
            run = m_builder.addRun();
        runOfPath.emplace(session.logPath, run);
        pathOfRun.emplace(run, session.logPath);
        runOfSession[session.row] = run;
        isSplit |= run != session.run;
    }
    if (!isSplit)
        return;
    for (RowId row = m_firstRow; row < snapshot.rowCount(); ++row) {
        RowId session = row;
        while (session != kNoRow && runOfSession.count(session) == 0)
            session = snapshot.recordedParent(session);
        if (session != kNoRow)
            m_builder.setRun(row, runOfSession.at(session));
    }
}

void RecordRuns::inheritAgents(const TraceSnapshot& snapshot)
{
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
    appendEmptySessions();
    if (m_runs.empty())
        return;
    const auto snapshot = m_builder.publish();
    splitAttempts(*snapshot);
    inheritAgents(*snapshot);
    RunId run = m_firstRun;
    for (auto& facts : factsFromRecords(*m_builder.publish(), m_firstRun, m_path))
        m_builder.setRunFacts(run++, std::move(facts));
}

} // namespace mgx
