// SPDX-License-Identifier: GPL-3.0-or-later
// What happened, when, and how the agents decided.
#include "analysis/plain_text.h"
#include "analysis/report_builder.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

using B = ReportBuilder;

constexpr std::size_t kMostRows = 300; ///< of a table: nobody reads more

std::string_view stateWord(RunState state)
{
    switch (state) {
    case RunState::Complete:
        return "complete";
    case RunState::Running:
        return "running";
    case RunState::Incomplete:
        return "incomplete";
    case RunState::Failed:
        return "failed";
    }
    return {};
}

template <class List>
std::size_t countOf(const List& list, int agent)
{
    return std::size_t(std::count_if(list.begin(), list.end(), [&](const auto& fact) { return fact.agent == agent; }));
}

std::string roundSql(const B& b)
{
    return "SELECT agent_id, round, round_type, outcome, start_timestamp, duration, answer_label, voted_for_label, input_tokens, output_tokens, cost_usd\nFROM rounds\nWHERE "
           + b.here() + "\nORDER BY start_timestamp";
}

void outcome(B& b)
{
    b.from("SELECT state, state_reason, winner, winner_label, duration, start_timestamp\nFROM runs\nWHERE " + b.here(), b.facts.session);
    b.say({B::text("Question: "), B::code(shortened(b.facts.question, 400))});
    Statement result = {B::text("The run is "), b.name("", "state", stateWord(b.facts.state))};
    if (b.a.time.wall() > 0) {
        result.push_back(B::text(" and took "));
        result.push_back(b.seconds("", "duration", b.a.time.wall()));
    }
    result.push_back(B::text("."));
    if (!b.facts.stateReason.empty())
        result.push_back(B::code(shortened(b.facts.stateReason, 300)));
    b.say(std::move(result));
    if (b.facts.winner.empty()) {
        b.say({B::text("No winner was recorded.")});
        return;
    }
    Statement winner = {B::text("Winner: "), b.name("", "winner", b.facts.winner)};
    if (!b.facts.winnerLabel.empty()) {
        winner.push_back(B::text(", with "));
        winner.push_back(b.name("", "winner_label", b.facts.winnerLabel));
    }
    b.say(std::move(winner));
}

void sizes(B& b)
{
    b.from("SELECT (SELECT count(*) FROM agents WHERE " + b.here() + ") AS agents, (SELECT count(*) FROM rounds WHERE " + b.here() + ") AS rounds,\n"
           "  (SELECT count(*) FROM answers WHERE " + b.here() + ") AS answers, (SELECT count(*) FROM votes WHERE " + b.here() + ") AS votes,\n"
           "  (SELECT count(*) FROM tool_calls WHERE " + b.here() + ") AS tool_calls");
    const auto& f = b.facts;
    b.say({B::text("Agents: "), b.count("", "agents", f.agents.size()), B::text(", rounds: "), b.count("", "rounds", f.rounds.size()), B::text(", answers: "),
           b.count("", "answers", f.answers.size()), B::text(", accepted votes: "), b.count("", "votes", f.votes.size()), B::text(", tool calls: "),
           b.count("", "tool_calls", f.toolCalls.size())});
}

struct Phase
{
    TimeNs start = kMaxTime;
    TimeNs end = kNoTime;
    std::size_t rounds = 0;
    RowId row = kNoRow;
};

void phases(B& b)
{
    std::map<std::string, Phase> phases;
    for (const RoundFact& round : b.facts.rounds) {
        Phase& phase = phases[round.type.empty() ? "unknown" : round.type];
        if (round.start < phase.start) {
            phase.start = round.start;
            phase.row = round.row;
        }
        phase.end = std::max(phase.end, round.end == kNoTime ? std::max(b.a.time.end, round.start) : round.end);
        ++phase.rounds;
    }
    if (phases.empty())
        return;
    ReportTable& table = b.table({"Phase", "Rounds", "Begins after", "From the first round's start to the last one's end"});
    std::vector<std::pair<std::string, Phase>> order(phases.begin(), phases.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.second.start < y.second.start; });
    for (const auto& [type, phase] : order) {
        b.from("SELECT round_type, count(*) AS rounds, min(start_timestamp) AS begins, max(end_timestamp) AS ends\nFROM rounds\nWHERE " + b.here()
                   + " AND round_type = " + sqlText(type) + "\nGROUP BY round_type",
               phase.row);
        const std::string key = "phase/" + type;
        table.rows.push_back({{B::code(type)},
                              {b.figure("", "phase_rounds", Unit::Count, double(phase.rounds), key + "/rounds")},
                              {b.figure("", "phase_begin", Unit::Seconds, double(phase.start - b.a.time.start) / 1e9, key + "/begin")},
                              {b.figure("", "phase_duration", Unit::Seconds, double(phase.end - phase.start) / 1e9, key + "/duration")}});
    }
}

