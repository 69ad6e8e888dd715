// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run_summary.h"

#include "base/text.h"
#include "store/record_row.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace mgx::cli {

namespace {

using Json = nlohmann::ordered_json;

Json time(TimeNs t)
{
    return t == kNoTime ? Json(nullptr) : Json(formatIsoUtc(t));
}

Json text(const std::string& value)
{
    return value.empty() ? Json(nullptr) : Json(value);
}

std::string_view word(RunState state)
{
    switch (state) {
    case RunState::Complete: return "complete";
    case RunState::Running: return "running";
    case RunState::Incomplete: return "incomplete";
    case RunState::Failed: return "failed";
    }
    return "incomplete";
}

std::string_view word(Problem::Severity severity)
{
    switch (severity) {
    case Problem::Severity::Info: return "info";
    case Problem::Severity::Warning: return "warning";
    case Problem::Severity::Error: return "error";
    }
    return "warning";
}

std::string agentId(const RunFacts& run, int agent)
{
    return agent < 0 ? std::string() : run.agents[std::size_t(agent)].id;
}

template <class Facts>
std::size_t countOf(const Facts& facts, int agent)
{
    return static_cast<std::size_t>(std::count_if(facts.begin(), facts.end(), [&](const auto& f) { return f.agent == agent; }));
}

Json agents(const RunFacts& run)
{
    Json list = Json::array();
    for (int i = 0; i < static_cast<int>(run.agents.size()); ++i) {
        const AgentFact& agent = run.agents[std::size_t(i)];
        Json a;
        a["id"] = agent.id;
        a["model"] = text(agent.model);
        a["backend"] = text(agent.backend);
        a["rounds"] = countOf(run.rounds, i);
        a["answers"] = countOf(run.answers, i);
        a["votes"] = countOf(run.votes, i);
        a["tool_calls"] = countOf(run.toolCalls, i);
        a["tool_errors"] = agent.toolErrors;
        a["input_tokens"] = agent.usage ? Json(agent.usage->inputTokens) : Json(nullptr);
        a["output_tokens"] = agent.usage ? Json(agent.usage->outputTokens) : Json(nullptr);
        a["reasoning_tokens"] = agent.usage ? Json(agent.usage->reasoningTokens) : Json(nullptr);
        a["cached_input_tokens"] = agent.usage ? Json(agent.usage->cachedInputTokens) : Json(nullptr);
        a["cost_usd"] = agent.usage ? Json(agent.usage->costUsd) : Json(nullptr);
        a["error"] = text(agent.error);
        list.push_back(std::move(a));
    }
    return list;
}

Json rounds(const RunFacts& run)
{
    Json list = Json::array();
    for (const RoundFact& r : run.rounds) {
        list.push_back({{"agent", agentId(run, r.agent)},
                        {"number", r.number},
                        {"type", text(r.type)},
                        {"outcome", text(r.outcome)},
                        {"start", time(r.start)},
                        {"end", time(r.end)},
                        {"answer_label", text(r.answerLabel)},
                        {"voted_for_label", text(r.votedForLabel)}});
    }
    return list;
}

Json problems(const std::vector<Problem>& problems)
{
    Json list = Json::array();
    for (const Problem& p : problems) {
        list.push_back({{"severity", word(p.severity)},
                        {"file", text(p.file)},
                        {"where", text(p.where)},
                        {"sentence", p.sentence},
                        {"count", p.count}});
    }
    return list;
}

std::vector<std::map<std::string_view, std::uint64_t>> countRecords(const TraceSnapshot& snapshot)
{
    std::vector<std::map<std::string_view, std::uint64_t>> counts(snapshot.runCount() + 1); // the last: outside every run
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        const RunId run = snapshot.run(row);
        ++counts[run == kNoRun ? snapshot.runCount() : run][kindWord(snapshot.kind(row))];
    }
    return counts;
}

class Summarizer
{
public:
    explicit Summarizer(const TraceSnapshot& snapshot) : m_snapshot(snapshot), m_records(countRecords(snapshot)) {}

