// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/run_monitor.h"

#include "ingest/massgen/json_document.h"
#include "launch/small_files.h"

#include <algorithm>

namespace mgx {

namespace {

std::int64_t integerOf(const JsonValue& value)
{
    return value.integer().value_or(0);
}

void note(MonitoredAgent& agent, TimeNs time, std::string activity)
{
    if (time == kNoTime || time < agent.activityTime)
        return;
    agent.activityTime = time;
    agent.activity = std::move(activity);
}

MonitoredAgent* agentAt(RunMonitor& monitor, int index)
{
    return index >= 0 && index < int(monitor.agents.size()) ? &monitor.agents[std::size_t(index)] : nullptr;
}

void takeRounds(RunMonitor& monitor, const RunFacts& facts)
{
    for (const RoundFact& round : facts.rounds) {
        MonitoredAgent* agent = agentAt(monitor, round.agent);
        if (!agent)
            continue;
        const std::string type = round.type.empty() ? "round" : round.type;
        note(*agent, round.start, type + " began");
        if (round.end != kNoTime && !round.outcome.empty())
            note(*agent, round.end, type + ": " + round.outcome);
        if (round.type == "presentation")
            agent->status = round.end == kNoTime || round.outcome.empty() ? "presenting" : agent->status;
    }
}

void takeFacts(RunMonitor& monitor, const RunFacts& facts)
{
    for (const AgentFact& fact : facts.agents) {
        MonitoredAgent agent;
        agent.id = fact.id;
        agent.status = "waiting";
        agent.error = fact.error;
        if (fact.usage) {
            agent.tokens = fact.usage->inputTokens + fact.usage->outputTokens;
            agent.costUsd = fact.usage->costUsd;
        }
        monitor.agents.push_back(std::move(agent));
    }
    takeRounds(monitor, facts);
    for (const ToolCallFact& call : facts.toolCalls) {
        if (MonitoredAgent* agent = agentAt(monitor, call.agent)) {
            ++agent->toolCalls;
            note(*agent, call.start, "tool " + call.name);
            note(*agent, call.end, "tool " + call.name + (call.success.value_or(true) ? " done" : " failed"));
        }
    }
    for (const AnswerFact& answer : facts.answers) {
        if (MonitoredAgent* agent = agentAt(monitor, answer.agent)) {
            agent->answers.push_back(answer.label);
            agent->status = "answered";
            note(*agent, answer.time, "answered " + answer.label);
        }
    }
    for (const VoteFact& vote : facts.votes) {
        if (MonitoredAgent* agent = agentAt(monitor, vote.agent)) {
            ++agent->votes;
            agent->votedFor = vote.forLabel;
            agent->status = "voted";
            note(*agent, vote.time, "voted for " + vote.forLabel);
        }
    }
    monitor.answers = int(facts.answers.size());
    monitor.votes = int(facts.votes.size());
    monitor.winner = facts.winner;
    monitor.finalAnswer = facts.finalAnswer;
    monitor.start = facts.start;
    monitor.state = facts.state;
}

void takeAgentStatus(MonitoredAgent& agent, const JsonValue& value)
{
    if (agent.status != "presenting" && value["status"].isText())
        agent.status = value["status"].text();
    const JsonValue usage = value["token_usage"];
    agent.tokens = std::max(agent.tokens, integerOf(usage["input_tokens"]) + integerOf(usage["output_tokens"]));
    agent.costUsd = std::max(agent.costUsd, usage["estimated_cost"].number().value_or(0));
    if (const JsonValue error = value["error"]; error.isObject())
        agent.error = error["message"].text();
}

void takeStatus(RunMonitor& monitor, const JsonValue& status)
{
    monitor.phase = status["coordination"]["phase"].text();
    monitor.completionPercent = int(std::clamp<std::int64_t>(integerOf(status["coordination"]["completion_percentage"]), 0, 100));
    monitor.updated = status["meta"]["last_updated"].epochTime();
    if (monitor.start == kNoTime)
        monitor.start = status["meta"]["start_time"].epochTime();
    if (monitor.winner.empty())
        monitor.winner = status["results"]["winner"].text();
    for (const auto& [id, value] : status["agents"].members()) {
        auto found = std::find_if(monitor.agents.begin(), monitor.agents.end(), [&, name = id](const auto& agent) { return agent.id == name; });
        if (found == monitor.agents.end()) {
            monitor.agents.push_back({});
            found = monitor.agents.end() - 1;
            found->id = id;
        }
        takeAgentStatus(*found, value);
    }
}

} // namespace

RunMonitor readMonitor(const std::string& unit, const RunFacts& facts)
{
    RunMonitor monitor;
    monitor.unit = unit;
    takeFacts(monitor, facts);
    JsonDocument document;
    constexpr std::size_t kMostBytes = std::size_t(64) << 20;
    const std::string text = readSmallFile(unit + "/status.json", kMostBytes);
    if (!text.empty() && document.parse(text).isUsable)
        takeStatus(monitor, document.root());
    for (const MonitoredAgent& agent : monitor.agents) {
        monitor.tokens += agent.tokens;
        monitor.costUsd += agent.costUsd;
        monitor.updated = std::max(monitor.updated, agent.activityTime);
    }
    if (monitor.phase.empty())
        monitor.phase = monitor.agents.empty() ? "starting" : "initial_answer";
    return monitor;
}

std::vector<std::string> alarmsOf(const RunMonitor& monitor, TimeNs now, const AlarmRules& rules)
{
    std::vector<std::string> alarms;
    if (rules.budgetUsd > 0 && monitor.costUsd >= rules.budgetUsd)
        alarms.emplace_back("the budget of this run has been spent");
    if (monitor.start == kNoTime || monitor.state != RunState::Running)
        return alarms;
    const auto secondsText = [](TimeNs span) { return std::to_string(span / kNsPerSecond) + " s"; };
    const TimeNs quiet = now - std::max(monitor.updated, monitor.start);
    if (quiet > rules.quietRun)
        alarms.push_back("nothing has happened for " + secondsText(quiet));
    int waiting = 0;
    for (const MonitoredAgent& agent : monitor.agents) {
        waiting += agent.status == "waiting";
        const TimeNs silent = now - std::max(agent.activityTime, monitor.start);
        if (!agent.error.empty())
            alarms.push_back(agent.id + " was given up: " + agent.error);
        else if (silent > rules.quietAgent && agent.status != "voted")
            alarms.push_back(agent.id + " has shown nothing for " + secondsText(silent));
    }
    if (waiting > 0 && waiting == int(monitor.agents.size()) && now - monitor.start > rules.quietRun)
        alarms.emplace_back("all agents are still waiting");
    return alarms;
}

std::optional<Projection> projected(double soFar, int completionPercent)
{
    constexpr double kKnownEnough = 0.25;
    constexpr double kDoubt = 0.2;
    const double done = completionPercent / 100.0;
    if (done < kKnownEnough || soFar <= 0)
        return std::nullopt;
    // Answers and votes can be taken back by new answers, so that the end is further away than it seems.
    return Projection{soFar / std::min(1.0, done + kDoubt), soFar / std::max(kDoubt, done - kDoubt)};
}

} // namespace mgx