void timeOfAgents(B& b)
{
    ReportTable& table = b.table({"Agent", "Model", "Tools", "Thrown away", "Pauses", "Waiting", "MassGen", "Not recorded"});
    ReportChart chart{"Time of each agent", Unit::Seconds, {}};
    constexpr std::pair<TimeKind, const char*> kColumns[] = {{TimeKind::Model, "model"},     {TimeKind::Tool, "tool"}, {TimeKind::Retry, "retry"},
                                                             {TimeKind::BackOff, "back_off"}, {TimeKind::Waiting, "waiting"}, {TimeKind::Own, "own"},
                                                             {TimeKind::Unrecorded, "unrecorded"}};
    for (std::size_t i = 0; i < std::min(b.a.time.agents.size(), b.facts.agents.size()); ++i) {
        const std::string agent = b.facts.agents[i].id;
        const AgentTime& time = b.a.time.agents[i];
        b.from("SELECT agent_id, count(*) AS rounds, sum(duration) AS seconds_in_rounds\nFROM rounds\nWHERE " + b.here() + " AND agent_id = " + sqlText(agent) + "\nGROUP BY agent_id");
        std::vector<Statement> row = {{B::code(agent)}};
        ReportChart::Row bars{agent, {}};
        for (const auto& [kind, word] : kColumns) {
            const bool isUnknown = kind == TimeKind::Model && !b.a.time.hasModelCalls;
            row.push_back(isUnknown ? Statement{B::text("–")} : Statement{b.seconds(agent, std::string(word) + "_time", time.of(kind))});
            bars.parts.push_back({0, double(time.of(kind)) / 1e9, word});
        }
        table.rows.push_back(std::move(row));
        chart.rows.push_back(std::move(bars));
        b.know(b.seconds(agent, "working_time", b.a.time.wall() - time.of(TimeKind::Waiting)));
        if (b.a.time.wall() > 0)
            b.know(b.figure(agent, "waiting_share", Unit::Percent, double(time.of(TimeKind::Waiting)) / double(b.a.time.wall())));
    }
    b.report.sections.back().charts.push_back(std::move(chart));
}

void roundChart(B& b)
{
    ReportChart& chart = b.chart("Rounds", Unit::Seconds);
    for (std::size_t i = 0; i < b.facts.agents.size(); ++i)
        chart.rows.push_back({b.facts.agents[i].id, {}});
    for (const RoundFact& round : b.facts.rounds) {
        if (round.agent < 0 || std::size_t(round.agent) >= chart.rows.size() || round.start == kNoTime)
            continue;
        const TimeNs end = round.end == kNoTime ? std::max(b.a.time.end, round.start) : round.end;
        chart.rows[std::size_t(round.agent)].parts.push_back({double(round.start - b.a.time.start) / 1e9, double(end - round.start) / 1e9, round.type});
    }
}

} // namespace

void writeSummary(B& b, const std::vector<Finding>& findings)
{
    b.section("Executive summary");
    outcome(b);
    sizes(b);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        b.from(findings[i].sql, findings[i].rows.empty() ? kNoRow : findings[i].rows.front());
        b.say({B::text("Finding: "), b.name("", "finding", findings[i].sentence, "finding/" + std::to_string(i + 1))});
    }
}

void writeTiming(B& b)
{
    b.section("Timing and phases");
    b.from(roundSql(b));
    if (b.facts.agents.size() > 1)
        b.say({B::text("Agents at work at the same time, on average: "), b.figure("", "parallelism", Unit::Number, b.a.time.parallelism())});
    if (!b.a.time.hasModelCalls)
        b.say({B::text("No model calls were recorded: their time is a part of what is not recorded.")});
    phases(b);
    timeOfAgents(b);
    std::map<int, std::pair<TimeNs, RowId>> onPath;
    for (const PathStep& step : b.a.path.steps) {
        if (step.agent < 0)
            continue;
        auto& [sum, row] = onPath.try_emplace(step.agent, 0, step.row).first->second;
        sum += step.end - step.start;
    }
    for (const auto& [agent, part] : onPath) {
        b.from(roundSql(b), part.second);
        b.say({B::text("On the critical path, "), B::code(b.id(agent)), B::text(": "), b.seconds(b.id(agent), "path_time", part.first)});
    }
}

