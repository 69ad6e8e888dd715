// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/record_mapping.h"

#include "base/json_text.h"
#include "ingest/json_element.h"
#include "ingest/otel/schema_keys.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace mgx {

namespace {

/// Attributes that are columns of their own besides. Two for one column: the first that is there wins.
struct Alias
{
    std::string_view attribute;
    std::string_view column;
    bool isNumber = false;
};
constexpr std::array<Alias, 9> kColumns = {{
    {"http.response.status_code", "http_response_status_code", true}, {"http.status_code", "http_response_status_code", true},
    {"http.method", "http_method"}, {"http.request.method", "http_method"}, {"http.route", "http_route"},
    {"url.full", "url_full"}, {"http.url", "url_full"}, {"url.path", "url_path"}, {"url.query", "url_query"},
}};

/// A different number for each event of a span, the same on every machine.
std::uint64_t eventId(std::uint64_t spanId, std::uint64_t index)
{
    std::uint64_t x = spanId + 0x9E3779B97F4A7C15ull * (index + 1);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    x ^= x >> 31;
    return x == 0 ? 1 : x;
}

/// What the `logfire.` attributes say, besides those that stay.
struct LogfireFields
{
    std::string_view spanType;
    std::string_view message;
    std::string_view level;
    std::string_view tags;
    std::string_view schema;
    std::string_view pendingParent;
    std::string_view nullArguments;
    bool hasMessage = false;
};

/// True if the attribute is told by a column and therefore leaves the attributes.
bool takeField(const OtelAttribute& attribute, LogfireFields& fields)
{
    const std::string_view name = attribute.key.substr(8);
    const std::string_view text = attribute.value.text;
    if (name == "span_type")
        fields.spanType = text;
    else if (name == "msg" && attribute.value.isText)
        fields.message = text, fields.hasMessage = true;
    else if (name == "level_num")
        fields.level = text;
    else if (name == "tags")
        fields.tags = text;
    else if (name == "json_schema" && attribute.value.isText)
        fields.schema = text;
    else if (name == "pending_parent_id")
        fields.pendingParent = text;
    else if (name == "null_args")
        fields.nullArguments = text;
    else
        return false;
    return true;
}

constexpr std::string_view kPrefix = "logfire.";

bool isField(const OtelAttribute& attribute)
{
    LogfireFields ignored;
    return attribute.key.substr(0, kPrefix.size()) == kPrefix && takeField(attribute, ignored);
}

/// Log records have no id of their own: one is made of what they say, so that the same record has the same id everywhere.
std::uint64_t logId(const OtelSpan& log, std::string_view attributes)
{
    std::uint64_t hash = 0xCBF29CE484222325ull ^ log.trace.low ^ log.spanId ^ static_cast<std::uint64_t>(log.start);
    for (const std::string_view part : {log.name, log.body.text, attributes}) {
        for (const char c : part)
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
        hash *= 0x100000001B3ull;
    }
    return eventId(hash, 0);
}

} // namespace

class RecordMapping::Impl
{
public:
    void map(const OtelSpan& span, const OtelOrigin& origin, SourceKind source, std::uint64_t line, RecordBatch& batch)
    {
        m_arena = &batch.arena;
        m_members = origin.columns;
        LogfireFields fields;
        for (const OtelAttribute& attribute : span.attributes) {
            if (attribute.key.substr(0, kPrefix.size()) == kPrefix)
                (void)takeField(attribute, fields);
        }
        RecordDraft& d = batch.add(source);
        fillOrigin(d, origin);
        fillIds(d, span, fields);
        fillTexts(d, span, fields);
        d.level = levelOf(span, fields);
        d.attributes = attributesOf(span, fields);
        if (span.isLogRecord)
            d.spanId = logId(span, d.attributes);
        fillColumns(span, fields);
        if (takeException(span))
            d.flags |= kIsException;
        takeEvents(span);
        takeLinks(span);
        d.rest = objectOf(m_members);
        d.position = line;
        if (d.kind != RecordKind::PendingSpan) // of a pending span the final row has them
            appendEvents(span, origin, RecordDraft(d), source, batch);
    }

private:
    void fillOrigin(RecordDraft& d, const OtelOrigin& origin)
    {
        // Spans of one origin share its texts in the batch.
        if (m_originArena != m_arena || m_resource != origin.resource || m_service != origin.service || m_scope != origin.scope) {
            m_originArena = m_arena;
            m_resource = m_arena->add(origin.resource);
            m_service = m_arena->add(origin.service);
            m_scope = m_arena->add(origin.scope);
        }
        d.resource = m_resource;
        d.service = m_service;
        d.scope = m_scope;
    }

    void fillIds(RecordDraft& d, const OtelSpan& span, const LogfireFields& fields)
    {
        d.trace = span.trace;
        d.spanId = span.spanId;
        d.parentSpanId = span.parentSpanId;
        d.start = span.start;
        d.end = span.end;
        if (span.isLogRecord) {
            d.kind = RecordKind::Log;
            d.parentSpanId = span.spanId;
            d.end = d.start;
        } else if (fields.spanType == "log") {
            d.kind = RecordKind::Log;
            if (d.end == kNoTime)
                d.end = d.start;
        } else if (fields.spanType == "pending_span") {
            // On the wire it hangs below the span that it announces and names that span's parent.
            d.kind = RecordKind::PendingSpan;
            d.spanId = span.parentSpanId;
            d.parentSpanId = parseSpanId(fields.pendingParent).value_or(0);
            d.end = kNoTime;
        }
    }

