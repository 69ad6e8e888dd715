// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otlp_wire.h"

#include "base/json_text.h"
#include "base/text.h"
#include "ingest/otel/record_mapping.h"
#include "ingest/otel/wire_reader.h"

#include <bit>
#include <limits>

namespace mgx {

namespace {

using Type = WireField::Type;

constexpr int kMaxDepth = 128;

/// Calls `onField(field)` for each field; false if the message is cut or damaged.
template <class OnField>
bool eachField(std::string_view message, OnField&& onField)
{
    WireReader reader(message);
    WireField field;
    while (reader.next(field))
        onField(field);
    return reader.isGood();
}

TimeNs timeOf(std::uint64_t ns)
{
    return ns == 0 ? kNoTime : static_cast<TimeNs>(std::min<std::uint64_t>(ns, std::numeric_limits<TimeNs>::max()));
}

std::uint64_t bigEndian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char c : bytes)
        number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

/// Ids have 16 and 8 bytes; others, which the specification forbids, become numbers of our own.
TraceId traceIdOf(std::string_view bytes)
{
    if (bytes.size() == 16)
        return {bigEndian(bytes.substr(0, 8)), bigEndian(bytes.substr(8))};
    return bytes.empty() ? TraceId() : hashTraceId(bytes);
}

std::uint64_t spanIdOf(std::string_view bytes)
{
    return bytes.size() == 8 || bytes.empty() ? bigEndian(bytes) : hashSpanId(bytes);
}

void appendBase64(std::string& out, std::string_view bytes)
{
    static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out += '"';
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::string_view part = bytes.substr(i, 3);
        const std::uint64_t bits = bigEndian(part) << (8 * (3 - part.size()));
        for (std::size_t k = 0; k < 4; ++k)
            out += k <= part.size() ? kDigits[(bits >> (18 - 6 * k)) & 63] : '=';
    }
    out += '"';
}

class OtlpValues
{
public:
    explicit OtlpValues(TextArena& arena) : m_arena(arena) {}

    /// A text as UTF-8.
    [[nodiscard]] std::string_view text(std::string_view bytes) { return isValidUtf8(bytes) ? bytes : m_arena.add(toUtf8(bytes)); }

    void addKeyValue(std::string_view message, OtelAttributes& out)
    {
        OtelAttribute attribute;
        attribute.value = {"null", false};
        (void)eachField(message, [&](const WireField& f) {
            if (f.number == 1 && f.type == Type::Bytes)
                attribute.key = text(f.bytes);
            else if (f.number == 2 && f.type == Type::Bytes)
                attribute.value = value(f.bytes);
        });
        out.push_back(attribute);
    }

    [[nodiscard]] OtelValue value(std::string_view message)
    {
        OtelValue out{"null", false};
        (void)eachField(message, [&](const WireField& f) {
            if (f.number == 1 && f.type == Type::Bytes) {
                out = {text(f.bytes), true};
                return;
            }
            m_json.clear();
            appendField(f, 0);
            out = {m_arena.add(m_json), false};
        });
        return out;
    }

private:
    /// The field of an AnyValue that is set.
    void appendField(const WireField& f, int depth)
    {
        if (f.number == 1 && f.type == Type::Bytes)
            appendJsonText(m_json, text(f.bytes));
        else if (f.number == 2 && f.type == Type::Varint)
            m_json += f.value != 0 ? "true" : "false";
        else if (f.number == 3 && f.type == Type::Varint)
            m_json += std::to_string(static_cast<std::int64_t>(f.value));
        else if (f.number == 4 && f.type == Type::Fixed64)
            appendDouble(std::bit_cast<double>(f.value));
        else if (f.number == 5 && f.type == Type::Bytes && depth < kMaxDepth)
            appendList(f.bytes, depth);
        else if (f.number == 6 && f.type == Type::Bytes && depth < kMaxDepth)
            appendMap(f.bytes, depth);
        else if (f.number == 7 && f.type == Type::Bytes)
            appendBase64(m_json, f.bytes);
        else
            m_json += "null";
    }

    void appendDouble(double number)
    {
        if (number != number)
            m_json += "\"NaN\"";
        else if (number == std::numeric_limits<double>::infinity() || number == -std::numeric_limits<double>::infinity())
            m_json += number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        else {
            const std::size_t begin = m_json.size();
            appendJsonNumber(m_json, number);
            appendFraction(m_json, begin);
        }
    }

    void appendAny(std::string_view message, int depth)
    {
        const std::size_t begin = m_json.size();
        (void)eachField(message, [&](const WireField& f) {
            if (m_json.size() == begin)
                appendField(f, depth);
        });
        if (m_json.size() == begin)
            m_json += "null";
    }

    void appendList(std::string_view message, int depth)
    {
        m_json += '[';
        const std::size_t begin = m_json.size();
        (void)eachField(message, [&](const WireField& f) {
            if (f.number != 1 || f.type != Type::Bytes)
                return;
            if (m_json.size() > begin)
                m_json += ',';
            appendAny(f.bytes, depth + 1);
        });
        m_json += ']';
    }

