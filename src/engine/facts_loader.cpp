// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/facts_loader.h"

#include "engine/chunk_writer.h"
#include "engine/database_handles.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

std::string_view stateWord(RunState state)
{
    constexpr std::array<std::string_view, 4> kWords = {"complete", "running", "incomplete", "failed"};
    return kWords[static_cast<std::size_t>(state)];
}

/// One row of a table, column by column in the order of the table.
class Row
{
public:
    explicit Row(ChunkWriter& out) : m_out(out) {}
    ~Row() { m_out.endRow(); }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

    Row& text(std::string_view value)
    {
        m_out.optionalText(m_column++, value);
        return *this;
    }
    Row& integer(std::int64_t value)
    {
        m_out.integer(m_column++, value);
        return *this;
    }
    /// A number that is unknown below `least`.
    Row& integerFrom(std::int64_t least, std::int64_t value)
    {
        if (value >= least)
            m_out.integer(m_column, value);
        ++m_column;
        return *this;
    }
    Row& boolean(std::optional<bool> value)
    {
        if (value)
            m_out.boolean(m_column, *value);
        ++m_column;
        return *this;
    }
    Row& time(TimeNs value)
    {
        m_out.time(m_column++, value);
        return *this;
    }
    Row& span(TimeNs start, TimeNs end)
    {
        time(start).time(end);
        if (start != kNoTime && end != kNoTime)
            m_out.real(m_column, secondsFromNs(end - start));
        ++m_column;
        return *this;
    }
    Row& texts(const std::vector<std::string>& values)
    {
        m_out.list(m_column++, std::vector<std::string_view>(values.begin(), values.end()));
        return *this;
    }
    Row& usage(const std::optional<Usage>& usage)
    {
        if (usage) {
            m_out.integer(m_column, usage->inputTokens);
            m_out.integer(m_column + 1, usage->outputTokens);
            m_out.integer(m_column + 2, usage->reasoningTokens);
            m_out.integer(m_column + 3, usage->cachedInputTokens);
            m_out.real(m_column + 4, usage->costUsd);
        }
        m_column += 5;
        return *this;
    }
    /// trace_id and span_id of a row of the snapshot.
    Row& place(const TraceSnapshot& snapshot, RowId row)
    {
        if (row != kNoRow && row < snapshot.rowCount()) {
            m_out.text(m_column, toHex(snapshot.trace(row)));
            m_out.text(m_column + 1, toHex(snapshot.spanId(row)));
        }
        m_column += 2;
        return *this;
    }

private:
    ChunkWriter& m_out;
    std::size_t m_column = 0;
};

struct Writers
{
    explicit Writers(duckdb_connection c)
        : runs(c, "runs"), agents(c, "agents"), rounds(c, "rounds"), llmCalls(c, "llm_calls"), toolCalls(c, "tool_calls"),
          answers(c, "answers"), votes(c, "votes"), agentTime(c, "agent_time"), criticalPath(c, "critical_path"), retries(c, "retries")
    {}
    ChunkWriter runs, agents, rounds, llmCalls, toolCalls, answers, votes, agentTime, criticalPath, retries;
};

std::string_view agentOf(const RunFacts& run, int agent)
{
    return agent >= 0 && static_cast<std::size_t>(agent) < run.agents.size() ? std::string_view(run.agents[static_cast<std::size_t>(agent)].id)
                                                                              : std::string_view();
}

std::int64_t numberOfRound(const RunFacts& run, int round)
{
    return round >= 0 && static_cast<std::size_t>(round) < run.rounds.size() ? run.rounds[static_cast<std::size_t>(round)].number : -1;
}

template <class List>
std::int64_t countOf(const List& list, int agent)
{
    return std::count_if(list.begin(), list.end(), [&](const auto& fact) { return fact.agent == agent; });
}

void writeRun(Writers& out, const TraceSnapshot& s, const RunFacts& run, std::int64_t id, std::int64_t parent)
{
    const TraceId trace = run.trace;
    Row row(out.runs);
    row.integer(id).text(trace.isNull() ? std::string() : toHex(trace));
    row.text(run.session != kNoRow && run.session < s.rowCount() ? toHex(s.spanId(run.session)) : std::string());
    row.text(run.name).text(run.path).integerFrom(1, run.turn).integerFrom(1, run.attempt).text(run.generation).text(run.massgenVersion);
    row.text(run.question).text(stateWord(run.state)).text(run.stateReason).span(run.start, run.end);
    row.text(run.winner).text(run.winnerLabel).text(run.finalAnswer).usage(run.usage);
    row.integerFrom(0, parent).boolean(run.isSuperseded);
}

