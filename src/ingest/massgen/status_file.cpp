// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/status_file.h"

namespace mgx {

namespace {

constexpr std::string_view kFile = "status.json";

std::vector<EnforcementAttempt> enforcementOf(const JsonValue& agent, const std::string& pointer)
{
    std::vector<EnforcementAttempt> list;
    std::size_t index = 0;
    for (const JsonValue& value : agent["reliability"]["enforcement_attempts"].elements()) {
        EnforcementAttempt attempt;
        attempt.time = value["timestamp"].epochTime();
        attempt.round = static_cast<int>(value["round"].integer().value_or(-1));
        attempt.attempt = static_cast<int>(value["attempt"].integer().value_or(-1));
        attempt.reason = value["reason"].text();
        attempt.error = value["error_message"].text();
        attempt.pointer = pointer + "/reliability/enforcement_attempts/" + std::to_string(index++);
        if (attempt.time != kNoTime)
            list.push_back(std::move(attempt));
    }
    return list;
}

AgentStatus agentOf(const RunFiles& files, std::string_view id, const JsonValue& value)
{
    AgentStatus agent;
    const std::string pointer = "/agents/" + std::string(id);
    agent.id = id;
    agent.status = value["status"].text();
    agent.error = value["error"]["message"].text();
    agent.errorType = value["error"]["type"].text();
    agent.usage = usageOf(value["token_usage"]);
    agent.rounds = readMetricRounds(files, kFile, value["round_history"], pointer + "/round_history");
    for (MetricRound& round : agent.rounds) {
        if (round.agent.empty())
            round.agent = agent.id;
    }
    const JsonValue timing = value["round_timing"];
    agent.runningRound = static_cast<int>(timing["round_number"].integer().value_or(-1));
    agent.runningSince = timing["round_start_time"].epochTime();
    agent.enforcement = enforcementOf(value, pointer);
    files.checkTypes(kFile, pointer, value, {"token_usage", "round_timing"}, JsonValue::Type::Object);
    files.checkTypes(kFile, pointer, value, {"round_history"}, JsonValue::Type::Array);
    return agent;
}

} // namespace

std::optional<Usage> usageOf(const JsonValue& value)
{
    if (!value.isObject())
        return std::nullopt;
    Usage usage;
    usage.inputTokens = value["input_tokens"].integer().value_or(0);
    usage.outputTokens = value["output_tokens"].integer().value_or(0);
    usage.reasoningTokens = value["reasoning_tokens"].integer().value_or(0);
    usage.cachedInputTokens = value["cached_input_tokens"].integer().value_or(0);
    usage.costUsd = value["estimated_cost"].number().value_or(0);
    return usage;
}

StatusFile readStatusFile(const RunFiles& files)
{
    StatusFile status;
    const std::optional<JsonDocument> document = files.readJson(kFile);
    if (!document)
        return status;
    const JsonValue root = document->root();
    const JsonValue meta = root["meta"];
    status.isPresent = true;
    status.hasMetrics = root["costs"].isObject();
    status.finishReason = root["finish_reason"].text();
    status.finishDetails = root["finish_reason_details"].text();
    status.isComplete = root["is_complete"].boolean().value_or(false);
    status.lastUpdated = meta["last_updated"].epochTime();
    status.start = meta["start_time"].epochTime();
    status.logDir = meta["log_dir"].text();
    status.question = meta["question"].text();
    status.winner = root["results"]["winner"].text();
    status.phase = root["coordination"]["phase"].text();
    files.checkTypes(kFile, {}, root, {"meta", "coordination", "results", "costs"}, JsonValue::Type::Object);
    files.checkTypes(kFile, {}, root, {"finish_reason"}, JsonValue::Type::Text);
    files.checkTypes(kFile, {}, root, {"is_complete"}, JsonValue::Type::Boolean);
    files.checkTypes(kFile, "/meta", meta, {"last_updated", "start_time"}, JsonValue::Type::Number);
    if (!root["agents"].isObject())
        files.warn(kFile, "#/agents", "is missing or no object: agents were taken from other files");
    for (const auto& [id, value] : root["agents"].members()) {
        status.agents.push_back(agentOf(files, id, value));
        if (!value.isObject())
            files.warn(kFile, "#/agents/" + std::string(id), "is no object: the agent is known by its name only");
    }
    return status;
}

} // namespace mgx
