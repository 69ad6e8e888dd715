// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshot_builder.h"

#include <memory>
#include <string>

namespace mgx {

/// A run made of facts, each with a row of its own; times are in ms, or in another unit.
class MadeFacts
{
public:
    static constexpr TimeNs kMs = 1'000'000;

    explicit MadeFacts(int agents, TimeNs end = kNoTime, TimeNs unit = kMs) : m_unit(unit)
    {
        (void)m_builder.addSource(SourceKind::Local, "/made");
        m_run = m_builder.addRun();
        facts.state = RunState::Complete;
        if (end != kNoTime) {
            facts.start = 0;
            facts.end = ns(end);
        }
        for (int i = 0; i < agents; ++i)
            facts.agents.push_back({.id = std::string(1, static_cast<char>('a' + i % 26)) + (i < 26 ? "" : std::to_string(i))});
    }

    /// The index of the round.
    int round(int agent, TimeNs start, TimeNs end, const std::string& outcome = {}, const std::string& type = {})
    {
        RoundFact round{.agent = agent, .row = row("agent.round", agent, start, end), .start = ns(start), .end = ns(end), .type = type, .outcome = outcome};
        facts.rounds.push_back(round);
        return static_cast<int>(facts.rounds.size() - 1);
    }
    RowId tool(int agent, TimeNs start, TimeNs end, const std::string& name = "search")
    {
        ToolCallFact call{.agent = agent, .row = row("mcp." + name, agent, start, end), .name = name, .start = ns(start), .end = ns(end)};
        facts.toolCalls.push_back(call);
        return call.row;
    }
    RowId model(int agent, TimeNs start, TimeNs end, bool isFailed = false, const std::string& name = "gpt")
    {
        ModelCallFact call{.agent = agent, .row = row("llm.stream", agent, start, end, isFailed), .model = name, .start = ns(start), .end = ns(end)};
        facts.modelCalls.push_back(call);
        return call.row;
    }
    void answer(int agent, TimeNs time, const std::string& label = {})
    {
        facts.answers.push_back({.agent = agent, .row = log("Agent answer", agent, time), .label = label, .time = ns(time)});
    }
    void vote(int agent, TimeNs time, const std::string& label = {})
    {
        facts.votes.push_back({.agent = agent, .row = log("Agent vote", agent, time), .forLabel = label, .time = ns(time)});
    }
    void finalAnswer(int agent, TimeNs time) { (void)log("Final answer from it", agent, time); }
    void refusal(int agent, TimeNs time) { (void)log("Enforcement retry: no_tool_calls", agent, time); }

    [[nodiscard]] std::shared_ptr<const TraceSnapshot> publish()
    {
        m_builder.setRunFacts(m_run, std::make_shared<const RunFacts>(facts));
        return m_builder.publish();
    }

    RunFacts facts;

    [[nodiscard]] TimeNs ns(TimeNs time) const { return time == kNoTime ? kNoTime : time * m_unit; }

private:
    RowId row(const std::string& name, int agent, TimeNs start, TimeNs end, bool isError = false)
    {
        RecordDraft draft = make(name, agent, start);
        draft.end = ns(end);
        draft.level = isError ? level::kError : level::kInfo;
        return m_builder.append(draft);
    }
    RowId log(const std::string& name, int agent, TimeNs time)
    {
        RecordDraft draft = make(name, agent, time);
        draft.kind = RecordKind::Log;
        draft.end = draft.start;
        return m_builder.append(draft);
    }
    RecordDraft make(const std::string& name, int agent, TimeNs start)
    {
        RecordDraft draft;
        draft.trace = {1, 1};
        draft.spanId = ++m_lastId;
        draft.run = m_run;
        draft.start = start == kNoTime ? 0 : ns(start);
        m_name = name;
        draft.name = m_name;
        if (agent >= 0 && std::size_t(agent) < facts.agents.size())
            draft.agent = facts.agents[std::size_t(agent)].id;
        return draft;
    }

    TimeNs m_unit;
    SnapshotBuilder m_builder;
    RunId m_run = kNoRun;
    std::uint64_t m_lastId = 0;
    std::string m_name;
};

} // namespace mgx
