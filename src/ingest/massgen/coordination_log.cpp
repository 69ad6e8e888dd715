// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/coordination_log.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr std::string_view kFile = "coordination_events.json";

std::vector<std::string> firstList(const JsonValue& context, std::initializer_list<std::string_view> keys)
{
    for (const std::string_view key : keys) {
        if (const JsonValue list = context[key]; list.isArray())
            return list.texts();
    }
    return {};
}

int small(const JsonValue& value)
{
    const std::int64_t number = value.integer().value_or(-1);
    return number < 0 || number > 1'000'000'000 ? -1 : static_cast<int>(number);
}

/// "VOTE_IGNORED: Voted for agent_b but ignored due to restart" is all that tells whom an ignored vote was for.
std::string ignoredTarget(std::string_view details)
{
    constexpr std::string_view kBegin = "Voted for ";
    const std::size_t begin = details.find(kBegin);
    const std::size_t end = details.rfind(" but ignored");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + kBegin.size())
        return {};
    return std::string(details.substr(begin + kBegin.size(), end - begin - kBegin.size()));
}

CoordinationEvent eventOf(const JsonValue& value, CoordinationEvent::Kind kind)
{
    CoordinationEvent event;
    const JsonValue context = value["context"];
    event.kind = kind;
    event.time = value["timestamp"].epochTime();
    event.type = value["event_type"].text();
    event.agent = value["agent_id"].text();
    event.details = value["details"].text();
    event.iteration = small(context["iteration"]);
    event.round = small(context["round"]);
    event.label = context["label"].text();
    event.votedFor = context["voted_for"].text();
    event.votedForLabel = context["voted_for_label"].text();
    event.reason = context["reason"].text();
    event.labels = firstList(context, {"available_answer_labels", "affected_agents", "available_answers", "all_answers"});
    event.answerCount = small(context["answer_count"]);
    event.finalRound = small(context["final_round"]);
    if (kind == CoordinationEvent::Kind::VoteIgnored && event.votedFor.empty())
        event.votedFor = ignoredTarget(event.details);
    event.file = kFile;
    return event;
}

/// An element that was cut can lack what its kind cannot do without; the other files tell it then.
bool isWhole(const CoordinationEvent& event)
{
    using Kind = CoordinationEvent::Kind;
    switch (event.kind) {
    case Kind::SessionStart:
    case Kind::SessionEnd:
    case Kind::Remark:
        return true;
    case Kind::NewAnswer:
        return !event.agent.empty() && !event.label.empty();
    case Kind::VoteCast:
        return !event.agent.empty() && !(event.votedFor.empty() && event.votedForLabel.empty());
    default:
        return !event.agent.empty();
    }
}

void readEvents(CoordinationLog& log, const RunFiles& files, const JsonValue& list)
{
    if (!list.isArray()) {
        files.warn(kFile, "#/events", "is missing or no list: events were taken from other files");
        return;
    }
    std::size_t index = 0;
    for (const JsonValue& value : list.elements()) {
        const std::string pointer = "/events/" + std::to_string(index++);
        const TimeNs time = value["timestamp"].epochTime();
        const std::string_view type = value["event_type"].text();
        if (time == kNoTime || type.empty()) {
            files.warn(kFile, '#' + pointer, "has no usable time or type: left out");
            ++files.report().skipped;
            continue;
        }
        log.lastTime = std::max(log.lastTime, time);
        const CoordinationEvent::Kind kind = coordinationKind(type, value["details"].text());
        if (kind == CoordinationEvent::Kind::Silent)
            continue;
        files.checkTypes(kFile, pointer, value, {"context"}, JsonValue::Type::Object);
        files.checkTypes(kFile, pointer, value, {"agent_id"}, JsonValue::Type::Text);
        CoordinationEvent event = eventOf(value, kind);
        if (!isWhole(event)) {
            files.warn(kFile, '#' + pointer, "lacks its agent or its label: left out");
            ++files.report().skipped;
            continue;
        }
        log.hasEnd = kind == CoordinationEvent::Kind::SessionEnd || (log.hasEnd && kind != CoordinationEvent::Kind::SessionStart);
        event.pointer = pointer;
        log.events.push_back(std::move(event));
    }
}

} // namespace

bool CoordinationLog::isHollow() const
{
    return std::none_of(events.begin(), events.end(), [](const CoordinationEvent& event) {
        using Kind = CoordinationEvent::Kind;
        return event.kind != Kind::SessionStart && event.kind != Kind::SessionEnd && event.kind != Kind::Remark;
    });
}

CoordinationLog readCoordinationLog(const RunFiles& files)
{
    CoordinationLog log;
    const std::optional<JsonDocument> document = files.readJson(kFile);
    if (!document)
        return log;
    const JsonValue metadata = document->root()["session_metadata"];
    log.isPresent = true;
    constexpr std::string_view kMetadata = "/session_metadata";
    files.checkTypes(kFile, {}, document->root(), {"session_metadata"}, JsonValue::Type::Object);
    files.checkTypes(kFile, kMetadata, metadata, {"agent_ids"}, JsonValue::Type::Array);
    files.checkTypes(kFile, kMetadata, metadata, {"start_time", "end_time"}, JsonValue::Type::Number);
    files.checkTypes(kFile, kMetadata, metadata, {"user_prompt", "final_winner"}, JsonValue::Type::Text);
    log.question = metadata["user_prompt"].text();
    log.agents = metadata["agent_ids"].texts();
    log.start = metadata["start_time"].epochTime();
    log.end = metadata["end_time"].epochTime();
    log.finalWinner = metadata["final_winner"].text();
    readEvents(log, files, document->root()["events"]);
    return log;
}

} // namespace mgx
