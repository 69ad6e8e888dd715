// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/jaeger_spans.h"

#include "ingest/json_element.h"
#include "ingest/otel/record_mapping.h"

#include <charconv>
#include <limits>
#include <map>

namespace mgx {

namespace od = simdjson::ondemand;

namespace {

struct JaegerProcesses : PieceContext
{
    std::map<std::string, OtelOrigin, std::less<>> origins;
};

/// [{"key": …, "type": "string|bool|int64|float64|binary", "value": …}]: the value has the type already, but 64-bit integers may
/// come as texts.
bool readTags(od::value value, TextArena& arena, OtelAttributes& out)
{
    return eachItem(value, [&](od::value tag) {
        OtelAttribute& attribute = out.emplace_back();
        attribute.value = {"null", false};
        std::string_view type;
        const bool isGood = eachMember(tag, [&](std::string_view key, od::value member) {
            if (key == "key")
                attribute.key = scalarText(member);
            else if (key == "type")
                type = scalarText(member);
            if (key != "value")
                return true;
            od::json_type kind;
            if (member.type().get(kind))
                return false;
            attribute.value.isText = kind == od::json_type::string;
            if (attribute.value.isText)
                return !member.get_string().get(attribute.value.text);
            std::string json;
            if (!appendCompact(member, json))
                return false;
            attribute.value.text = arena.add(json);
            return true;
        });
        if (attribute.value.isText && type == "int64" && wholeNumber(attribute.value.text))
            attribute.value.isText = false;
        return isGood;
    });
}

OtelOrigin readProcess(od::value value, TextArena& arena)
{
    OtelAttributes resource;
    (void)eachMember(value, [&](std::string_view key, od::value member) {
        if (key == "serviceName")
            resource.insert(resource.begin(), {"service.name", {arena.add(scalarText(member)), true}});
        return key != "tags" || readTags(member, arena, resource);
    });
    return originOfResource(resource);
}

TimeNs fromMicroseconds(std::string_view text)
{
    std::int64_t us = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), us);
    if (error == std::errc::invalid_argument)
        return kNoTime;
    const bool fits = error == std::errc() && us > std::numeric_limits<TimeNs>::min() / 1'000 && us < std::numeric_limits<TimeNs>::max() / 1'000;
    return fits ? us * 1'000 : std::numeric_limits<TimeNs>::max();
}

class JaegerSpanReader
{
public:
    explicit JaegerSpanReader(RecordBatch& batch) : m_batch(batch) {}

    void read(const JsonPiece& piece, const PieceContext* context)
    {
        const auto status = m_reader.read(piece, [this](od::object object) {
            m_span.clear();
            m_scratch.clear();
            m_process.clear();
            m_ownOrigin.reset();
            m_parent = {};
            m_duration = 0;
            return eachMember(object, [this](std::string_view key, od::value value) { return takeMember(key, value); });
        });
        if (status != JsonElementReader::Status::Good)
            m_batch.notes.push_back({piece.line, "a span is damaged: " + m_reader.problem()});
        if (status == JsonElementReader::Status::Unusable) {
            ++m_batch.skipped;
            return;
        }
        finish();
        m_mapping.map(m_span, originOf(context), SourceKind::File, piece.line, m_batch);
    }

private:
    bool takeMember(std::string_view key, od::value value)
    {
        if (key == "operationName")
            m_span.name = scalarText(value);
        else if (key == "traceID")
            takeTraceId(scalarText(value), m_span.trace);
        else if (key == "spanID")
            takeSpanId(scalarText(value), m_span.spanId);
        else if (key == "parentSpanID")
            takeSpanId(scalarText(value), m_span.parentSpanId);
        else if (key == "startTime")
            m_span.start = fromMicroseconds(scalarText(value));
        else if (key == "duration")
            m_duration = fromMicroseconds(scalarText(value));
        else if (key == "processID")
            m_process = scalarText(value);
        else if (key == "tags")
            return readTags(value, m_scratch, m_span.attributes);
        else if (key == "logs")
            return eachItem(value, [this](od::value log) { return takeLog(log); });
        else if (key == "references")
            return eachItem(value, [this](od::value reference) { return takeReference(reference); });
        else if (key == "process")
            m_ownOrigin = std::make_unique<OtelOrigin>(readProcess(value, m_scratch));
        else if (key == "warnings")
            return takeWarnings(value);
        return true;
    }

    static void takeTraceId(std::string_view text, TraceId& id)
    {
        if (!text.empty())
            id = traceIdOf(text, text);
    }
    static void takeSpanId(std::string_view text, std::uint64_t& id)
    {
        if (!text.empty())
            id = spanIdOf(text, text);
    }

    bool takeWarnings(od::value value)
    {
        std::string json;
        if (!appendCompact(value, json))
            return false;
        if (json != "null" && json != "[]")
            m_span.attributes.push_back({"jaeger.warnings", {m_scratch.add(json), false}});
        return true;
    }

