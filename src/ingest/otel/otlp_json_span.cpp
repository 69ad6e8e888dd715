// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otlp_json_span.h"

#include "ingest/json_element.h"
#include "ingest/otel/otlp_json_values.h"
#include "ingest/otel/record_mapping.h"

namespace mgx {

namespace od = simdjson::ondemand;

namespace {

const OtelOrigin kNoOrigin;

const OtelOrigin& originOf(const PieceContext* context)
{
    const auto* origin = dynamic_cast<const OtelOrigin*>(context);
    return origin ? *origin : kNoOrigin;
}

/// Reads spans and log records; ids that are no hexadecimal become numbers of our own and stay readable as attributes.
class SpanReader
{
public:
    explicit SpanReader(RecordBatch& batch) : m_batch(batch) {}

    void read(const JsonPiece& piece, bool isLogRecord, const OtelOrigin& origin)
    {
        const auto take = [&](od::object object) {
            m_span.clear();
            m_scratch.clear();
            m_span.isLogRecord = isLogRecord;
            m_observed = kNoTime;
            return eachMember(object, [&](std::string_view key, od::value value) {
                return isLogRecord ? takeLogMember(key, value) : takeSpanMember(key, value);
            });
        };
        const JsonElementReader::Status status = m_reader.read(piece, take);
        if (status != JsonElementReader::Status::Good)
            m_batch.notes.push_back({piece.line, "a span is damaged: " + m_reader.problem()});
        if (status == JsonElementReader::Status::Unusable) {
            ++m_batch.skipped;
            return;
        }
        if (isLogRecord && m_span.start == kNoTime)
            m_span.start = m_observed;
        if (m_span.isEmpty()) {
            m_batch.notes.push_back({piece.line, "an empty record was skipped: it has neither ids nor times, name or attributes"});
            ++m_batch.skipped;
            return;
        }
        if (!isLogRecord && m_span.trace.isNull() && m_span.spanId == 0)
            m_batch.notes.push_back({piece.line, "a span has neither trace id nor span id: it is shown by itself"});
        m_mapping.map(m_span, origin, SourceKind::Otlp, piece.line, m_batch);
    }

private:
    bool takeSpanMember(std::string_view key, od::value value)
    {
        if (key == "name")
            m_span.name = scalarText(value);
        else if (isMember(key, "startTimeUnixNano"))
            m_span.start = otlpTime(scalarText(value));
        else if (isMember(key, "endTimeUnixNano"))
            m_span.end = otlpTime(scalarText(value));
        else if (key == "status")
            return takeStatus(value);
        else if (key == "kind")
            m_span.kind = kindOf(scalarText(value));
        else if (key == "events")
            return eachItem(value, [this](od::value event) { return takeEvent(event); });
        else if (key == "links")
            return eachItem(value, [this](od::value link) { return takeLink(link); });
        else
            return takeCommonMember(key, value);
        return true;
    }

    bool takeLogMember(std::string_view key, od::value value)
    {
        if (isMember(key, "timeUnixNano"))
            m_span.start = otlpTime(scalarText(value));
        else if (isMember(key, "observedTimeUnixNano"))
            m_observed = otlpTime(scalarText(value));
        else if (isMember(key, "severityNumber"))
            m_span.severity = severityOf(scalarText(value));
        else if (isMember(key, "eventName"))
            m_span.name = scalarText(value);
        else if (key == "body") {
            m_span.hasBody = true;
            return readAnyValue(value, m_scratch, m_span.body);
        } else
            return takeCommonMember(key, value);
        return true;
    }

    bool takeCommonMember(std::string_view key, od::value value)
    {
        if (isMember(key, "traceId"))
            takeTraceId(scalarText(value), m_span.trace);
        else if (isMember(key, "spanId"))
            takeSpanId(scalarText(value), m_span.spanId);
        else if (isMember(key, "parentSpanId"))
            takeSpanId(scalarText(value), m_span.parentSpanId);
        else if (key == "attributes")
            return readKeyValues(value, m_scratch, m_span.attributes);
        return true;
    }

    static void takeTraceId(std::string_view text, TraceId& id)
    {
        if (text.empty())
            return;
        const auto parsed = otlpTraceId(text);
        id = parsed ? *parsed : hashTraceId(text);
    }
    static void takeSpanId(std::string_view text, std::uint64_t& id)
    {
        if (text.empty())
            return;
        const auto parsed = otlpSpanId(text);
        id = parsed ? *parsed : hashSpanId(text);
    }