void writeRounds(B& b)
{
    b.section("Rounds");
    ReportTable& table = b.table({"Agent", "Round", "Type", "Outcome", "Answer or vote", "Duration", "Input tokens", "Output tokens", "Cost"});
    for (std::size_t i = 0; i < std::min(b.facts.rounds.size(), kMostRows); ++i) {
        const RoundFact& round = b.facts.rounds[i];
        const std::string key = "round/" + std::to_string(i + 1);
        b.from(roundSql(b), round.row);
        const auto optional = [&](const char* quantity, Unit unit, bool isKnown, double value) -> Statement {
            return isKnown ? Statement{b.figure(b.id(round.agent), std::string("round_") + quantity, unit, value, key + "/" + quantity)} : Statement{B::text("–")};
        };
        const Usage usage = round.usage.value_or(Usage{});
        const bool hasEnd = round.end != kNoTime && round.start != kNoTime;
        table.rows.push_back({{B::code(b.id(round.agent))},
                              optional("number", Unit::Count, true, round.number),
                              {B::code(round.type)},
                              {B::code(round.outcome)},
                              {B::code(round.answerLabel.empty() ? round.votedForLabel : round.answerLabel)},
                              optional("duration", Unit::Seconds, hasEnd, hasEnd ? double(round.end - round.start) / 1e9 : 0),
                              optional("input_tokens", Unit::Tokens, round.usage.has_value(), double(usage.inputTokens)),
                              optional("output_tokens", Unit::Tokens, round.usage.has_value(), double(usage.outputTokens)),
                              optional("cost", Unit::Usd, round.usage.has_value(), usage.costUsd)});
    }
    if (b.facts.rounds.size() > kMostRows)
        b.say({B::text("There are more rounds than this table shows.")});
    roundChart(b);
}

void writeVotes(B& b)
{
    b.section("Answers and votes");
    ReportTable& agents = b.table({"Agent", "Rounds", "Answers", "Accepted votes"});
    for (int agent = 0; agent < int(b.facts.agents.size()); ++agent) {
        const std::string id = b.id(agent);
        b.from("SELECT agent_id, rounds, answers, votes\nFROM agents\nWHERE " + b.here() + " AND agent_id = " + sqlText(id));
        agents.rows.push_back({{B::code(id)}, {b.count(id, "rounds", countOf(b.facts.rounds, agent))}, {b.count(id, "answers", countOf(b.facts.answers, agent))},
                               {b.count(id, "votes", countOf(b.facts.votes, agent))}});
    }
    std::map<int, std::size_t> all;
    std::map<int, int> last; // by voter
    for (const VoteFact& vote : b.facts.votes) {
        ++all[vote.forAgent];
        last[vote.agent] = vote.forAgent;
    }
    for (int agent = 0; agent < int(b.facts.agents.size()); ++agent) {
        const auto final = std::count_if(last.begin(), last.end(), [&](const auto& vote) { return vote.second == agent; });
        b.know(b.count(b.id(agent), "votes_received", all[agent]));
        b.know(b.count(b.id(agent), "last_votes_received", std::size_t(final)));
    }
    std::map<std::string, std::vector<RowId>> byLabel;
    for (const AnswerFact& answer : b.facts.answers)
        byLabel[answer.label];
    for (const VoteFact& vote : b.facts.votes)
        byLabel[vote.forLabel].push_back(vote.row);
    ReportTable& labels = b.table({"Answer", "Accepted votes, early ones included"});
    for (const auto& [label, rows] : byLabel) {
        if (labels.rows.size() == kMostRows)
            break;
        b.from("SELECT a.label, a.agent_id, count(v.for_label) AS votes\nFROM answers a LEFT JOIN votes v ON v.run_id = a.run_id AND v.for_label = a.label\nWHERE " + b.here("a.run_id")
                   + "\nGROUP BY a.label, a.agent_id\nORDER BY a.label",
               rows.empty() ? kNoRow : rows.front());
        labels.rows.push_back({{B::code(label.empty() ? "not recorded" : label)}, {b.figure(label, "votes_for", Unit::Count, double(rows.size()), "label/" + label + "/votes")}});
    }
}

} // namespace mgx