    /// The event is named by one of its fields.
    bool takeLog(od::value log)
    {
        OtelEvent event;
        const bool isGood = eachMember(log, [&](std::string_view key, od::value member) {
            if (key == "timestamp")
                event.time = fromMicroseconds(scalarText(member));
            return key != "fields" || readTags(member, m_scratch, event.attributes);
        });
        for (const char* key : {"message", "event", "name"}) {
            for (const OtelAttribute& field : event.attributes) {
                if (field.key == key)
                    event.name = field.value.text;
            }
        }
        if (event.name.empty())
            event.name = "log";
        m_span.events.push_back(std::move(event));
        return isGood;
    }

    bool takeReference(od::value reference)
    {
        Reference found;
        const bool isGood = eachMember(reference, [&](std::string_view key, od::value member) {
            if (key == "refType")
                found.isChild = scalarText(member) == "CHILD_OF";
            else if (key == "traceID")
                takeTraceId(scalarText(member), found.trace);
            else if (key == "spanID")
                takeSpanId(scalarText(member), found.spanId);
            return true;
        });
        // The first parent counts; without one, the first span that this one follows.
        if (m_parent.spanId == 0 || (found.isChild && !m_parent.isChild))
            std::swap(m_parent, found);
        if (found.spanId != 0)
            m_span.links.push_back({found.trace, found.spanId, {}});
        return isGood;
    }

    void finish()
    {
        m_span.end = m_span.start == kNoTime ? kNoTime
                   : m_duration > 0 && m_span.start > std::numeric_limits<TimeNs>::max() - m_duration
                       ? std::numeric_limits<TimeNs>::max()
                       : m_span.start + m_duration;
        if (m_parent.spanId != 0) {
            const bool isOwnTrace = m_parent.trace.isNull() || m_parent.trace == m_span.trace;
            if (isOwnTrace)
                m_span.parentSpanId = m_parent.spanId;
            else
                m_span.links.push_back({m_parent.trace, m_parent.spanId, {}});
        }
        m_scopeName = m_scopeVersion = {};
        for (const OtelAttribute& tag : m_span.attributes) {
            const std::string_view text = tag.value.text;
            if ((tag.key == "error" && text == "true") || (tag.key == "otel.status_code" && text == "ERROR"))
                m_span.status = OtelStatus::Error;
            else if (tag.key == "otel.status_code" && text == "OK")
                m_span.status = OtelStatus::Ok;
            else if (tag.key == "otel.status_description")
                m_span.statusMessage = text;
            else if (tag.key == "span.kind")
                m_span.kind = text == "internal" ? std::string_view() : text;
            else if (tag.key == "otel.scope.name" || tag.key == "otel.library.name")
                m_scopeName = text;
            else if (tag.key == "otel.scope.version" || tag.key == "otel.library.version")
                m_scopeVersion = text;
        }
    }

    const OtelOrigin& originOf(const PieceContext* context)
    {
        static const OtelOrigin kNone;
        const auto* processes = dynamic_cast<const JaegerProcesses*>(context);
        const OtelOrigin* origin = m_ownOrigin.get();
        if (!origin && processes) {
            const auto found = processes->origins.find(m_process);
            origin = found == processes->origins.end() ? nullptr : &found->second;
        }
        if (!m_scopeName.empty() || m_ownOrigin) {
            m_scoped = withScope(origin ? *origin : kNone, m_scopeName, m_scopeVersion, {});
            return *m_scoped;
        }
        return origin ? *origin : kNone;
    }

    struct Reference
    {
        TraceId trace;
        std::uint64_t spanId = 0;
        bool isChild = false;
    };

    RecordBatch& m_batch;
    JsonElementReader m_reader;
    RecordMapping m_mapping;
    TextArena m_scratch;
    OtelSpan m_span;
    std::string m_process;
    std::unique_ptr<OtelOrigin> m_ownOrigin;
    std::shared_ptr<const OtelOrigin> m_scoped;
    Reference m_parent;
    std::string_view m_scopeName;
    std::string_view m_scopeVersion;
    TimeNs m_duration = 0;
};

} // namespace

std::shared_ptr<const PieceContext> readJaegerProcesses(const JsonPiece& piece)
{
    auto processes = std::make_shared<JaegerProcesses>();
    JsonElementReader reader;
    TextArena arena;
    (void)reader.read(piece, [&](od::object object) {
        return eachMember(object, [&](std::string_view id, od::value process) {
            processes->origins[std::string(id)] = readProcess(process, arena);
            return true;
        });
    });
    return processes;
}

RecordBatch readJaegerSpans(const JsonPieces& pieces)
{
    RecordBatch batch;
    JaegerSpanReader reader(batch);
    for (const JsonPieces::Entry& entry : pieces.entries())
        reader.read(pieces.piece(entry), entry.context.get());
    return batch;
}

} // namespace mgx
