// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshot_builder.h"
#include "workspace/workspace.h"

#include <string>
#include <utility>
#include <vector>

namespace mgx::test { // no raw string literals here: moc 6.4 loses count of the braces in them

inline constexpr TimeNs kMs = 1'000'000;
inline constexpr TimeNs kOrigin = 1'700'000'000 * kNsPerSecond;

/// A run made by hand: records by agent and time in ms from the origin. The session is there from the start, 0 to 10 s.
class MadeRun
{
public:
    explicit MadeRun(int agents = 3)
    {
        (void)m_builder.addSource(SourceKind::Local, "/made");
        m_run = m_builder.addRun();
        m_facts.name = "log_made";
        m_facts.start = kOrigin;
        m_facts.end = kOrigin + 10'000 * kMs;
        m_facts.state = RunState::Complete;
        m_facts.question = "Which way?";
        m_facts.usage = Usage{1000, 200, 0, 500, 0.0123};
        for (int i = 0; i < agents; ++i) {
            AgentFact agent;
            agent.id = "agent_" + std::to_string(i);
            agent.model = "model-" + std::to_string(i);
            if (i != 1) // one agent without cost: "–", never 0
                agent.usage = Usage{300, 60, 0, 0, 0.004};
            m_facts.agents.push_back(agent);
        }
        m_facts.session = span("coordination.session", -1, 0, 10'000, kNoRow);
    }

    RowId span(const std::string& name, int agent, TimeNs startMs, TimeNs endMs, RowId parent, const std::string& attributes = {})
    {
        RecordDraft draft = make(name, agent, startMs, parent);
        draft.end = endMs < 0 ? kNoTime : kOrigin + endMs * kMs;
        draft.attributes = attributes;
        return m_builder.append(draft);
    }
    RowId failedSpan(const std::string& name, int agent, TimeNs startMs, TimeNs endMs, RowId parent)
    {
        RecordDraft draft = make(name, agent, startMs, parent);
        draft.end = kOrigin + endMs * kMs;
        draft.level = level::kError;
        return m_builder.append(draft);
    }
    RowId log(const std::string& name, int agent, TimeNs ms, RowId parent)
    {
        RecordDraft draft = make(name, agent, ms, parent);
        draft.kind = RecordKind::Log;
        draft.end = draft.start;
        return m_builder.append(draft);
    }
    RowId round(int agent, int number, TimeNs startMs, TimeNs endMs, const std::string& outcome, const std::string& label = {})
    {
        RoundFact round;
        round.agent = agent;
        round.number = number;
        round.start = kOrigin + startMs * kMs;
        round.end = kOrigin + endMs * kMs;
        round.outcome = outcome;
        (outcome == "vote" ? round.votedForLabel : round.answerLabel) = label;
        round.usage = Usage{100, 20, 0, 0, 0.001};
        round.row = span("agent.agent_" + std::to_string(agent) + ".round_" + std::to_string(number), agent, startMs, endMs,
                         m_facts.session, "{\"massgen.round\":" + std::to_string(number) + "}");
        m_facts.rounds.push_back(round);
        return round.row;
    }
    /// A record that a run read earlier did not have: the rows after it move, the ids of the others stay.
    void intruder()
    {
        const std::uint64_t next = std::exchange(m_lastId, 1'000'000);
        log("intruder", 0, 1, kNoRow);
        m_lastId = next;
    }
    void answer(int agent, const std::string& label, TimeNs ms)
    {
        AnswerFact fact;
        fact.agent = agent;
        fact.label = label;
        fact.time = kOrigin + ms * kMs;
        fact.row = log("Agent answer: " + label, agent, ms, m_facts.session);
        m_facts.answers.push_back(fact);
    }
    void vote(int agent, const std::string& label, TimeNs ms)
    {
        VoteFact fact;
        fact.agent = agent;
        fact.forLabel = label;
        fact.time = kOrigin + ms * kMs;
        fact.reason = "It is the better one.";
        fact.row = log("Agent vote: agent_" + std::to_string(agent) + " -> " + label, agent, ms, m_facts.session);
        m_facts.votes.push_back(fact);
    }

    /// Three agents, an answer, votes for it, tools (one failed), a winner.
    MadeRun& fillUsual()
    {
        for (int agent = 0; agent < 3; ++agent) {
            const RowId first = round(agent, 0, 100 + agent * 200, 3000 + agent * 400, "answer", "agent" + std::to_string(agent + 1) + ".1");
            span("mcp.lab.add", agent, 500 + agent * 200, 900 + agent * 200, first,
                     "{\"tool.arguments\":\"{\\\"a\\\": 1}\",\"tool.result\":\"" + std::string(150, 'x') + "\"}");
            answer(agent, "agent" + std::to_string(agent + 1) + ".1", 3000 + agent * 400);
        }
        const RowId second = round(1, 1, 4000, 6000, "vote", "agent1.1");
        failedSpan("mcp.lab.fail", 1, 4500, 4700, second);
        vote(1, "agent1.1", 6000);
        round(2, 1, 4200, 6500, "vote", "agent1.1");
        vote(2, "agent1.1", 6500);
        m_facts.winner = "agent_0";
        m_facts.winnerLabel = "agent1.1";
        log("Winner selected: agent1.1", -1, 7000, m_facts.session);
        return *this;
    }

    std::shared_ptr<const TraceSnapshot> publish()
    {
        m_builder.setRunFacts(m_run, std::make_shared<const RunFacts>(m_facts));
        return m_builder.publish();
    }

    RunFacts& facts() { return m_facts; }
    SnapshotBuilder& builder() { return m_builder; }

private:
    RecordDraft make(const std::string& name, int agent, TimeNs startMs, RowId parent)
    {
        RecordDraft draft;
        draft.trace = {7, 7};
        draft.spanId = ++m_lastId;
        draft.parentSpanId = parent == kNoRow ? 0 : m_ids[parent];
        m_ids.push_back(draft.spanId);
        draft.start = kOrigin + startMs * kMs;
        draft.run = m_run;
        m_name = name;
        draft.name = m_name;
        m_agent = agent < 0 ? "" : "agent_" + std::to_string(agent);
        draft.agent = m_agent;
        draft.service = "massgen";
        return draft;
    }

    SnapshotBuilder m_builder;
    RunId m_run = kNoRun;
    RunFacts m_facts;
    std::uint64_t m_lastId = 0;
    std::vector<std::uint64_t> m_ids; ///< by row
    std::string m_name, m_agent;
};

inline Imported imported(std::shared_ptr<const TraceSnapshot> snapshot, bool isFinal = true)
{
    Imported result;
    result.snapshot = std::move(snapshot);
    result.report = std::make_shared<ImportReport>();
    result.isFinal = isFinal;
    return result;
}

} // namespace mgx::test