    [[nodiscard]] Json run(RunId id) const
    {
        const RunFacts& run = m_snapshot.runFacts(id);
        Json j;
        j["path"] = run.path;
        j["trace_id"] = toHex(run.trace);
        j["turn"] = run.turn == 0 ? Json(nullptr) : Json(run.turn);
        j["attempt"] = run.attempt == 0 ? Json(nullptr) : Json(run.attempt);
        j["generation"] = text(run.generation);
        j["massgen_version"] = text(run.massgenVersion);
        j["question"] = text(run.question);
        j["state"] = word(run.state);
        j["state_reason"] = text(run.stateReason);
        j["superseded"] = run.isSuperseded;
        j["start"] = time(run.start);
        j["end"] = time(run.end);
        j["duration_s"] = run.start == kNoTime || run.end == kNoTime ? Json(nullptr) : Json(secondsFromNs(run.end - run.start));
        j["agents"] = agents(run);
        j["rounds"] = rounds(run);
        j["answers"] = Json::array();
        for (const AnswerFact& a : run.answers)
            j["answers"].push_back({{"label", a.label}, {"agent", agentId(run, a.agent)}, {"time", time(a.time)}});
        j["votes"] = Json::array();
        for (const VoteFact& v : run.votes) {
            j["votes"].push_back({{"voter", agentId(run, v.agent)},
                                  {"for_label", text(v.forLabel)},
                                  {"for_agent", text(agentId(run, v.forAgent))},
                                  {"time", time(v.time)}});
        }
        j["winner"] = text(run.winner);
        j["winner_label"] = text(run.winnerLabel);
        j["final_answer_chars"] = run.finalAnswer.empty() ? Json(nullptr) : Json(codePoints(run.finalAnswer));
        j["records"] = m_records[id];
        j["subagents"] = Json::array();
        for (RunId child = 0; child < m_snapshot.runCount(); ++child) {
            if (m_snapshot.runFacts(child).parentRun == id && child != id)
                j["subagents"].push_back(this->run(child));
        }
        j["problems"] = problems(run.problems);
        return j;
    }

private:
    static std::size_t codePoints(std::string_view utf8)
    {
        return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    }

    const TraceSnapshot& m_snapshot;
    std::vector<std::map<std::string_view, std::uint64_t>> m_records;
};

std::string line(const char* label, const std::string& value)
{
    std::string padded(label);
    padded.resize(12, ' ');
    return "  " + padded + value + "\n";
}

std::string orDash(const Json& value)
{
    return value.is_null() ? "–" : value.is_string() ? value.get<std::string>() : value.dump();
}

std::string agentLine(const Json& a)
{
    std::string s = a["id"].get<std::string>() + ": " + orDash(a["model"]) + ", " + a["rounds"].dump() + " rounds, "
        + a["answers"].dump() + " answers, " + a["votes"].dump() + " votes, " + a["tool_calls"].dump() + " tool calls";
    if (a["tool_errors"] != 0)
        s += " (" + a["tool_errors"].dump() + " failed)";
    if (!a["input_tokens"].is_null()) {
        std::array<char, 64> cost;
        std::snprintf(cost.data(), cost.size(), "$%.4f", a["cost_usd"].get<double>());
        s += ", " + a["input_tokens"].dump() + " + " + a["output_tokens"].dump() + " tokens, " + cost.data();
    }
    if (!a["error"].is_null())
        s += ", error: " + a["error"].get<std::string>();
    return s;
}

} // namespace

std::vector<Json> summarize(const Imported& imported)
{
    const TraceSnapshot& snapshot = *imported.snapshot;
    const Summarizer summarizer(snapshot);
    std::vector<Json> summaries;
    for (RunId run = 0; run < snapshot.runCount(); ++run) {
        if (snapshot.runFacts(run).parentRun == kNoRun)
            summaries.push_back(summarizer.run(run));
    }
    // What is wrong with a file is said once: with its run, or with the first one where the file holds several.
    if (!summaries.empty() && summaries.front()["problems"].empty())
        summaries.front()["problems"] = problems(imported.report->problems());
    return summaries;
}

std::string asText(const Json& run)
{
    std::string s = run["path"].get<std::string>() + "\n";
    s += line("state", run["state"].get<std::string>() + (run["state_reason"].is_null() ? "" : ": " + run["state_reason"].get<std::string>()));
    if (!run["question"].is_null())
        s += line("question", std::string(firstCodePoints(run["question"].get_ref<const std::string&>(), 100)));
    s += line("start", orDash(run["start"]));
    s += line("duration", run["duration_s"].is_null() ? "–" : run["duration_s"].dump() + " s");
    s += line("massgen", orDash(run["massgen_version"]) + " " + orDash(run["generation"]));
    for (const Json& agent : run["agents"])
        s += line("agent", agentLine(agent));
    for (const Json& answer : run["answers"])
        s += line("answer", answer["label"].get<std::string>() + " by " + answer["agent"].get<std::string>());
    for (const Json& vote : run["votes"])
        s += line("vote", vote["voter"].get<std::string>() + " → " + orDash(vote["for_label"]));
    s += line("winner", orDash(run["winner"]) + " " + orDash(run["winner_label"]));
    for (const Json& p : run["problems"]) {
        s += line(p["severity"].get<std::string>().c_str(),
                  orDash(p["file"]) + (p["where"].is_null() ? "" : " " + p["where"].get<std::string>()) + ": " + p["sentence"].get<std::string>());
    }
    return s + "\n";
}

} // namespace mgx::cli
