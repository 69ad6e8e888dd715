// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_event.h"

#include <array>
#include <utility>

namespace mgx {

namespace {

using Kind = RunEvent::Kind;

Kind kindOf(std::string_view type)
{
    static constexpr std::array<std::pair<std::string_view, Kind>, 27> kKinds{{
        {"round_start", Kind::RoundStart},
        {"context_received", Kind::ContextReceived},
        {"answer_submitted", Kind::AnswerSubmitted},
        {"vote", Kind::Vote},
        {"tool_start", Kind::ToolStart},
        {"tool_complete", Kind::ToolComplete},
        {"text", Kind::Text},
        {"thinking", Kind::Thinking},
        {"status", Kind::Status},
        {"final_presentation_start", Kind::PresentationStart},
        {"final_presentation_end", Kind::PresentationEnd},
        {"final_answer", Kind::FinalAnswer},
        {"answer_locked", Kind::AnswerLocked},
        {"post_evaluation", Kind::PostEvaluation},
        {"orchestrator_timeout", Kind::OrchestratorTimeout},
        {"restart_banner", Kind::RestartBanner},
        {"system_status", Kind::Silent},
        {"agent_restart", Kind::Silent},
        {"evaluation_criteria_set", Kind::Silent},
        {"personas_set", Kind::Silent},
        {"subtasks_set", Kind::Silent},
        {"presentation_start", Kind::Silent},
        {"final_presentation_chunk", Kind::Silent},
        {"timeline_entry", Kind::Silent},
        {"round_end", Kind::Silent},
        {"backend_status", Kind::Silent},
        {"winner_selected", Kind::Remark},
    }};
    for (const auto& [name, kind] : kKinds) {
        if (name == type)
            return kind;
    }
    return Kind::Remark;
}

/// A text as it is, anything else as JSON.
std::string asText(const JsonValue& value)
{
    if (value.isText())
        return std::string(value.text());
    return value.isMissing() || value.type() == JsonValue::Type::Null ? std::string() : value.json();
}

void fillTool(RunEvent& event, const JsonValue& data)
{
    event.callId = asText(data["tool_id"]);
    event.toolName = data["tool_name"].text();
    if (event.kind == Kind::ToolStart) {
        event.json = data["args"].json();
        return;
    }
    event.text = asText(data["result"]);
    event.target = data["status"].text();
    event.isError = data["is_error"].boolean();
    event.elapsedSeconds = data["elapsed_seconds"].number().value_or(0);
    event.label = asText(data["async_id"]);
}

void fill(RunEvent& event, const JsonValue& data)
{
    switch (event.kind) {
    case Kind::ToolStart:
    case Kind::ToolComplete:
        fillTool(event, data);
        break;
    case Kind::Text:
    case Kind::Thinking:
    case Kind::FinalAnswer:
        event.text = data["content"].text();
        break;
    case Kind::ContextReceived:
        event.labels = data["context_labels"].texts();
        break;
    case Kind::AnswerSubmitted:
        event.text = data["content"].text();
        event.label = data["answer_label"].text();
        break;
    case Kind::Vote:
        event.target = data["target_id"].text();
        event.text = data["reason"].text();
        event.label = data["voted_for_label"].text();
        break;
    case Kind::Status:
        event.text = data["message"].text();
        event.label = data["level"].text();
        break;
    case Kind::PostEvaluation:
        event.text = data["content"].text();
        event.label = data["phase"].text();
        break;
    case Kind::OrchestratorTimeout:
        event.text = data["timeout_reason"].text();
        event.target = data["selected_agent"].text();
        event.json = data.json();
        break;
    case Kind::RestartBanner:
    case Kind::Remark:
    case Kind::PresentationStart:
        event.text = data["reason"].text();
        event.json = data.isObject() ? data.json() : std::string();
        break;
    default:
        break;
    }
}

} // namespace

std::optional<RunEvent> runEventOf(const JsonValue& value, std::uint64_t line)
{
    const std::string_view type = value["event_type"].text();
    const auto time = parseIsoTime(value["timestamp"].text());
    if (type.empty() || !time)
        return std::nullopt;
    RunEvent event;
    event.kind = kindOf(type);
    event.type = type;
    event.localTime = time->ns;
    if (time->hasOffset)
        event.time = time->ns;
    event.agent = value["agent_id"].text();
    event.line = line;
    fill(event, value["data"]);
    return event;
}

std::string_view ignoredVoteTarget(std::string_view text)
{
    constexpr std::string_view kBegin = "Vote for [";
    constexpr std::string_view kEnd = "] ignored";
    const std::size_t begin = text.rfind(kBegin);
    if (begin == std::string_view::npos)
        return {};
    text.remove_prefix(begin + kBegin.size());
    const std::size_t end = text.find(kEnd);
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

} // namespace mgx
