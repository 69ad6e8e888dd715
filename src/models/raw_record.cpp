// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/raw_record.h"

#include "base/json_text.h"
#include "models/json_indent.h"

namespace mgx {

namespace {

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

/// Writes the fields of one JSON object, each on its line.
class Fields
{
public:
    void text(std::string_view key, std::string_view value)
    {
        begin(key);
        appendJsonText(m_out, value);
    }
    void json(std::string_view key, std::string_view value)
    {
        begin(key);
        if (value.empty())
            m_out += "null";
        else
            appendIndented(m_out, value, 1);
    }
    void number(std::string_view key, double value)
    {
        begin(key);
        appendJsonNumber(m_out, value);
    }
    void null(std::string_view key) { json(key, {}); }
    /// The fields of a compact object, as they are.
    void object(std::string_view compact)
    {
        if (compact.size() > 2) {
            m_out += ",\n  ";
            appendIndented(m_out, compact.substr(1, compact.size() - 2), 1);
        }
    }
    [[nodiscard]] std::string take() { return std::move(m_out) + "\n}"; }

private:
    void begin(std::string_view key)
    {
        m_out += m_out.size() > 1 ? ",\n  " : "\n  ";
        appendJsonText(m_out, key);
        m_out += ": ";
    }

    std::string m_out = "{";
};

} // namespace

QString rawRecord(const TraceSnapshot& snapshot, RowId row)
{
    Fields fields;
    const auto optional = [&](std::string_view key, bool isThere, const auto& write) {
        if (isThere)
            write();
        else
            fields.null(key);
    };
    const bool isOpen = snapshot.isOpen(row);
    fields.text("trace_id", toHex(snapshot.trace(row)));
    fields.text("span_id", toHex(snapshot.spanId(row)));
    optional("parent_span_id", snapshot.parentSpanId(row) != 0,
             [&] { fields.text("parent_span_id", toHex(snapshot.parentSpanId(row))); });
    fields.text("kind", kindName(snapshot.kind(row)));
    fields.text("span_name", snapshot.name(row));
    fields.text("message", snapshot.message(row));
    fields.number("level", snapshot.level(row));
    fields.text("start_timestamp", formatIsoUtc(snapshot.start(row)));
    optional("end_timestamp", !isOpen, [&] { fields.text("end_timestamp", formatIsoUtc(snapshot.end(row))); });
    optional("duration", !isOpen, [&] { fields.number("duration", secondsFromNs(snapshot.duration(row))); });
    fields.json("is_exception", snapshot.hasFlag(row, kIsException) ? "true" : "false");
    fields.text("service_name", snapshot.service(row));
    fields.text("otel_scope_name", snapshot.scope(row));
    fields.json("attributes", snapshot.attributes(row));
    fields.json("otel_resource_attributes", snapshot.resource(row));
    fields.object(snapshot.rest(row));
    return QString::fromStdString(fields.take());
}

} // namespace mgx
