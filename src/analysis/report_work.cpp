// SPDX-License-Identifier: GPL-3.0-or-later
// What the agents did, what failed, what was done twice, and what it cost.
#include "analysis/figure_text.h"
#include "analysis/plain_text.h"
#include "analysis/report_builder.h"
#include "analysis/tool_text.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

using B = ReportBuilder;

constexpr std::size_t kMostRows = 30; ///< of a table: the rest is counted

std::string rowsSql(const B& b, const std::vector<RowId>& rows)
{
    return sqlOfRecords(b.snapshot, b.facts, rows);
}

struct ToolUse
{
    std::size_t calls = 0;
    std::size_t failed = 0;
    TimeNs time = 0;
    TimeNs slowest = 0;
    RowId slowestRow = kNoRow;
};

std::map<std::string, ToolUse> toolUses(const RunFacts& facts)
{
    std::map<std::string, ToolUse> uses;
    for (const ToolCallFact& call : facts.toolCalls) {
        ToolUse& use = uses[call.name];
        ++use.calls;
        use.failed += call.success == false;
        const TimeNs time = call.start != kNoTime && call.end != kNoTime ? call.end - call.start : 0;
        use.time += time;
        if (use.slowestRow == kNoRow || time > use.slowest) {
            use.slowest = time;
            use.slowestRow = call.row;
        }
    }
    return uses;
}

/// Those counted that were recorded as successes.
std::size_t failuresOf(const B& b, std::string_view tool)
{
    std::size_t count = 0;
    for (const FailureGroup& group : b.a.failures)
        count += group.what == tool ? group.count() : 0;
    return count;
}

void toolsOfAgents(B& b)
{
    ReportTable& table = b.table({"Agent", "Tool calls", "Recorded as failed"});
    for (int agent = 0; agent < int(b.facts.agents.size()); ++agent) {
        const std::string id = b.id(agent);
        b.from("SELECT agent_id, tool_calls, tool_errors\nFROM agents\nWHERE " + b.here() + " AND agent_id = " + sqlText(id));
        const auto calls = std::count_if(b.facts.toolCalls.begin(), b.facts.toolCalls.end(), [&](const ToolCallFact& call) { return call.agent == agent; });
        table.rows.push_back({{B::code(id)}, {b.count(id, "tool_calls", std::size_t(calls))}, {b.count(id, "tool_errors", std::size_t(std::max(0, b.facts.agents[std::size_t(agent)].toolErrors)))}});
    }
}

} // namespace

void writeTools(B& b)
{
    b.section("Tools");
    const std::map<std::string, ToolUse> uses = toolUses(b.facts);
    if (uses.empty()) {
        b.say({B::text("No tool calls were recorded.")});
        return;
    }
    std::vector<std::pair<std::string, ToolUse>> order(uses.begin(), uses.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.second.time > y.second.time; });
    ReportTable& table = b.table({"Tool", "Calls", "Recorded as failed", "Time", "Slowest call"});
    for (std::size_t i = 0; i < std::min(order.size(), kMostRows); ++i) {
        const auto& [tool, use] = order[i];
        const std::string key = "tool/" + tool;
        b.from("SELECT tool_name, count(*) AS calls, count(*) FILTER (WHERE NOT is_success) AS failed, sum(duration) AS seconds, max(duration) AS slowest\nFROM tool_calls\nWHERE "
                   + b.here() + " AND tool_name = " + sqlText(tool) + "\nGROUP BY tool_name",
               use.slowestRow);
        table.rows.push_back({{B::code(tool)},
                              {b.figure(tool, "tool_calls", Unit::Count, double(use.calls), key + "/calls")},
                              {b.figure(tool, "tool_errors", Unit::Count, double(use.failed), key + "/failed")},
                              {b.figure(tool, "tool_time", Unit::Seconds, double(use.time) / 1e9, key + "/time")},
                              {b.figure(tool, "slowest", Unit::Seconds, double(use.slowest) / 1e9, key + "/slowest")}});
        const std::size_t failed = failuresOf(b, plainToolName(tool));
        b.know(b.figure(tool, "failure_count", Unit::Count, double(failed), key + "/failures"));
    }
    toolsOfAgents(b);
}

