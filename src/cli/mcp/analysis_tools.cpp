// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/findings.h"
#include "analysis/run_sql.h"
#include "cli/mcp/tools.h"

#include <array>
#include <map>

namespace mgx::cli {

namespace {

constexpr std::size_t kMostGroups = 50;
constexpr std::size_t kMostSpans = 20; ///< of a group: its SQL names up to 200
constexpr std::size_t kMostSteps = 500;

Json runSchema(const char* title)
{
    return {{"properties", {{"run", {{"title", "Run"}, {"type", "string"}, {"default", ""}}}}}, {"required", Json::array()}, {"title", title}, {"type", "object"}};
}

Json agentNames(const RunFacts& facts, const std::vector<int>& agents)
{
    Json names = Json::array();
    for (const int agent : agents) {
        if (agent >= 0 && std::size_t(agent) < facts.agents.size())
            names.push_back(facts.agents[std::size_t(agent)].id);
    }
    return names;
}

Json agentName(const RunFacts& facts, int agent)
{
    return agent >= 0 && std::size_t(agent) < facts.agents.size() ? Json(facts.agents[std::size_t(agent)].id) : Json(nullptr);
}

Json spanIds(const TraceSnapshot& snapshot, const std::vector<RowId>& rows)
{
    Json ids = Json::array();
    for (const RowId row : rows) {
        if (row < snapshot.rowCount() && ids.size() < kMostSpans)
            ids.push_back(toHex(snapshot.spanId(row)));
    }
    return ids;
}

Json head(const RunFacts& facts, const RunTime& time)
{
    return {{"path", facts.path}, {"trace_id", toHex(facts.trace)}, {"duration_s", secondsFromNs(time.wall())}};
}

Json wasteOf(const TraceSnapshot& snapshot, RunId run)
{
    const RunFacts& facts = snapshot.runFacts(run);
    const RunAnalysis a = analyze(snapshot, run);
    Json out = head(facts, a.time);
    out["lost"] = {{"count", a.lost.count}, {"seconds", secondsFromNs(a.lost.ns)}, {"tokens", a.lost.tokens}, {"cost_usd", a.lost.usd}};
    out["findings"] = Json::array();
    for (const Finding& finding : findings(snapshot, run, a))
        out["findings"].push_back({{"topic", nameOf(finding.topic)}, {"sentence", finding.sentence}, {"weight", finding.weight}, {"agent", agentName(facts, finding.agent)},
                                   {"span_ids", spanIds(snapshot, finding.rows)}, {"sql", finding.sql}});
    out["repeated"] = Json::array();
    for (const RepeatedGroup& group : a.repeated) {
        if (out["repeated"].size() == kMostGroups)
            break;
        out["repeated"].push_back({{"kind", nameOf(group.kind)}, {"sentence", sentenceOf(group, facts)}, {"exact", group.isExact}, {"what", group.what},
                                   {"arguments", group.sample}, {"times", group.rows.size()}, {"agents", agentNames(facts, group.agents)}, {"rounds", group.rounds},
                                   {"lost", {{"seconds", secondsFromNs(group.lostNs)}, {"tokens", group.lostTokens}, {"cost_usd", group.lostUsd}, {"is_estimate", group.isEstimated}}},
                                   {"span_ids", spanIds(snapshot, group.rows)}, {"sql", sqlOfRecords(snapshot, facts, group.rows)}});
    }
    out["failures"] = Json::array();
    for (const FailureGroup& group : a.failures) {
        if (out["failures"].size() == kMostGroups)
            break;
        out["failures"].push_back({{"message", group.message}, {"fingerprint", group.fingerprint}, {"cause", nameOf(group.cause)}, {"what", group.what}, {"times", group.count()},
                                   {"recorded_as_success", group.hidden}, {"agents", agentNames(facts, group.agents)}, {"first", formatIsoUtc(group.first)},
                                   {"last", formatIsoUtc(group.last)}, {"span_ids", spanIds(snapshot, group.rows)}, {"sql", sqlOfRecords(snapshot, facts, group.rows)}});
    }
    return out;
}

template <class Times>
Json timesOf(const Times& times)
{
    Json out = Json::object();
    for (std::size_t kind = 0; kind < kTimeKindCount; ++kind) {
        if (times[kind] != 0)
            out[std::string(nameOf(TimeKind(kind)))] = secondsFromNs(times[kind]);
    }
    return out;
}

/// What an agent waited for, and how long.
Json waitsOf(const RunFacts& facts, const AgentTime& time)
{
    std::map<std::pair<WaitReason, int>, TimeNs> waits;
    for (const TimeSlice& slice : time.slices) {
        if (slice.kind == TimeKind::Waiting)
            waits[{slice.reason, slice.waitsFor}] += slice.end - slice.start;
    }
    Json out = Json::array();
    for (const auto& [wait, ns] : waits)
        out.push_back({{"reason", nameOf(wait.first)}, {"for_agent", agentName(facts, wait.second)}, {"seconds", secondsFromNs(ns)}});
    return out;
}

Json pathOf(const TraceSnapshot& snapshot, RunId run)
{
    constexpr std::array<const char*, 5> kKinds = {"start_up", "round", "gap", "presentation", "shut_down"};
    const RunFacts& facts = snapshot.runFacts(run);
    const RunTime time = runTime(snapshot, run);
    const CriticalPath path = criticalPath(snapshot, run, time);
    Json out = head(facts, time);
    out["parallelism"] = time.parallelism();
    out["has_model_calls"] = time.hasModelCalls;
    out["steps"] = Json::array();
    for (const PathStep& step : path.steps) {
        if (out["steps"].size() == kMostSteps)
            break;
        const bool hasRound = step.round >= 0 && std::size_t(step.round) < facts.rounds.size();
        out["steps"].push_back({{"kind", kKinds[std::size_t(step.kind)]}, {"agent", agentName(facts, step.agent)},
                                {"round", hasRound ? Json(facts.rounds[std::size_t(step.round)].number) : Json(nullptr)},
                                {"round_type", hasRound ? Json(facts.rounds[std::size_t(step.round)].type) : Json(nullptr)},
                                {"begin_s", secondsFromNs(step.start - time.start)}, {"seconds", secondsFromNs(step.end - step.start)}, {"time", timesOf(step.by)},
                                {"reason", step.reason}, {"span_id", step.row < snapshot.rowCount() ? Json(toHex(snapshot.spanId(step.row))) : Json(nullptr)}});
    }
    out["agents"] = Json::array();
    for (std::size_t i = 0; i < time.agents.size() && i < facts.agents.size(); ++i)
        out["agents"].push_back({{"id", facts.agents[i].id}, {"time", timesOf(time.agents[i].total)}, {"waits", waitsOf(facts, time.agents[i])}});
    return out;
}

/// A tool about one run, which its argument names.
Tool aboutRun(LocalSource& source, const char* name, const char* description, const char* title, Json (*answer)(const TraceSnapshot&, RunId))
{
    return {name, description, runSchema(title), [&source, answer](const Json& arguments, const CancelToken& cancel) {
                const auto run = arguments.find("run");
                if (run != arguments.end() && !run->is_string())
                    return ToolAnswer::ofError({"run is a text", {}, {}});
                const auto found = source.find(run == arguments.end() ? std::string() : run->get<std::string>(), cancel);
                if (!found)
                    return ToolAnswer::ofError(found.error());
                const Json value = answer(*found->snapshot, found->run);
                return ToolAnswer{{value.dump(-1, ' ', false, Json::error_handler_t::replace)}, value, false};
            }};
}

} // namespace

std::vector<Tool> analysisTools(LocalSource& source)
{
    return {aboutRun(source, "find_waste",
                     "What one MassGen run did for nothing, and what went wrong: ranked findings, repeated calls, commands and file reads (equal and nearly equal), answers that "
                     "nobody saw, ignored and changed votes, failed attempts, and failures by message, those included that were recorded as successes. Each with seconds, tokens, "
                     "money, span ids and the SQL that shows it.\n\nArgs:\n    run: Path, folder name or trace_id of the run; the newest one without it.",
                     "find_wasteArguments", wasteOf),
            aboutRun(source, "critical_path",
                     "The chain of rounds that set how long one MassGen run took, by time: for each step the agent, the seconds by kind (model, tool, retry, ...) and why the next "
                     "step had to wait for it; and for each agent its time by kind and what it waited for.\n\nArgs:\n    run: Path, folder name or trace_id of the run; the newest one "
                     "without it.",
                     "critical_pathArguments", pathOf)};
}

} // namespace mgx::cli
