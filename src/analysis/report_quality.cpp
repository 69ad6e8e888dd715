// SPDX-License-Identifier: GPL-3.0-or-later
// How far the data can be trusted, and what to do next.
#include "analysis/plain_text.h"
#include "analysis/report_builder.h"

#include <algorithm>

namespace mgx {

namespace {

using B = ReportBuilder;

struct RowCounts
{
    std::size_t all = 0;
    std::size_t moved = 0;
    std::size_t open = 0;
    std::size_t orphans = 0;
};

RowCounts countRows(const B& b)
{
    RowCounts counts;
    for (RowId row = 0; row < b.snapshot.rowCount(); ++row) {
        if (&b.snapshot.runFacts(b.snapshot.run(row)) != &b.facts || b.snapshot.isHidden(row))
            continue;
        ++counts.all;
        counts.moved += b.snapshot.repair(row) != nullptr;
        counts.open += b.snapshot.isOpen(row);
        counts.orphans += b.snapshot.hasFlag(row, kIsOrphan);
    }
    return counts;
}

bool has(const B& b, RepeatedGroup::Kind kind)
{
    return std::any_of(b.a.repeated.begin(), b.a.repeated.end(), [&](const RepeatedGroup& group) { return group.kind == kind; });
}

void nested(B& b)
{
    if (b.a.usage.nestedRuns == 0)
        return;
    b.from("SELECT run_id, name, path, state, duration, input_tokens, output_tokens, cost_usd\nFROM runs\nWHERE parent_run_id IS NOT NULL\nORDER BY start_timestamp");
    b.say({B::text("Runs of subagents and checkpoints below this one, each counted once and in none of the totals above: "), b.count("", "nested_runs", b.a.usage.nestedRuns),
           B::text(", input tokens: "), b.figure("", "nested_input", Unit::Tokens, double(b.a.usage.nested.inputTokens)), B::text(", output tokens: "),
           b.figure("", "nested_output", Unit::Tokens, double(b.a.usage.nested.outputTokens)), B::text(", cost: "),
           b.figure("", "nested_cost", Unit::Usd, b.a.usage.nested.costUsd)});
}

} // namespace

void writeDataQuality(B& b)
{
    b.section("Nesting and data quality");
    const RowCounts counts = countRows(b);
    b.from("SELECT count(*) AS records, count(*) FILTER (WHERE kind = 'pending_span') AS open_spans\nFROM records_all"
           + (b.facts.trace.isNull() ? std::string() : "\nWHERE trace_id = " + sqlText(toHex(b.facts.trace))));
    b.say({B::text("Records: "), b.count("", "records", counts.all), B::text(", moved below another parent than the recorded one: "), b.count("", "moved_records", counts.moved),
           B::text(", without an end: "), b.count("", "open_records", counts.open), B::text(", whose recorded parent is missing: "), b.count("", "orphan_records", counts.orphans)});
    nested(b);
    if (b.facts.isSuperseded)
        b.say({B::text("A later attempt replaced this one.")});
    for (std::size_t i = 0; i < std::min<std::size_t>(b.facts.problems.size(), 20); ++i) {
        const Problem& problem = b.facts.problems[i];
        b.say({B::text("Problem in the files: "), B::code(shortened(problem.file + (problem.where.empty() ? "" : ", " + problem.where) + ": " + problem.sentence, 300))});
    }
}

void writeRecommendations(B& b)
{
    using Kind = RepeatedGroup::Kind;
    b.section("Recommendations");
    const std::size_t before = b.report.sections.back().statements.size();
    const auto advise = [&](bool isDue, std::string_view sentence) {
        if (isDue)
            b.say({B::text(sentence)});
    };
    advise(has(b, Kind::IgnoredVote) || has(b, Kind::ChangedVote), "Votes were cast before the answers had settled: let agents vote later, or limit new answers per agent.");
    advise(has(b, Kind::UnseenAnswer), "Answers were replaced before another agent saw them: ask agents to answer only once their work is done.");
    advise(has(b, Kind::Restart), "Rounds were ended by restarts: let agents take up new answers within a round, so that their work is not lost.");
    advise(has(b, Kind::Call) || has(b, Kind::Command) || has(b, Kind::FileRead), "Agents did the same calls again: share results between agents and rounds, or cache the tools.");
    advise(has(b, Kind::Retry), "Failed calls were made again: see the messages below Errors, and mend the tool or its description first.");
    advise(std::any_of(b.a.failures.begin(), b.a.failures.end(), [](const FailureGroup& g) { return g.hidden > 0; }),
           "Tools reported failures as results: do not trust the count of failed calls alone.");
    advise(std::any_of(b.a.failures.begin(), b.a.failures.end(), [](const FailureGroup& g) { return g.cause == FailureGroup::Cause::Timeout; }),
           "Time limits were hit: raise them, or take the slow agent out.");
    advise(b.facts.agents.size() > 1 && b.a.time.parallelism() > 0 && b.a.time.parallelism() < 0.5 * double(b.facts.agents.size()),
           "Agents waited for each other most of the time: fewer agents, or agents of like speed, would do as well.");
    advise(!b.a.time.hasModelCalls, "Record the model calls as well (run with --logfire): without them model time is not known.");
    advise(b.report.sections.back().statements.size() == before, "Nothing in this run calls for a change.");
}

} // namespace mgx