void writeErrors(B& b)
{
    b.section("Errors");
    std::size_t all = 0;
    std::vector<RowId> rows;
    for (const FailureGroup& group : b.a.failures) {
        all += group.count();
        rows.insert(rows.end(), group.rows.begin(), group.rows.end());
    }
    b.from(rows.empty() ? "SELECT count(*) AS failed_calls\nFROM tool_calls\nWHERE " + b.here() + " AND NOT is_success" : rowsSql(b, rows), rows.empty() ? kNoRow : rows.front());
    b.say({B::text("Failures of every kind, those counted that were recorded as successes: "), b.count("", "failures", all)});
    if (all == 0)
        return;
    ReportTable& table = b.table({"What", "Times", "Recorded as success", "Cause", "First message"});
    for (std::size_t i = 0; i < std::min(b.a.failures.size(), kMostRows); ++i) {
        const FailureGroup& group = b.a.failures[i];
        const std::string key = "failure/" + std::to_string(i + 1);
        b.from(rowsSql(b, group.rows), group.rows.front());
        table.rows.push_back({{B::code(shortened(group.what, 80))},
                              {b.figure("", "failure_count", Unit::Count, double(group.count()), key + "/count")},
                              {b.figure("", "failure_hidden", Unit::Count, double(group.hidden), key + "/hidden")},
                              {B::text(nameOf(group.cause))},
                              {B::code(shortened(group.message, 200))}});
    }
}

void writeRepeatedWork(B& b)
{
    b.section("Repeated and lost work");
    std::vector<RowId> rows;
    for (const RepeatedGroup& group : b.a.repeated)
        rows.insert(rows.end(), group.lostRows.begin(), group.lostRows.end());
    if (rows.empty()) {
        b.say({B::text("No work was done twice or for nothing.")});
        return;
    }
    b.from(rowsSql(b, rows), rows.front());
    b.say({B::text("Calls and rounds that would not have been needed: "), b.count("", "lost_count", b.a.lost.count), B::text(", time in them: "),
           b.seconds("", "lost_time", b.a.lost.ns), B::text(", tokens (of calls: estimated): "), b.figure("", "lost_tokens", Unit::Tokens, double(b.a.lost.tokens)),
           B::text(", money: "), b.figure("", "lost_cost", Unit::Usd, b.a.lost.usd)});
    ReportTable& table = b.table({"Kind", "What", "By", "Times", "Time lost", "Tokens lost", "Money lost", "Arguments of the first"});
    for (std::size_t i = 0; i < std::min(b.a.repeated.size(), kMostRows); ++i) {
        const RepeatedGroup& group = b.a.repeated[i];
        const std::string key = "repeated/" + std::to_string(i + 1);
        std::string who;
        for (const int agent : group.agents)
            who += (who.empty() ? "" : ", ") + b.id(agent);
        b.from(rowsSql(b, group.rows), group.rows.front());
        table.rows.push_back({{B::text((group.isExact || group.kind > RepeatedGroup::Kind::FileRead ? "" : "near ") + std::string(nameOf(group.kind)))},
                              {B::code(group.what)},
                              {B::code(who)},
                              {b.figure("", "repeated_count", Unit::Count, double(group.rows.size()), key + "/count")},
                              {b.figure("", "repeated_time", Unit::Seconds, double(group.lostNs) / 1e9, key + "/time")},
                              {b.figure("", "repeated_tokens", Unit::Tokens, double(group.lostTokens), key + "/tokens")},
                              {b.figure("", "repeated_cost", Unit::Usd, group.lostUsd, key + "/cost")},
                              {B::code(group.sample)}});
    }
}

