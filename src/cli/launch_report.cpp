// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/launch_report.h"

#include "cli/cli.h"

#include <nlohmann/json.hpp>

namespace mgx::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kTimedOut = 3;
constexpr int kFailed = 4;

std::string moneyText(double usd)
{
    char text[32];
    std::snprintf(text, sizeof text, "$%.4f", usd);
    return text;
}

Json agentsJson(const RunMonitor& monitor)
{
    Json list = Json::array();
    for (const MonitoredAgent& agent : monitor.agents) {
        list.push_back({{"id", agent.id}, {"status", agent.status}, {"answers", agent.answers}, {"votes", agent.votes},
                        {"tool_calls", agent.toolCalls}, {"tokens", agent.tokens}, {"cost_usd", agent.costUsd},
                        {"error", agent.error.empty() ? Json() : Json(agent.error)}});
    }
    return list;
}

Json receivedJson(const ReceiverCounts& counts)
{
    return {{"requests", counts.requests}, {"spans", counts.spans}, {"logs", counts.logs}, {"bytes", counts.bytes}, {"refused", counts.refused()}};
}

} // namespace

std::string LaunchProgress::next(const LaunchedRun& run)
{
    std::string lines;
    const auto say = [&lines](const std::string& line) { lines += line + '\n'; };
    const RunMonitor& monitor = run.picture().monitor;
    if (run.notice() != m_notice)
        say("note: " + (m_notice = run.notice()));
    if (run.record().logFolder != m_folder)
        say("log folder: " + (m_folder = run.record().logFolder));
    if (run.stopStep() != m_step)
        say("stopping: " + (m_step = run.stopStep()) + " sent");
    if (run.output().restarts > m_restarts)
        say("restart " + std::to_string(m_restarts = run.output().restarts));
    if (monitor.phase != m_phase)
        say("phase: " + (m_phase = monitor.phase));
    if (monitor.answers != m_answers || monitor.votes != m_votes) {
        m_answers = monitor.answers;
        m_votes = monitor.votes;
        say(std::to_string(m_answers) + " answers, " + std::to_string(m_votes) + " votes, " + std::to_string(monitor.completionPercent) + " %, "
            + std::to_string(monitor.tokens) + " tokens, " + moneyText(monitor.costUsd));
    }
    if (!monitor.winner.empty() && monitor.winner != m_winner)
        say("winner: " + (m_winner = monitor.winner));
    return lines;
}

std::string launchJson(const LaunchedRun& run)
{
    const LaunchRecord& record = run.record();
    const LivePicture& picture = run.picture();
    const Outcome outcome = record.outcome.value_or(Outcome{});
    const auto textOrNull = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
    const Json document = {
        {"outcome", wordOf(outcome.state)},
        {"sentence", outcome.sentence},
        {"exit_code", outcome.exitCode ? Json(*outcome.exitCode) : Json()},
        {"question", record.question},
        {"config", record.config},
        {"command", record.words},
        {"log_folder", textOrNull(record.logFolder)},
        {"run", textOrNull(picture.item.path)},
        {"launch_folder", record.folder},
        {"start", formatIsoUtc(record.started)},
        {"end", formatIsoUtc(record.ended)},
        {"duration_s", secondsFromNs(record.ended - record.started)},
        {"winner", textOrNull(picture.facts.winner)},
        {"final_answer", textOrNull(picture.facts.finalAnswer)},
        {"answers", picture.facts.answers.size()},
        {"votes", picture.facts.votes.size()},
        {"tokens", record.tokens},
        {"cost_usd", record.costUsd ? Json(*record.costUsd) : Json()},
        {"agents", agentsJson(picture.monitor)},
        {"received", receivedJson(run.received())},
        {"records", picture.imported.snapshot ? Json(picture.imported.snapshot->rowCount()) : Json(0)},
    };
    return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

std::string launchText(const LaunchedRun& run)
{
    const LaunchRecord& record = run.record();
    const Outcome outcome = record.outcome.value_or(Outcome{});
    std::string text = std::string(wordOf(outcome.state)) + ": " + outcome.sentence + '\n';
    if (!record.logFolder.empty())
        text += "log folder: " + record.logFolder + '\n';
    text += "received: " + std::to_string(run.received().spans) + " spans\n";
    if (!run.picture().facts.finalAnswer.empty())
        text += '\n' + run.picture().facts.finalAnswer + '\n';
    return text;
}

int exitCodeOf(const Outcome& outcome)
{
    switch (outcome.state) {
    case Outcome::State::Complete: return kDone;
    case Outcome::State::TimedOut: return kTimedOut;
    case Outcome::State::Interrupted: return kInterrupted;
    case Outcome::State::NoAnswer:
    case Outcome::State::Failed:
    case Outcome::State::Killed: break;
    }
    return kFailed;
}

} // namespace mgx::cli