    void appendMap(std::string_view message, int depth)
    {
        m_json += '{';
        const std::size_t begin = m_json.size();
        (void)eachField(message, [&](const WireField& f) {
            if (f.number != 1 || f.type != Type::Bytes)
                return;
            std::string_view key;
            std::string_view any;
            (void)eachField(f.bytes, [&](const WireField& part) {
                if (part.type == Type::Bytes && part.number <= 2)
                    (part.number == 1 ? key : any) = part.bytes;
            });
            if (m_json.size() > begin)
                m_json += ',';
            appendJsonText(m_json, text(key));
            m_json += ':';
            appendAny(any, depth + 1);
        });
        m_json += '}';
    }

    TextArena& m_arena;
    std::string m_json;
};

class MessageReader
{
public:
    explicit MessageReader(RecordBatch& batch) : m_batch(batch), m_values(m_scratch) {}

    void read(std::string_view message, bool isLogRecord, const OtelOrigin& origin)
    {
        m_span.clear();
        m_scratch.clear();
        m_span.isLogRecord = isLogRecord;
        TimeNs observed = kNoTime;
        const bool isWhole = eachField(message, [&](const WireField& f) {
            if (isLogRecord)
                takeLogField(f, observed);
            else
                takeSpanField(f);
        });
        if (!isWhole)
            m_batch.notes.push_back({0, "a span is cut or damaged: what could be read of it was kept"});
        if (isLogRecord && m_span.start == kNoTime)
            m_span.start = observed;
        if (m_span.isEmpty()) {
            m_batch.notes.push_back({0, "an empty record was skipped: it has neither ids nor times, name or attributes"});
            ++m_batch.skipped;
            return;
        }
        if (!isLogRecord && m_span.trace.isNull() && m_span.spanId == 0)
            m_batch.notes.push_back({0, "a span has neither trace id nor span id: it is shown by itself"});
        m_mapping.map(m_span, origin, SourceKind::Otlp, 0, m_batch);
    }

private:
    void takeSpanField(const WireField& f)
    {
        const bool isBytes = f.type == Type::Bytes;
        if (f.number == 7 && f.type == Type::Fixed64)
            m_span.start = timeOf(f.value);
        else if (f.number == 8 && f.type == Type::Fixed64)
            m_span.end = timeOf(f.value);
        else if (f.number == 6 && f.type == Type::Varint)
            m_span.kind = kindOf(f.value);
        else if (!isBytes)
            return;
        else if (f.number == 1)
            m_span.trace = traceIdOf(f.bytes);
        else if (f.number == 2)
            m_span.spanId = spanIdOf(f.bytes);
        else if (f.number == 4)
            m_span.parentSpanId = spanIdOf(f.bytes);
        else if (f.number == 5)
            m_span.name = m_values.text(f.bytes);
        else if (f.number == 9)
            m_values.addKeyValue(f.bytes, m_span.attributes);
        else if (f.number == 11)
            takeEvent(f.bytes);
        else if (f.number == 13)
            takeLink(f.bytes);
        else if (f.number == 15)
            takeStatus(f.bytes);
    }

    void takeLogField(const WireField& f, TimeNs& observed)
    {
        if (f.number == 1 && f.type == Type::Fixed64)
            m_span.start = timeOf(f.value);
        else if (f.number == 11 && f.type == Type::Fixed64)
            observed = timeOf(f.value);
        else if (f.number == 2 && f.type == Type::Varint)
            m_span.severity = static_cast<int>(std::min<std::uint64_t>(f.value, 24));
        else if (f.type != Type::Bytes)
            return;
        else if (f.number == 5) {
            m_span.hasBody = true;
            m_span.body = m_values.value(f.bytes);
        } else if (f.number == 6)
            m_values.addKeyValue(f.bytes, m_span.attributes);
        else if (f.number == 9)
            m_span.trace = traceIdOf(f.bytes);
        else if (f.number == 10)
            m_span.spanId = spanIdOf(f.bytes);
        else if (f.number == 12)
            m_span.name = m_values.text(f.bytes);
    }

    static std::string_view kindOf(std::uint64_t kind)
    {
        constexpr std::string_view kWords[] = {"server", "client", "producer", "consumer"};
        return kind >= 2 && kind <= 5 ? kWords[kind - 2] : std::string_view();
    }

    void takeEvent(std::string_view message)
    {
        OtelEvent& event = m_span.events.emplace_back();
        (void)eachField(message, [&](const WireField& f) {
            if (f.number == 1 && f.type == Type::Fixed64)
                event.time = timeOf(f.value);
            else if (f.number == 2 && f.type == Type::Bytes)
                event.name = m_values.text(f.bytes);
            else if (f.number == 3 && f.type == Type::Bytes)
                m_values.addKeyValue(f.bytes, event.attributes);
        });
    }

