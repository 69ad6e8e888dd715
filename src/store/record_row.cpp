// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/record_row.h"

#include "base/json_text.h"

#include <array>
#include <simdjson.h>

namespace mgx {

namespace {

constexpr auto kText = ColumnType::Text;
constexpr std::array<RecordColumn, 47> kColumns = {{
    {"start_timestamp", ColumnType::Timestamp},
    {"end_timestamp", ColumnType::Timestamp},
    {"duration", ColumnType::Double},
    {"created_at", ColumnType::Timestamp},
    {"trace_id", kText},
    {"span_id", kText},
    {"parent_span_id", kText},
    {"kind", kText},
    {"level", ColumnType::Integer},
    {"span_name", kText},
    {"message", kText},
    {"is_exception", ColumnType::Boolean},
    {"exception_type", kText},
    {"exception_message", kText},
    {"exception_stacktrace", kText},
    {"tags", ColumnType::TextList},
    {"attributes", ColumnType::Json},
    {"attributes_json_schema", ColumnType::Json},
    {"otel_events", ColumnType::Json},
    {"otel_links", ColumnType::Json},
    {"otel_status_code", kText},
    {"otel_status_message", kText},
    {"otel_scope_name", kText},
    {"otel_scope_version", kText},
    {"otel_scope_attributes", ColumnType::Json},
    {"otel_resource_attributes", ColumnType::Json},
    {"service_name", kText},
    {"service_namespace", kText},
    {"service_version", kText},
    {"service_instance_id", kText},
    {"process_pid", ColumnType::Integer},
    {"deployment_environment", kText},
    {"telemetry_sdk_name", kText},
    {"telemetry_sdk_language", kText},
    {"telemetry_sdk_version", kText},
    {"http_response_status_code", ColumnType::Integer},
    {"http_method", kText},
    {"http_route", kText},
    {"url_full", kText},
    {"url_path", kText},
    {"url_query", kText},
    {"log_body", kText},
    {"agent_id", kText},
    {"repaired_parent_span_id", kText},
    {"source", kText},
    {"source_ref", kText},
    {"time_quality", kText},
}};

std::size_t indexOf(std::string_view name)
{
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
        if (kColumns[i].name == name)
            return i;
    }
    return kColumns.size();
}

std::string_view qualityWord(TimeQuality quality)
{
    switch (quality) {
    case TimeQuality::Exact: return "exact";
    case TimeQuality::LocalClock: return "local-clock";
    case TimeQuality::Approximate: return "approx";
    case TimeQuality::Inferred: return "inferred";
    case TimeQuality::Open: return "open";
    }
    return "exact";
}

std::string_view sourceWord(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Local: return "local";
    case SourceKind::Otlp: return "otlp";
    case SourceKind::Logfire: return "logfire";
    case SourceKind::File: return "file";
    }
    return "file";
}

} // namespace

std::span<const RecordColumn> recordColumns()
{
    return kColumns;
}

std::string_view kindWord(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Span: return "span";
    case RecordKind::Log: return "log";
    case RecordKind::SpanEvent: return "span_event";
    case RecordKind::PendingSpan: return "pending_span";
    }
    return "span";
}

class RecordRow::Impl
{
public:
    std::span<const std::string_view> read(const TraceSnapshot& s, RowId row)
    {
        m_texts.clear();
        m_cells.fill({});
        fillTimes(s, row);
        fillIds(s, row);
        text("kind", kindWord(s.kind(row)));
        json("level", std::to_string(s.level(row)));
        text("span_name", s.name(row));
        text("message", s.message(row));
        json("is_exception", s.hasFlag(row, kIsException) ? "true" : "false");
        json("tags", "[]");
        json("attributes", s.attributes(row).empty() ? "{}" : s.attributes(row));
        optionalText("otel_scope_name", s.scope(row));
        if (!s.resource(row).empty())
            json("otel_resource_attributes", s.resource(row));
        text("service_name", s.service(row).empty() ? "unknown_service" : s.service(row));
        optionalText("agent_id", s.agent(row));
        fillSource(s, row);
        fillRest(s.rest(row));
        for (std::size_t i = 0; i < m_cells.size(); ++i)
            m_views[i] = m_cells[i].second == 0 ? "null" : std::string_view(m_texts).substr(m_cells[i].first, m_cells[i].second);
        return m_views;
    }

private:
    void json(std::string_view column, std::string_view value)
    {
        m_cells[indexOf(column)] = {m_texts.size(), value.size()};
        m_texts += value;
    }
    void text(std::string_view column, std::string_view value)
    {
        const std::size_t begin = m_texts.size();
        appendJsonText(m_texts, value);
        m_cells[indexOf(column)] = {begin, m_texts.size() - begin};
    }
    void optionalText(std::string_view column, std::string_view value)
    {
        if (!value.empty())
            text(column, value);
    }