namespace {

/// The four figures of a total.
void usageFigures(B& b, Statement& out, std::string_view subject, const Usage& usage)
{
    const auto add = [&](std::string_view word, const char* quantity, Unit unit, double value) {
        out.push_back(B::text(word));
        out.push_back(b.figure(subject, quantity, unit, value));
    };
    add("input tokens: ", "input_tokens", Unit::Tokens, double(usage.inputTokens));
    add(" (from the cache: ", "cached_input_tokens", Unit::Tokens, double(usage.cachedInputTokens));
    add("), output tokens: ", "output_tokens", Unit::Tokens, double(usage.outputTokens));
    add(" (for reasoning: ", "reasoning_tokens", Unit::Tokens, double(usage.reasoningTokens));
    add("), cost: ", "cost", Unit::Usd, usage.costUsd);
    b.know(b.figure(subject, "tokens", Unit::Tokens, double(usage.inputTokens + usage.outputTokens)));
}

void costOfAgents(B& b)
{
    ReportTable& table = b.table({"Agent", "Input tokens", "From the cache", "Output tokens", "For reasoning", "Cost", "Share of the cost"});
    ReportChart chart{"Cost of each agent", Unit::Usd, {}};
    for (int agent = 0; agent < int(b.facts.agents.size()); ++agent) {
        const std::string id = b.id(agent);
        const std::optional<Usage>& usage = b.a.usage.agents[std::size_t(agent)].total;
        b.from("SELECT agent_id, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_usd\nFROM agents\nWHERE " + b.here() + " AND agent_id = " + sqlText(id));
        if (!usage) {
            table.rows.push_back({{B::code(id)}, {B::text("–")}, {B::text("–")}, {B::text("–")}, {B::text("–")}, {B::text("–")}, {B::text("–")}});
            continue;
        }
        const double total = b.a.usage.total->costUsd;
        b.know(b.figure(id, "tokens", Unit::Tokens, double(usage->inputTokens + usage->outputTokens)));
        table.rows.push_back({{B::code(id)},
                              {b.figure(id, "input_tokens", Unit::Tokens, double(usage->inputTokens))},
                              {b.figure(id, "cached_input_tokens", Unit::Tokens, double(usage->cachedInputTokens))},
                              {b.figure(id, "output_tokens", Unit::Tokens, double(usage->outputTokens))},
                              {b.figure(id, "reasoning_tokens", Unit::Tokens, double(usage->reasoningTokens))},
                              {b.figure(id, "cost", Unit::Usd, usage->costUsd)},
                              {total > 0 ? b.figure(id, "cost_share", Unit::Percent, usage->costUsd / total) : B::text("–")}});
        chart.rows.push_back({id, {{0, usage->costUsd, "cost"}}});
    }
    b.report.sections.back().charts.push_back(std::move(chart));
}

} // namespace

void writeCost(B& b)
{
    b.section("Tokens and cost");
    if (!b.a.usage.total) {
        b.say({B::text("Neither tokens nor cost were recorded.")});
        return;
    }
    b.from("SELECT input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_usd\nFROM runs\nWHERE " + b.here(), b.facts.session);
    Statement total = {B::text("All agents together: ")};
    usageFigures(b, total, "", *b.a.usage.total);
    b.say(std::move(total));
    costOfAgents(b);
    for (int agent = 0; agent < int(b.facts.agents.size()); ++agent) {
        const std::optional<UsageDifference>& difference = b.a.usage.agents[std::size_t(agent)].difference;
        if (!difference)
            continue;
        b.from("SELECT agent_id, round, outcome, input_tokens, output_tokens, cost_usd\nFROM rounds\nWHERE " + b.here() + " AND agent_id = " + sqlText(b.id(agent)),
               difference->rows.empty() ? kNoRow : difference->rows.front());
        b.say({B::text("The total of "), B::code(b.id(agent)), B::text(" is not the sum of its rounds: input tokens "),
               b.figure(b.id(agent), "difference_input", Unit::Tokens, double(difference->usage.inputTokens)), B::text(", output tokens "),
               b.figure(b.id(agent), "difference_output", Unit::Tokens, double(difference->usage.outputTokens)), B::text(", cost "),
               b.figure(b.id(agent), "difference_cost", Unit::Usd, difference->usage.costUsd), B::text(". Reason: "), B::code(difference->reason)});
    }
}

} // namespace mgx
