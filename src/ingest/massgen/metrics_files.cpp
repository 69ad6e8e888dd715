// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/metrics_files.h"

#include "ingest/massgen/status_file.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::string_view kEventsFile = "metrics_events.json";
constexpr std::string_view kSummaryFile = "metrics_summary.json";

MetricTool toolOf(const JsonValue& value)
{
    MetricTool tool;
    tool.agent = value["agent_id"].text();
    tool.name = value["tool_name"].text();
    tool.type = value["tool_type"].text();
    tool.callId = value["call_id"].text();
    tool.round = static_cast<int>(value["round_number"].integer().value_or(-1));
    tool.start = value["start_time"].epochTime();
    tool.end = value["end_time"].epochTime();
    tool.success = value["success"].boolean();
    tool.error = value["error_message"].text();
    tool.inputChars = value["input_chars"].integer().value_or(-1);
    tool.outputChars = value["output_chars"].integer().value_or(-1);
    return tool;
}

void readTools(MetricsFiles& metrics, const RunFiles& files, const JsonValue& list)
{
    std::size_t index = 0;
    for (const JsonValue& value : list.elements()) {
        const std::string pointer = "/tool_executions/" + std::to_string(index++);
        MetricTool tool = toolOf(value);
        if (tool.start == kNoTime || tool.name.empty()) {
            files.warn(kEventsFile, '#' + pointer, "has no usable start time or name: left out");
            ++files.report().skipped;
            continue;
        }
        files.checkTypes(kEventsFile, pointer, value, {"end_time", "round_number", "input_chars", "output_chars"},
                         JsonValue::Type::Number);
        files.checkTypes(kEventsFile, pointer, value, {"success"}, JsonValue::Type::Boolean);
        tool.end = std::max(tool.end, tool.start);
        tool.pointer = pointer;
        metrics.tools.push_back(std::move(tool));
    }
}

void readEvents(MetricsFiles& metrics, const RunFiles& files)
{
    const std::optional<JsonDocument> document = files.readJson(kEventsFile);
    if (!document)
        return;
    const JsonValue root = document->root();
    metrics.hasEvents = true;
    metrics.generatedAt = root["meta"]["generated_at"].epochTime();
    for (const std::string_view key : {"tool_executions", "round_completions"}) {
        if (!root[key].isArray())
            files.warn(kEventsFile, "#/" + std::string(key), "is missing or no list: taken from other files as far as they tell");
    }
    readTools(metrics, files, root["tool_executions"]);
    metrics.rounds = readMetricRounds(files, kEventsFile, root["round_completions"], "/round_completions");
}

void readSummary(MetricsFiles& metrics, const RunFiles& files)
{
    const std::optional<JsonDocument> document = files.readJson(kSummaryFile);
    if (!document)
        return;
    const JsonValue root = document->root();
    metrics.hasSummary = true;
    metrics.generatedAt = std::max(metrics.generatedAt, root["meta"]["generated_at"].epochTime());
    metrics.winner = root["meta"]["winner"].text();
    for (const auto& [id, value] : root["agents"].members()) {
        if (const auto usage = usageOf(value["token_usage"]))
            metrics.usage.emplace(id, *usage);
        if (!metrics.hasEvents) {
            const std::string pointer = "/agents/" + std::string(id) + "/round_history";
            for (MetricRound& round : readMetricRounds(files, kSummaryFile, value["round_history"], pointer)) {
                if (round.agent.empty())
                    round.agent = id;
                metrics.rounds.push_back(std::move(round));
            }
        }
    }
    for (const JsonValue& value : root["subagents"]["subagents"].elements()) {
        MetricsFiles::Subagent subagent;
        subagent.id = value["subagent_id"].text();
        subagent.status = value["status"].text();
        subagent.task = value["task"].text();
        if (const auto usage = usageOf(value))
            subagent.usage = *usage;
        metrics.subagents.push_back(std::move(subagent));
    }
}

} // namespace

MetricsFiles readMetricsFiles(const RunFiles& files)
{
    MetricsFiles metrics;
    readEvents(metrics, files);
    readSummary(metrics, files);
    return metrics;
}

} // namespace mgx
