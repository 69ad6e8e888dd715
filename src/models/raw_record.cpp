// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/raw_record.h"

#include <nlohmann/json.hpp>

namespace mgx {

namespace {

using Json = nlohmann::ordered_json;

/// A text that should be JSON: as JSON if it is, else as it stands.
Json parsed(std::string_view text)
{
    if (text.empty())
        return Json();
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(std::string(text)) : json;
}

const char* kindName(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Span: return "span";
    case RecordKind::Log: return "log";
    case RecordKind::SpanEvent: return "span_event";
    case RecordKind::PendingSpan: return "pending_span";
    }
    return "";
}

} // namespace

QString rawRecord(const TraceSnapshot& snapshot, RowId row)
{
    Json json;
    json["trace_id"] = toHex(snapshot.trace(row));
    json["span_id"] = toHex(snapshot.spanId(row));
    json["parent_span_id"] = snapshot.parentSpanId(row) ? Json(toHex(snapshot.parentSpanId(row))) : Json();
    json["kind"] = kindName(snapshot.kind(row));
    json["span_name"] = std::string(snapshot.name(row));
    json["message"] = std::string(snapshot.message(row));
    json["level"] = int(snapshot.level(row));
    json["start_timestamp"] = formatIsoUtc(snapshot.start(row));
    json["end_timestamp"] = snapshot.isOpen(row) ? Json() : Json(formatIsoUtc(snapshot.end(row)));
    json["duration"] = snapshot.isOpen(row) ? Json() : Json(secondsFromNs(snapshot.duration(row)));
    json["is_exception"] = snapshot.hasFlag(row, kIsException);
    json["service_name"] = std::string(snapshot.service(row));
    json["otel_scope_name"] = std::string(snapshot.scope(row));
    json["attributes"] = parsed(snapshot.attributes(row));
    json["otel_resource_attributes"] = parsed(snapshot.resource(row));
    const Json rest = parsed(snapshot.rest(row));
    for (auto item = rest.begin(); rest.is_object() && item != rest.end(); ++item)
        json[item.key()] = *item;
    return QString::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace mgx