    void fillTexts(RecordDraft& d, const OtelSpan& span, const LogfireFields& fields)
    {
        std::string_view name = span.name;
        constexpr std::string_view kPending = " (pending)";
        if (d.kind == RecordKind::PendingSpan && name.ends_with(kPending))
            name.remove_suffix(kPending.size());
        std::string_view message = fields.hasMessage ? fields.message : name;
        if (span.isLogRecord) {
            message = fields.hasMessage ? fields.message : messageOfLog(span);
            if (name.empty())
                name = templateOf(span);
            if (name.empty())
                name = message;
        }
        d.name = m_arena->add(name);
        d.message = message == name ? d.name : m_arena->add(message);
    }

    static std::string_view templateOf(const OtelSpan& span)
    {
        for (const OtelAttribute& attribute : span.attributes) {
            if (attribute.key == "logfire.msg_template" && attribute.value.isText)
                return attribute.value.text;
        }
        return {};
    }

    std::string_view messageOfLog(const OtelSpan& span)
    {
        m_text = span.name;
        if (span.hasBody && !span.body.text.empty()) {
            if (!m_text.empty())
                m_text += ": ";
            m_text += span.body.text;
        }
        return m_text;
    }

    static std::uint8_t levelOf(const OtelSpan& span, const LogfireFields& fields)
    {
        int number = 0;
        const std::string_view text = fields.level;
        if (!text.empty() && std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
            return static_cast<std::uint8_t>(std::clamp(number, 0, 255));
        if (span.severity > 0)
            return static_cast<std::uint8_t>(std::min(span.severity, 255));
        return span.status == OtelStatus::Error ? level::kError : level::kInfo;
    }

    std::string_view attributesOf(const OtelSpan& span, const LogfireFields& fields)
    {
        const SchemaKeys::Keys& decoded = m_schemas.of(fields.schema);
        m_text.clear();
        for (const OtelAttribute& attribute : span.attributes) {
            if (isField(attribute))
                continue;
            appendRawMember(m_text, attribute.key, {});
            const bool isJson = attribute.value.isText && !decoded.empty() && decoded.count(std::string(attribute.key)) > 0;
            if (!isJson || !appendDecoded(attribute.value.text))
                appendValue(m_text, attribute.value);
        }
        appendNulls(fields.nullArguments);
        return objectOf(m_text);
    }

    /// A text that its schema calls JSON. Nothing is appended where it is none.
    bool appendDecoded(std::string_view json)
    {
        const std::size_t size = m_text.size();
        m_padded.assign(json);
        m_padded.append(simdjson::SIMDJSON_PADDING, ' ');
        simdjson::ondemand::document document;
        simdjson::ondemand::value value;
        simdjson::ondemand::json_type type;
        if (m_parser.iterate(m_padded.data(), json.size(), m_padded.size()).get(document) || document.type().get(type))
            return false;
        if (type != simdjson::ondemand::json_type::object && type != simdjson::ondemand::json_type::array)
            return appendScalar(json);
        const char* rest = nullptr;
        if (!document.get_value().get(value) && appendCompact(value, m_text) && document.current_location().get(rest))
            return true;
        m_text.resize(size);
        return false;
    }

    bool appendScalar(std::string_view json)
    {
        const JsonRepair repair = repairJson(json);
        if (repair.isTouched() || repair.text.empty())
            return false;
        m_text += repair.text;
        return true;
    }

    void appendNulls(std::string_view keys)
    {
        if (keys.empty())
            return;
        simdjson::dom::parser parser;
        simdjson::dom::array names;
        if (parser.parse(keys.data(), keys.size()).get(names))
            return;
        for (const simdjson::dom::element name : names) {
            std::string_view key;
            if (!name.get(key))
                appendRawMember(m_text, key, "null");
        }
    }

    void fillColumns(const OtelSpan& span, const LogfireFields& fields)
    {
        if (!fields.tags.empty() && fields.tags.front() == '[' && fields.tags != "[]")
            appendRawMember(m_members, "tags", fields.tags);
        if (!fields.schema.empty())
            appendMember(m_members, "attributes_json_schema", fields.schema);
        if (!span.isLogRecord)
            appendMember(m_members, "otel_status_code",
                         span.status == OtelStatus::Error ? "ERROR" : span.status == OtelStatus::Ok ? "OK" : "UNSET");
        if (!span.statusMessage.empty())
            appendMember(m_members, "otel_status_message", span.statusMessage);
        if (!span.kind.empty())
            appendMember(m_members, "otel_span_kind", span.kind);
        if (span.hasBody) {
            appendRawMember(m_members, "log_body", {});
            appendValue(m_members, span.body);
        }
        std::string_view done;
        for (const Alias& alias : kColumns) {
            if (alias.column != done && fillColumn(span, alias))
                done = alias.column;
        }
    }

    bool fillColumn(const OtelSpan& span, const Alias& alias)
    {
        for (const OtelAttribute& attribute : span.attributes) {
            if (attribute.key.size() != alias.attribute.size() || attribute.key != alias.attribute)
                continue;
            if (alias.isNumber == attribute.value.isText)
                return false;
            appendRawMember(m_members, alias.column, {});
            appendValue(m_members, attribute.value);
            return true;
        }
        return false;
    }

    /// Columns of the first event named "exception"; of a log record its own attributes.
    bool takeException(const OtelSpan& span)
    {
        const OtelAttributes* attributes = nullptr;
        for (const OtelEvent& event : span.events) {
            if (event.name == "exception") {
                attributes = &event.attributes;
                break;
            }
        }
        const auto isType = [](const OtelAttribute& a) { return a.key == "exception.type"; };
        if (!attributes && span.isLogRecord && std::any_of(span.attributes.begin(), span.attributes.end(), isType))
            attributes = &span.attributes;
        if (!attributes)
            return false;
        for (const OtelAttribute& attribute : *attributes) {
            if (attribute.key == "exception.type")
                appendMember(m_members, "exception_type", attribute.value.text);
            else if (attribute.key == "exception.message")
                appendMember(m_members, "exception_message", attribute.value.text);
            else if (attribute.key == "exception.stacktrace")
                appendMember(m_members, "exception_stacktrace", attribute.value.text);
        }
        return true;
    }

    void takeEvents(const OtelSpan& span)
    {
        if (span.events.empty())
            return;
        appendRawMember(m_members, "otel_events", "[");
        for (const OtelEvent& event : span.events) {
            m_members += &event == span.events.data() ? "{\"event_name\":" : ",{\"event_name\":";
            appendJsonText(m_members, event.name);
            if (event.time != kNoTime) {
                m_members += ",\"event_timestamp\":";
                appendJsonText(m_members, formatIsoUtc(event.time));
            }
            if (!event.attributes.empty()) {
                m_members += ",\"attributes\":";
                appendAttributes(m_members, event.attributes);
            }
            m_members += '}';
        }
        m_members += ']';
    }

    void takeLinks(const OtelSpan& span)
    {
        if (span.links.empty())
            return;
        appendRawMember(m_members, "otel_links", "[");
        for (const OtelLink& link : span.links) {
            m_members += &link == span.links.data() ? "{\"trace_id\":\"" : ",{\"trace_id\":\"";
            m_members += toHex(link.trace);
            m_members += "\",\"span_id\":\"";
            m_members += toHex(link.spanId);
            m_members += '"';
            if (!link.attributes.empty()) {
                m_members += ",\"attributes\":";
                appendAttributes(m_members, link.attributes);
            }
            m_members += '}';
        }
        m_members += ']';
    }

    void appendEvents(const OtelSpan& span, const OtelOrigin& origin, const RecordDraft& of, SourceKind source, RecordBatch& batch)
    {
        std::uint64_t index = 0;
        if (span.events.empty())
            return;
        m_members = origin.columns;
        const std::string_view rest = objectOf(m_members);
        for (const OtelEvent& event : span.events) {
            ++index;
            if (event.name == "exception")
                continue;
            RecordDraft& d = batch.add(source);
            d.trace = of.trace;
            d.spanId = eventId(of.spanId, index);
            d.parentSpanId = of.spanId;
            d.kind = RecordKind::SpanEvent;
            d.start = event.time == kNoTime ? of.start : event.time;
            d.end = d.start;
            d.timeQuality = event.time == kNoTime ? TimeQuality::Approximate : TimeQuality::Exact;
            d.name = m_arena->add(event.name);
            d.message = d.name;
            d.service = of.service;
            d.scope = of.scope;
            d.resource = of.resource;
            d.position = of.position;
            d.rest = rest;
            m_text.clear();
            for (const OtelAttribute& attribute : event.attributes) {
                appendRawMember(m_text, attribute.key, {});
                appendValue(m_text, attribute.value);
            }
            d.attributes = objectOf(m_text);
        }
    }

    /// The members as a JSON object in the arena; nothing where there are none.
    std::string_view objectOf(std::string& members)
    {
        if (members.empty())
            return {};
        members.insert(members.begin(), '{');
        members += '}';
        return m_arena->add(members);
    }

    TextArena* m_arena = nullptr;
    const TextArena* m_originArena = nullptr;
    std::string_view m_resource;
    std::string_view m_service;
    std::string_view m_scope;
    std::string m_members;
    std::string m_text;
    std::string m_padded;
    SchemaKeys m_schemas;
    simdjson::ondemand::parser m_parser;
};

RecordMapping::RecordMapping() : m_impl(std::make_unique<Impl>()) {}
RecordMapping::~RecordMapping() = default;

void RecordMapping::map(const OtelSpan& span, const OtelOrigin& origin, SourceKind source, std::uint64_t line, RecordBatch& batch)
{
    m_impl->map(span, origin, source, line, batch);
}

} // namespace mgx