    void takeLink(std::string_view message)
    {
        OtelLink& link = m_span.links.emplace_back();
        (void)eachField(message, [&](const WireField& f) {
            if (f.type != Type::Bytes)
                return;
            if (f.number == 1)
                link.trace = traceIdOf(f.bytes);
            else if (f.number == 2)
                link.spanId = spanIdOf(f.bytes);
            else if (f.number == 4)
                m_values.addKeyValue(f.bytes, link.attributes);
        });
    }

    void takeStatus(std::string_view message)
    {
        (void)eachField(message, [&](const WireField& f) {
            if (f.number == 2 && f.type == Type::Bytes)
                m_span.statusMessage = m_values.text(f.bytes);
            else if (f.number == 3 && f.type == Type::Varint)
                m_span.status = f.value == 2 ? OtelStatus::Error : f.value == 1 ? OtelStatus::Ok : OtelStatus::Unset;
        });
    }

    RecordBatch& m_batch;
    RecordMapping m_mapping;
    TextArena m_scratch;
    OtlpValues m_values;
    OtelSpan m_span;
};

/// Whether the bytes are a message with fields 1 to 3 that are messages or texts, as the three outer messages are.
bool looksLikeOuter(std::string_view message, int level)
{
    int fields = 0;
    bool isLike = true;
    const bool isWhole = eachField(message, [&](const WireField& f) {
        isLike = isLike && f.type == Type::Bytes && (level == 0 ? f.number == 1 : f.number <= 3 || f.number == 1000);
        if (isLike && level < 2 && f.number == (level == 0 ? 1 : 2) && fields < 4)
            isLike = looksLikeOuter(f.bytes, level + 1);
        ++fields;
    });
    (void)isWhole; // the head may be cut anywhere
    return isLike && (fields > 0 || level > 0);
}

} // namespace

std::optional<OtlpFraming> otlpFramingOf(std::string_view head)
{
    if (head.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return std::nullopt;
    if (head.size() > 2 && head[0] == '\x0A' && looksLikeOuter(head, 0))
        return OtlpFraming::Plain;
    std::uint64_t length = 0;
    const int size = WireReader::readVarint(head, length);
    const auto message = [&](std::size_t from) { return head.substr(from, static_cast<std::size_t>(std::min<std::uint64_t>(length, head.size()))); };
    if (size > 0 && length > 1 && head.size() > std::size_t(size) && head[std::size_t(size)] == '\x0A' && looksLikeOuter(message(std::size_t(size)), 0))
        return OtlpFraming::Varint;
    if (head.size() < 6 || head[4] != '\x0A')
        return std::nullopt;
    length = bigEndian(head.substr(0, 4));
    return looksLikeOuter(message(4), 0) ? std::optional(OtlpFraming::BigEndian) : std::nullopt;
}

OtlpPiece otlpKindOf(std::string_view message)
{
    bool hasSpanTimes = false;
    bool hasTraceId = false;
    bool hasLogTime = false;
    (void)eachField(message, [&](const WireField& f) {
        hasSpanTimes |= (f.number == 7 || f.number == 8) && f.type == Type::Fixed64;
        hasTraceId |= f.number == 1 && f.type == Type::Bytes && f.bytes.size() == 16;
        hasLogTime |= (f.number == 1 || f.number == 11) && f.type == Type::Fixed64;
    });
    if (hasLogTime)
        return OtlpPiece::LogRecord;
    return hasSpanTimes || hasTraceId ? OtlpPiece::Span : OtlpPiece::Metric;
}

OtelOrigin readOtlpResourceMessage(std::string_view message)
{
    TextArena arena;
    OtlpValues values(arena);
    OtelAttributes attributes;
    (void)eachField(message, [&](const WireField& f) {
        if (f.number == 1 && f.type == Type::Bytes)
            values.addKeyValue(f.bytes, attributes);
    });
    return originOfResource(attributes);
}

std::shared_ptr<const OtelOrigin> readOtlpScopeMessage(std::string_view message, const OtelOrigin& resource)
{
    TextArena arena;
    OtlpValues values(arena);
    OtelAttributes attributes;
    std::string_view name;
    std::string_view version;
    (void)eachField(message, [&](const WireField& f) {
        if (f.type != Type::Bytes)
            return;
        if (f.number == 1)
            name = values.text(f.bytes);
        else if (f.number == 2)
            version = values.text(f.bytes);
        else if (f.number == 3)
            values.addKeyValue(f.bytes, attributes);
    });
    return withScope(resource, name, version, attributes);
}

RecordBatch readOtlpMessages(const JsonPieces& pieces)
{
    static const OtelOrigin kNoOrigin;
    RecordBatch batch;
    MessageReader reader(batch);
    for (const JsonPieces::Entry& entry : pieces.entries()) {
        const auto* origin = dynamic_cast<const OtelOrigin*>(entry.context.get());
        reader.read(pieces.piece(entry).text, entry.tag == static_cast<int>(OtlpPiece::LogRecord), origin ? *origin : kNoOrigin);
    }
    return batch;
}

} // namespace mgx
