// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/mark_index.h"

#include "workspace/lane_agents.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

bool startsWith(std::string_view text, std::string_view head)
{
    return text.substr(0, head.size()) == head;
}

} // namespace

// The names that MassGen gives its logs.
MarkKind MarkIndex::kindOf(std::string_view name)
{
    if (startsWith(name, "Agent answer"))
        return MarkKind::Answer;
    if (startsWith(name, "Agent vote"))
        return MarkKind::Vote;
    if (startsWith(name, "Agent restart"))
        return MarkKind::Restart;
    if (startsWith(name, "Winner selected"))
        return MarkKind::Winner;
    return MarkKind::Log;
}

MarkIndex::MarkIndex(const TraceSnapshot& snapshot)
{
    collect(snapshot);
    std::stable_sort(m_marks.begin(), m_marks.end(), [](const KeyMark& a, const KeyMark& b) { return a.time < b.time; });
    sortIntoLanes(snapshot);
    std::unordered_map<RowId, std::size_t> markOfRow;
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        markOfRow.emplace(m_marks[i].row, i);
    for (RunId run = 0; run < snapshot.runCount(); ++run)
        link(snapshot, snapshot.runFacts(run), markOfRow);
}

void MarkIndex::collect(const TraceSnapshot& snapshot)
{
    const std::vector<int> agents = agentOfLanes(snapshot);
    std::unordered_map<StringId, MarkKind> kinds;
    std::vector<LaneMark> logs;
    for (LaneId lane = 0; lane < snapshot.lanes().size(); ++lane) {
        logs.clear();
        snapshot.lanes()[lane].index.marks(-kMaxTime, kMaxTime, 0, logs);
        for (const LaneMark& log : logs) {
            const auto [known, isNew] = kinds.try_emplace(snapshot.nameId(log.row), MarkKind::Log);
            if (isNew)
                known->second = kindOf(snapshot.name(log.row));
            if (known->second != MarkKind::Log)
                m_marks.push_back({log.time, log.row, lane, agents[lane], known->second});
        }
    }
    for (KeyMark& mark : m_marks) {
        if (mark.kind != MarkKind::Winner || snapshot.run(mark.row) == kNoRun)
            continue;
        const RunFacts& facts = snapshot.runFacts(snapshot.run(mark.row));
        for (std::size_t i = 0; i < facts.agents.size(); ++i) {
            if (facts.agents[i].id == facts.winner)
                mark.agent = static_cast<int>(i);
        }
    }
}

void MarkIndex::sortIntoLanes(const TraceSnapshot& snapshot)
{
    std::unordered_map<RunId, LaneId> coordination;
    for (LaneId lane = 0; lane < snapshot.lanes().size(); ++lane) {
        if (snapshot.lanes()[lane].kind == LaneKind::Coordination)
            coordination.emplace(snapshot.lanes()[lane].run, lane);
    }
    m_shown.resize(snapshot.lanes().size());
    for (std::uint32_t i = 0; i < m_marks.size(); ++i) {
        const KeyMark& mark = m_marks[i];
        m_shown[mark.lane][std::size_t(mark.kind)].push_back(i);
        const auto summary = coordination.find(snapshot.run(mark.row));
        if (summary != coordination.end() && summary->second != mark.lane && mark.kind != MarkKind::Restart)
            m_shown[summary->second][std::size_t(mark.kind)].push_back(i);
    }
}

void MarkIndex::link(const TraceSnapshot& snapshot, const RunFacts& facts,
                     const std::unordered_map<RowId, std::size_t>& markOfRow)
{
    std::unordered_map<std::string_view, std::size_t> answers; // marks by label
    for (const AnswerFact& answer : facts.answers) {
        if (const auto mark = markOfRow.find(answer.row); mark != markOfRow.end() && !answer.label.empty())
            answers.emplace(answer.label, mark->second);
    }
    for (const VoteFact& vote : facts.votes) {
        const auto answer = answers.find(vote.forLabel);
        const auto cast = markOfRow.find(vote.row);
        if (answer != answers.end() && cast != markOfRow.end())
            m_votes.push_back({answer->second, vote.row, m_marks[cast->second].time, m_marks[cast->second].agent});
    }
    for (const RoundFact& round : facts.rounds) {
        for (const std::string& label : round.contextLabels) {
            const auto answer = answers.find(label);
            if (answer != answers.end() && round.row != kNoRow)
                m_contexts.push_back({answer->second, round.row, snapshot.start(round.row), m_marks[answer->second].agent});
        }
    }
}

} // namespace mgx