    void fillTimes(const TraceSnapshot& s, RowId row)
    {
        text("start_timestamp", formatIsoUtc(s.start(row)));
        text("end_timestamp", formatIsoUtc(s.end(row)));
        if (s.kind(row) != RecordKind::Span || s.isOpen(row))
            return;
        std::string seconds;
        appendJsonNumber(seconds, secondsFromNs(s.duration(row)));
        json("duration", seconds);
    }

    void fillIds(const TraceSnapshot& s, RowId row)
    {
        text("trace_id", toHex(s.trace(row)));
        text("span_id", toHex(s.spanId(row)));
        if (s.parentSpanId(row) != 0)
            text("parent_span_id", toHex(s.parentSpanId(row)));
        if (s.parent(row) != s.recordedParent(row) && s.parent(row) != kNoRow)
            text("repaired_parent_span_id", toHex(s.spanId(s.parent(row))));
    }

    void fillSource(const TraceSnapshot& s, RowId row)
    {
        text("source", sourceWord(s.source(row).kind));
        text("time_quality", qualityWord(s.timeQuality(row)));
        const SourceRef ref = s.sourceRef(row);
        if (ref.file.empty())
            return;
        std::string place(ref.file);
        if (!ref.pointer.empty())
            (place += '#') += ref.pointer; // RFC 6901, 6: a JSON pointer as fragment
        else if (ref.line != 0)
            place += ':' + std::to_string(ref.line);
        text("source_ref", place);
    }

    /// The columns that were kept as they came; they win over what was made of them (an id that was not hexadecimal).
    void fillRest(std::string_view rest)
    {
        if (rest.empty())
            return;
        m_padded.assign(rest);
        m_padded.resize(rest.size() + simdjson::SIMDJSON_PADDING, ' ');
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (m_parser.iterate(m_padded.data(), rest.size(), m_padded.size()).get(document) || document.get_object().get(object))
            return;
        for (auto field : object) {
            std::string_view key;
            std::string_view raw;
            if (field.unescaped_key().get(key) || simdjson::to_json_string(field.value()).get(raw))
                return;
            if (indexOf(key) < kColumns.size())
                json(key, raw);
        }
    }

    std::string m_texts;
    std::array<std::pair<std::size_t, std::size_t>, kColumns.size()> m_cells; ///< begin and length in m_texts
    std::array<std::string_view, kColumns.size()> m_views;
    simdjson::ondemand::parser m_parser;
    std::string m_padded;
};

RecordRow::RecordRow() : m_impl(std::make_unique<Impl>()) {}
RecordRow::~RecordRow() = default;

std::span<const std::string_view> RecordRow::read(const TraceSnapshot& snapshot, RowId row)
{
    return m_impl->read(snapshot, row);
}

void RecordRow::appendJson(const TraceSnapshot& snapshot, RowId row, bool withNulls, std::string& out)
{
    const auto values = read(snapshot, row);
    char separator = '{';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!withNulls && values[i] == "null")
            continue;
        out += separator;
        separator = ',';
        out += '"';
        out += kColumns[i].name;
        out += "\":";
        out += values[i];
    }
    out += '}';
}

void RecordRow::appendCsv(const TraceSnapshot& snapshot, RowId row, std::string& out)
{
    const auto values = read(snapshot, row);
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            out += ',';
        if (values[i] == "null")
            continue;
        std::string_view value = values[i];
        simdjson::dom::element element;
        if (value.front() == '"' && (parser.parse(value.data(), value.size()).get(element) || element.get(value)))
            value = values[i];
        // An empty text is quoted: nothing at all means null.
        if (!value.empty() && value.find_first_of(",\"\r\n") == std::string_view::npos) {
            out += value;
            continue;
        }
        out += '"';
        for (const char c : value) {
            if (c == '"')
                out += '"';
            out += c;
        }
        out += '"';
    }
}

} // namespace mgx