void writeRunDetails(Writers& out, const TraceSnapshot& s, const RunFacts& run, std::int64_t id)
{
    for (std::size_t i = 0; i < run.agents.size(); ++i) {
        const AgentFact& agent = run.agents[i];
        const int number = static_cast<int>(i);
        Row row(out.agents);
        row.integer(id).text(agent.id).text(agent.model).text(agent.backend).integer(countOf(run.rounds, number));
        row.integer(countOf(run.answers, number)).integer(countOf(run.votes, number)).integer(countOf(run.toolCalls, number));
        row.integer(agent.toolErrors).usage(agent.usage).text(agent.error);
    }
    for (const RoundFact& round : run.rounds) {
        Row row(out.rounds);
        row.integer(id).text(agentOf(run, round.agent)).integer(round.number).place(s, round.row).span(round.start, round.end);
        row.text(round.type).text(round.outcome).text(round.answerLabel).text(round.votedForLabel).integerFrom(0, round.contextAnswers);
        row.texts(round.contextLabels).usage(round.usage);
    }
    for (const ModelCallFact& call : run.modelCalls)
        Row(out.llmCalls).integer(id).text(agentOf(run, call.agent)).place(s, call.row).text(call.model).span(call.start, call.end).usage(call.usage);
    for (const ToolCallFact& call : run.toolCalls) {
        Row row(out.toolCalls);
        row.integer(id).text(agentOf(run, call.agent)).integerFrom(0, numberOfRound(run, call.round));
        row.place(s, call.row).text(call.name).text(call.type).text(call.callId).span(call.start, call.end).boolean(call.success).text(call.error);
    }
    for (const AnswerFact& answer : run.answers) {
        Row row(out.answers);
        row.integer(id).text(agentOf(run, answer.agent)).text(answer.label).place(s, answer.row).time(answer.time).text(answer.path);
        row.boolean(!answer.label.empty() && answer.label == run.winnerLabel);
    }
    for (const VoteFact& vote : run.votes) {
        Row row(out.votes);
        row.integer(id).text(agentOf(run, vote.agent)).text(vote.forLabel).text(agentOf(run, vote.forAgent)).place(s, vote.row);
        row.time(vote.time).text(vote.reason);
    }
}

void writeDerived(Writers& out, const TraceSnapshot& s, const RunFacts& run, const DerivedRows& rows, std::int64_t id)
{
    for (const AgentTimeRow& slice : rows.agentTime) {
        Row row(out.agentTime);
        row.integer(id).text(agentOf(run, slice.agent)).text(slice.kind).integerFrom(0, numberOfRound(run, slice.round)).place(s, slice.row);
        row.span(slice.start, slice.end).text(agentOf(run, slice.waitsFor)).text(slice.reason);
    }
    for (const PathStepRow& step : rows.criticalPath) {
        Row row(out.criticalPath);
        row.integer(id).text(step.kind).text(agentOf(run, step.agent)).integerFrom(0, numberOfRound(run, step.round)).place(s, step.row);
        row.span(step.start, step.end).text(step.reason);
    }
    for (const RetryRow& retry : rows.retries)
        Row(out.retries).integer(id).text(agentOf(run, retry.agent)).place(s, retry.row).time(retry.time).text(retry.reason);
}

} // namespace

Result<void> loadFacts(Database& database, const SnapshotList& snapshots, const DeriveRows& derive)
{
    for (const char* table : {"runs", "agents", "rounds", "llm_calls", "tool_calls", "answers", "votes", "agent_time", "critical_path", "retries"}) {
        if (Result<void> done = database.execute(std::string("DELETE FROM m.") + table); !done)
            return done;
    }
    Writers out(database.handles().loader.get());
    for (std::size_t source = 0; source < snapshots.size(); ++source) {
        const auto& snapshot = snapshots[source];
        if (!snapshot)
            continue;
        for (RunId run = 0; run < snapshot->runCount(); ++run) {
            const RunFacts& facts = snapshot->runFacts(run);
            const std::int64_t id = RecordSources::runId(source, run);
            const std::int64_t parent = facts.parentRun == kNoRun ? -1 : RecordSources::runId(source, facts.parentRun);
            writeRun(out, *snapshot, facts, id, parent);
            writeRunDetails(out, *snapshot, facts, id);
            if (derive)
                writeDerived(out, *snapshot, facts, derive(*snapshot, run), id);
        }
    }
    for (ChunkWriter* writer : {&out.runs, &out.agents, &out.rounds, &out.llmCalls, &out.toolCalls, &out.answers, &out.votes,
                                &out.agentTime, &out.criticalPath, &out.retries}) {
        if (Result<void> done = writer->finish(); !done)
            return done;
    }
    return {};
}

} // namespace mgx
