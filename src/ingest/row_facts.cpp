// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/row_facts.h"

#include "ingest/row_json.h"

#include <unordered_set>

namespace mgx {

namespace {

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

class RangeReader
{
public:
    RangeReader(const RowRange& range, RowFacts& out) : m_snapshot(range.snapshot), m_firstRun(range.firstRun), m_wrappers(range.wrappers), m_out(out)
    {}

    void read(RowId row)
    {
        const RunId run = m_snapshot.run(row);
        if (run == kNoRun || run < m_firstRun || m_snapshot.isHidden(row))
            return;
        const std::string_view name = m_snapshot.name(row);
        takeTimes(row, m_out.times[run]);
        if (startsWith(name, "agent."))
            readRound(row, RowJson(m_parser, m_snapshot.attributes(row)));
        else if (startsWith(name, "mcp.") || startsWith(name, "custom_tool.") || startsWith(name, "mcp_tool."))
            readTool(row, name);
        else if (startsWith(name, "llm."))
            readModelCall(row, RowJson(m_parser, m_snapshot.attributes(row)));
        else if (m_snapshot.kind(row) == RecordKind::Log)
            readLog(row, name);
    }

private:
    /// The lane stands for the agent until all of them are known in order.
    int agent(RowId row)
    {
        const LaneId lane = m_snapshot.lane(row);
        if (m_snapshot.lanes()[lane].label == 0)
            return -1;
        if (m_seen.insert(lane).second)
            m_out.lanes.push_back(lane);
        return static_cast<int>(lane);
    }

    void takeTimes(RowId row, RowFacts::Times& times)
    {
        if (m_snapshot.hasFlag(row, kHasBadTimes))
            return;
        times.add(m_snapshot.start(row), m_snapshot.end(row));
        times.lastRow = row;
    }

    void readRound(RowId row, const RowJson& a)
    {
        RoundFact round;
        round.agent = agent(row);
        round.row = row;
        round.number = static_cast<int>(a.number("massgen.round").value_or(0));
        round.start = m_snapshot.start(row);
        round.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        round.type = a.text("massgen.round_type");
        if (round.type.empty() && m_snapshot.name(row).find(".presentation") != std::string_view::npos)
            round.type = "presentation";
        round.outcome = a.text("massgen.outcome");
        round.answerLabel = a.text("massgen.answer_label");
        round.votedForLabel = a.text("massgen.voted_for_label");
        round.contextAnswers = static_cast<int>(a.number("massgen.num_context_answers").value_or(-1));
        round.contextLabels = a.texts("massgen.context_labels");
        round.usage = a.usage();
        if (round.agent >= 0)
            m_out.rounds.push_back(std::move(round));
    }

    void readTool(RowId row, std::string_view name)
    {
        // mcp_tool.X wraps the mcp.S.T that did the work: one call. Without such a child it stands for itself.
        if (startsWith(name, "mcp_tool.") && m_wrappers[row])
            return;
        const RowJson a(m_parser, m_snapshot.attributes(row));
        ToolCallFact call;
        call.agent = agent(row);
        call.row = row;
        call.name = a.text("tool.name");
        if (call.name.empty())
            call.name = std::string(name);
        call.type = startsWith(name, "mcp") ? "mcp" : "custom";
        call.start = m_snapshot.start(row);
        call.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        call.success = a.boolean("tool.success");
        if (!call.success && call.end != kNoTime)
            call.success = a.boolean("ok").value_or(!m_snapshot.isError(row));
        call.error = a.text("tool.error_message");
        m_out.toolCalls.push_back(std::move(call));
    }

    void readModelCall(RowId row, const RowJson& a)
    {
        ModelCallFact call;
        call.agent = agent(row);
        call.row = row;
        call.model = a.text("gen_ai.request.model");
        call.start = m_snapshot.start(row);
        call.end = m_snapshot.isOpen(row) ? kNoTime : m_snapshot.end(row);
        if (const auto input = a.number("gen_ai.usage.input_tokens")) {
            call.usage = Usage{static_cast<std::int64_t>(*input),
                               static_cast<std::int64_t>(a.number("gen_ai.usage.output_tokens").value_or(0))};
        }
        m_out.modelCalls.push_back(std::move(call));
    }

    void readLog(RowId row, std::string_view name)
    {
        const bool isAnswer = startsWith(name, "Agent answer");
        const bool isVote = startsWith(name, "Agent vote");
        const bool isWinner = startsWith(name, "Winner selected") || name == "Coordination event: winner_selected";
        if (!isAnswer && !isVote && !isWinner)
            return;
        const RowJson a(m_parser, m_snapshot.attributes(row));
        if (isWinner) {
            std::string id = a.text("winner_agent_id");
            if (id.empty())
                id = a.text("agent_id");
            if (!id.empty())
                m_out.winners.push_back({row, std::move(id)});
            return;
        }
        const int who = agent(row);
        if (isAnswer)
            m_out.answers.push_back(AnswerFact{who, row, a.text("answer_label"), m_snapshot.start(row), a.text("massgen.agent.answer_path")});
        else
            m_out.votes.push_back(VoteFact{who, row, a.text("voted_for_label"), -1, m_snapshot.start(row), a.text("reason")});
    }

    const TraceSnapshot& m_snapshot;
    RunId m_firstRun;
    const std::vector<bool>& m_wrappers;
    RowFacts& m_out;
    std::unordered_set<LaneId> m_seen;
    simdjson::dom::parser m_parser;
};

} // namespace

RowFacts readRowFacts(const RowRange& range)
{
    RowFacts facts;
    RangeReader reader(range, facts);
    for (RowId row = range.begin; row < range.end; ++row)
        reader.read(row);
    return facts;
}

} // namespace mgx
