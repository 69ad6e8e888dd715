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
    event.file = kFile;
    return event;
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
        log.hasEnd = kind == CoordinationEvent::Kind::SessionEnd || (log.hasEnd && kind != CoordinationEvent::Kind::SessionStart);
        log.events.push_back(eventOf(value, kind));
        log.events.back().pointer = pointer;
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
    log.question = metadata["user_prompt"].text();
    log.agents = metadata["agent_ids"].texts();
    log.start = metadata["start_time"].epochTime();
    log.end = metadata["end_time"].epochTime();
    log.finalWinner = metadata["final_winner"].text();
    readEvents(log, files, document->root()["events"]);
    return log;
}

} // namespace mgx