    bool takeStatus(od::value value)
    {
        return eachMember(value, [this](std::string_view key, od::value member) {
            const std::string_view text = scalarText(member);
            if (key == "message")
                m_span.statusMessage = text;
            else if (key == "code")
                m_span.status = text == "2" || text == "STATUS_CODE_ERROR" ? OtelStatus::Error
                              : text == "1" || text == "STATUS_CODE_OK"    ? OtelStatus::Ok
                                                                           : OtelStatus::Unset;
            return true;
        });
    }

    static std::string_view kindOf(std::string_view text)
    {
        if (text == "2" || text == "SPAN_KIND_SERVER")
            return "server";
        if (text == "3" || text == "SPAN_KIND_CLIENT")
            return "client";
        if (text == "4" || text == "SPAN_KIND_PRODUCER")
            return "producer";
        return text == "5" || text == "SPAN_KIND_CONSUMER" ? "consumer" : std::string_view();
    }

    /// A number, or a name such as SEVERITY_NUMBER_WARN2.
    static int severityOf(std::string_view text)
    {
        if (const auto number = wholeNumber(text))
            return static_cast<int>(std::clamp<std::int64_t>(*number, 0, 24));
        constexpr std::string_view kPrefix = "SEVERITY_NUMBER_";
        if (text.substr(0, kPrefix.size()) != kPrefix)
            return 0;
        text.remove_prefix(kPrefix.size());
        const int step = !text.empty() && text.back() >= '2' && text.back() <= '4' ? text.back() - '1' : 0;
        int base = 1;
        for (const std::string_view word : {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"}) {
            if (text.substr(0, word.size()) == word)
                return base + step;
            base += 4;
        }
        return 0;
    }

    bool takeEvent(od::value object)
    {
        OtelEvent& event = m_span.events.emplace_back();
        return eachMember(object, [&](std::string_view key, od::value value) {
            if (key == "name")
                event.name = scalarText(value);
            else if (isMember(key, "timeUnixNano"))
                event.time = otlpTime(scalarText(value));
            else if (key == "attributes")
                return readKeyValues(value, m_scratch, event.attributes);
            return true;
        });
    }

    bool takeLink(od::value object)
    {
        OtelLink& link = m_span.links.emplace_back();
        return eachMember(object, [&](std::string_view key, od::value value) {
            if (isMember(key, "traceId"))
                takeTraceId(scalarText(value), link.trace);
            else if (isMember(key, "spanId"))
                takeSpanId(scalarText(value), link.spanId);
            else if (key == "attributes")
                return readKeyValues(value, m_scratch, link.attributes);
            return true;
        });
    }

    RecordBatch& m_batch;
    JsonElementReader m_reader;
    RecordMapping m_mapping;
    TextArena m_scratch;
    OtelSpan m_span;
    TimeNs m_observed = kNoTime;
};

/// Attributes, name and version of a resource or scope. Broken JSON gives what can be kept of it.
struct Described
{
    OtelAttributes attributes;
    std::string_view name;
    std::string_view version;
};

Described describe(const JsonPiece& piece, JsonElementReader& reader, TextArena& arena)
{
    Described described;
    (void)reader.read(piece, [&](od::object object) {
        described = {};
        return eachMember(object, [&](std::string_view key, od::value value) {
            if (key == "name")
                described.name = arena.add(scalarText(value));
            else if (key == "version")
                described.version = arena.add(scalarText(value));
            else if (key == "attributes")
                return readKeyValues(value, arena, described.attributes);
            return true;
        });
    });
    return described;
}

} // namespace

std::shared_ptr<const PieceContext> readOtlpResource(const JsonPiece& piece)
{
    JsonElementReader reader;
    TextArena arena;
    return std::make_shared<const OtelOrigin>(originOfResource(describe(piece, reader, arena).attributes));
}

std::shared_ptr<const PieceContext> readOtlpScope(const JsonPiece& piece, const PieceContext* resource)
{
    JsonElementReader reader;
    TextArena arena;
    const Described scope = describe(piece, reader, arena);
    return withScope(originOf(resource), scope.name, scope.version, scope.attributes);
}

RecordBatch readOtlpPieces(const JsonPieces& pieces)
{
    RecordBatch batch;
    SpanReader reader(batch);
    batch.entries.reserve(pieces.entries().size());
    for (const JsonPieces::Entry& entry : pieces.entries())
        reader.read(pieces.piece(entry), entry.tag == static_cast<int>(OtlpPiece::LogRecord), originOf(entry.context.get()));
    return batch;
}

} // namespace mgx
