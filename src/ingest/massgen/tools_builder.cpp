// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/tools_builder.h"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <set>
#include <tuple>
#include <unordered_map>

namespace mgx {

namespace {

/// A `tool_start` and, where there is one, its `tool_complete`.
struct Pair
{
    RunEvent* start = nullptr;
    RunEvent* complete = nullptr;
    bool isTaken = false;
};

/// Calls of MassGen's own workflow tools are answers and votes, not tools.
bool isWorkflowTool(std::string_view name)
{
    return name.starts_with("mcp__massgen_workflow_tools__");
}

/// The pairs of a run, found by agent, name and call id in one step: there can be tens of thousands.
class Pairs
{
public:
    explicit Pairs(std::vector<RunEvent>& events)
    {
        for (RunEvent& event : events) {
            if (event.kind == RunEvent::Kind::ToolStart && !isWorkflowTool(event.toolName))
                add({&event, nullptr, false}, event);
            else if (event.kind == RunEvent::Kind::ToolComplete && !isWorkflowTool(event.toolName))
                complete(event);
        }
    }

    [[nodiscard]] std::vector<Pair>& all() { return m_pairs; }

    /// The pair nearest in time to a recorded call, at most five seconds away; null if none.
    [[nodiscard]] Pair* matching(const MetricTool& tool)
    {
        constexpr TimeNs kFar = 5 * kNsPerSecond;
        Pair* best = nullptr;
        TimeNs bestDistance = kFar;
        for (const std::size_t index : m_byKey[keyOf(tool.agent, tool.name, tool.callId)]) {
            Pair& pair = m_pairs[index];
            const TimeNs distance = pair.start ? distanceNs(pair.start->time, tool.start) : distanceNs(pair.complete->time, tool.end);
            if (!pair.isTaken && distance < bestDistance) {
                best = &pair;
                bestDistance = distance;
            }
        }
        return best;
    }

private:
    static std::string keyOf(const std::string& agent, const std::string& tool, const std::string& callId)
    {
        return agent + '\n' + tool + '\n' + callId;
    }

    void add(Pair pair, const RunEvent& event)
    {
        const std::string key = keyOf(event.agent, event.toolName, event.callId);
        m_byKey[key].push_back(m_pairs.size());
        if (!event.callId.empty())
            m_byKey[keyOf(event.agent, event.toolName, {})].push_back(m_pairs.size()); // for calls recorded without an id
        if (!pair.complete)
            m_open[key].push_back(m_pairs.size());
        m_pairs.push_back(pair);
    }

    void complete(RunEvent& event)
    {
        std::deque<std::size_t>& open = m_open[keyOf(event.agent, event.toolName, event.callId)];
        if (open.empty()) {
            add({nullptr, &event, false}, event);
        } else {
            m_pairs[open.front()].complete = &event;
            open.pop_front();
        }
    }

    std::vector<Pair> m_pairs;
    std::unordered_map<std::string, std::vector<std::size_t>> m_byKey;
    std::unordered_map<std::string, std::deque<std::size_t>> m_open;
};

std::string typeOf(std::string_view name)
{
    if (name.starts_with("mcp__"))
        return "mcp";
    return name.starts_with("custom_tool__") ? "custom" : "builtin";
}

RunTool toolOf(const MetricTool& recorded)
{
    RunTool tool;
    tool.agent = recorded.agent;
    tool.name = recorded.name;
    tool.type = recorded.type.empty() ? typeOf(recorded.name) : recorded.type;
    tool.callId = recorded.callId;
    tool.start = recorded.start;
    tool.end = recorded.end;
    tool.success = recorded.success;
    tool.error = recorded.error;
    tool.roundNumber = recorded.round;
    tool.inputChars = recorded.inputChars;
    tool.outputChars = recorded.outputChars;
    tool.file = "metrics_events.json";
    tool.pointer = recorded.pointer;
    return tool;
}

/// Arguments, result and status; times and success only where metrics do not have them.
void takePayload(RunTool& tool, Pair& pair)
{
    pair.isTaken = true;
    if (pair.start)
        tool.arguments = std::move(pair.start->json);
    if (!pair.complete)
        return;
    tool.result = std::move(pair.complete->text);
    tool.hasResult = true;
    tool.status = pair.complete->target;
    tool.asyncId = pair.complete->label;
    if (!tool.success && (pair.complete->isError || !tool.status.empty()))
        tool.success = pair.complete->isError ? !*pair.complete->isError : tool.status != "error" && tool.status != "denied";
    if (tool.success == false && tool.error.empty())
        tool.error = tool.result.substr(0, tool.result.find('\n'));
}

RunTool toolOf(Pair& pair)
{
    const RunEvent& event = pair.start ? *pair.start : *pair.complete;
    RunTool tool;
    tool.agent = event.agent;
    tool.name = event.toolName;
    tool.type = typeOf(event.toolName);
    tool.callId = event.callId;
    tool.start = event.time;
    tool.quality = TimeQuality::LocalClock;
    tool.file = kEventLogFile;
    tool.line = event.line;
    if (pair.complete) {
        constexpr TimeNs kTogether = 5'000'000; // both lines written at the end of the call
        tool.end = std::max(pair.complete->time, tool.start);
        const double elapsed = pair.complete->elapsedSeconds;
        if (elapsed > 0 && elapsed < 1e6 && tool.end - tool.start < kTogether) {
            tool.start = tool.end - static_cast<TimeNs>(elapsed * 1e9);
            tool.quality = TimeQuality::Inferred;
        }
    }
    takePayload(tool, pair);
    return tool;
}

/// Calls of this unit, each once: counters repeat what earlier attempts of the process did.
std::vector<const MetricTool*> ownTools(const RunModel& model, RunDocuments& documents)
{
    std::vector<const MetricTool*> own;
    std::set<std::tuple<std::string, TimeNs, std::string>> seen;
    for (const MetricTool& tool : documents.metrics().tools) {
        const bool isEarlier = model.head.ownFrom != kNoTime && tool.start < model.head.ownFrom - kNsPerSecond / 2;
        if (!isEarlier && seen.emplace(tool.agent, tool.start, tool.name + '\n' + tool.callId).second)
            own.push_back(&tool);
    }
    return own;
}

/// A call without an end was cut off with its round.
void closeOrphans(RunModel& model)
{
    for (RunTool& tool : model.tools) {
        tool.round = roundAt(model.rounds, tool.agent, tool.start);
        const TimeNs roundEnd = tool.round >= 0 ? model.rounds[static_cast<std::size_t>(tool.round)].end : kNoTime;
        if (tool.end == kNoTime && roundEnd != kNoTime) {
            tool.end = std::max(roundEnd, tool.start);
            tool.quality = TimeQuality::Inferred;
        }
    }
}

} // namespace

void buildTools(RunModel& model, RunDocuments& documents)
{
    Pairs pairs(model.events);
    for (const MetricTool* recorded : ownTools(model, documents)) {
        RunTool& tool = model.tools.emplace_back(toolOf(*recorded));
        if (Pair* pair = pairs.matching(*recorded))
            takePayload(tool, *pair);
    }
    for (Pair& pair : pairs.all()) {
        if (!pair.isTaken)
            model.tools.push_back(toolOf(pair));
    }
    std::stable_sort(model.tools.begin(), model.tools.end(),
                     [](const RunTool& a, const RunTool& b) { return a.start < b.start; });
    closeOrphans(model);
}

} // namespace mgx
