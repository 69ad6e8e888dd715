// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/span_object_reader.h"

#include "base/json_text.h"
#include "base/text.h"
#include "ingest/json_element.h"
#include "ingest/otel/record_mapping.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace mgx {

namespace od = simdjson::ondemand;

namespace {

/// Names of one thing differ in case and underscores only: trace_id, traceId, TraceID.
std::string plainName(std::string_view key)
{
    std::string name;
    for (const char c : key) {
        if (c >= 'A' && c <= 'Z')
            name += static_cast<char>(c + 32);
        else if (c != '_')
            name += c;
    }
    return name;
}

bool isType(od::value& value, od::json_type wanted)
{
    od::json_type type;
    return !value.type().get(type) && type == wanted;
}

std::string_view withoutPrefix(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : text;
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Reads one kind of span object after the other.
class SpanObjectReader
{
public:
    explicit SpanObjectReader(RecordBatch& batch) : m_batch(batch) {}

    void read(const JsonPiece& piece, SpanDialect dialect)
    {
        m_dialect = dialect;
        const auto status = m_reader.read(piece, [this](od::object object) {
            reset();
            return eachMember(object, [this](std::string_view key, od::value value) { return takeMember(key, value); });
        });
        if (status != JsonElementReader::Status::Good)
            m_batch.notes.push_back({piece.line, "a span is damaged: " + m_reader.problem()});
        const bool isSpan = m_hasId || m_span.start != kNoTime;
        if (status == JsonElementReader::Status::Unusable || !isSpan) {
            if (status != JsonElementReader::Status::Unusable)
                m_batch.notes.push_back({piece.line, "is no span: it has neither an id nor a time"});
            ++m_batch.skipped;
            return;
        }
        finish();
        m_mapping.map(m_span, m_origin, SourceKind::File, piece.line, m_batch);
    }

private:
    void reset()
    {
        m_span.clear();
        m_scratch.clear();
        m_resource.clear();
        m_scopeName = m_scopeVersion = m_service = m_traceText = {};
        m_duration = -1;
        m_hasId = false;
        m_hasEnd = false;
        m_isLog = false;
    }

    bool takeMember(std::string_view key, od::value value)
    {
        const std::string name = plainName(key);
        if (name == "name" || name == "operationname" || name == "eventname")
            m_span.name = m_scratch.add(scalarText(value));
        else if (name == "context" || name == "spancontext")
            return eachMember(value, [this](std::string_view k, od::value v) { return takeId(plainName(k), v); });
        else if (name == "parent" && isType(value, od::json_type::object))
            return eachMember(value, [this](std::string_view k, od::value v) {
                return plainName(k) != "spanid" || takeId("parentid", v);
            });
        else if (name == "attributes" || (name == "tags" && !isLangfuse()))
            return takeAttributes(value, m_span.attributes);
        else if (name == "events" || name == "annotations")
            return eachItem(value, [this](od::value event) { return takeEvent(event); });
        else if (name == "links")
            return eachItem(value, [this](od::value link) { return takeLink(link); });
        else if (name == "status" || name == "statuscode" || name == "statusmessage" || name == "level")
            return takeStatus(name, value);
        else if (name == "kind" || name == "spankind")
            m_span.kind = m_scratch.add(kindOf(scalarText(value)));
        else
            return takeOrigin(name, value) || takeTime(name, value) || takeId(name, value) || takeLog(name, value)
                || takeOther(key, value);
        return true;
    }

    /// Members about the sender; true if it was one. Broken JSON shows at the next member.
    bool takeOrigin(const std::string& name, od::value& value)
    {
        if (name == "resource") {
            (void)takeResource(value);
        } else if (name == "instrumentationscope" || name == "instrumentationlibrary" || name == "instrumentationinfo") {
            (void)eachMember(value, [this](std::string_view k, od::value v) {
                (plainName(k) == "name" ? m_scopeName : plainName(k) == "version" ? m_scopeVersion : m_ignored) =
                    m_scratch.add(scalarText(v));
                return true;
            });
        } else if (name == "localendpoint") {
            (void)takeOther("zipkin.localEndpoint", value);
            takeServiceName();
        } else {
            return false;
        }
        return true;
    }

    /// Of the endpoint that was just kept as an attribute.
    void takeServiceName()
    {
        simdjson::dom::parser parser;
        std::string_view name;
        const std::string_view json = m_span.attributes.back().value.text;
        if (!json.empty() && !parser.parse(json.data(), json.size())["serviceName"].get(name))
            m_service = m_scratch.add(name);
    }

    bool takeResource(od::value value)
    {
        if (isType(value, od::json_type::array))
            return takeAttributes(value, m_resource);
        return eachMember(value, [this](std::string_view key, od::value member) {
            if (plainName(key) == "attributes")
                return takeAttributes(member, m_resource);
            return plainName(key) == "schemaurl" || addAttribute(m_scratch.add(key), member, m_resource);
        });
    }

    bool takeTime(const std::string& name, od::value& value)
    {
        const bool isStart = name == "starttime" || name == "starttimestamp" || name == "timestamp";
        const bool isEnd = name == "endtime" || name == "endtimestamp";
        if (name == "duration" && m_dialect == SpanDialect::Zipkin) {
            m_duration = std::strtod(std::string(scalarText(value)).c_str(), nullptr) * 1e3;
            return true;
        }
        if (!isStart && !isEnd && name != "observedtimestamp")
            return false;
        const TimeNs time = timeOf(value);
        if (isEnd)
            m_span.end = time, m_hasEnd = true;
        else if (isStart || m_span.start == kNoTime)
            m_span.start = time;
        m_isLog |= name == "timestamp" && m_dialect == SpanDialect::Console;
        return true;
    }

    /// A text is ISO 8601; a number counts s, ms, µs or ns, told by its size; Zipkin's are µs.
    TimeNs timeOf(od::value value) const
    {
        const bool isText = isType(value, od::json_type::string);
        const std::string_view text = scalarText(value);
        if (isText && text.find_first_of("-:T") != std::string_view::npos) {
            const auto parsed = parseIsoTime(text);
            return parsed ? parsed->ns : kNoTime;
        }
        const auto whole = wholeNumber(text);
        const double number = whole ? static_cast<double>(*whole) : std::strtod(std::string(text).c_str(), nullptr);
        if (!(number > 0))
            return kNoTime;
        const double size = std::log10(number);
        const TimeNs unit = m_dialect == SpanDialect::Zipkin ? 1'000 : size >= 17 ? 1 : size >= 14 ? 1'000 : size >= 11 ? 1'000'000 : kNsPerSecond;
        if (whole && *whole <= std::numeric_limits<TimeNs>::max() / unit)
            return *whole * unit;
        return number * static_cast<double>(unit) < 9e18 ? static_cast<TimeNs>(number * static_cast<double>(unit))
                                                        : std::numeric_limits<TimeNs>::max();
    }

    bool takeId(const std::string& name, od::value& value)
    {
        const std::string_view text = scalarText(value);
        const std::string_view hex = withoutPrefix(text, "0x");
        if (name == "traceid") {
            if (!text.empty()) {
                m_traceText = m_scratch.add(text);
                m_span.trace = traceIdOf(hex, text);
            }
        } else if (name == "id" && m_dialect == SpanDialect::LangfuseTrace) {
            m_hasId |= !text.empty();
            (void)takeId("traceid", value);
            m_span.spanId = traceSpanId(m_traceText);
        } else if (name == "spanid" || name == "id") {
            m_hasId |= !text.empty();
            takeSpanId(text, hex, m_span.spanId);
        } else if (name == "parentid" || name == "parentspanid" || name == "parentobservationid") {
            takeSpanId(text, hex, m_span.parentSpanId);
        } else {
            return name == "tracestate" || name == "traceflags" || name == "isremote" || name == "remote";
        }
        return true;
    }

    /// Langfuse's traces have times and texts of their own, but no span id.
    static std::uint64_t traceSpanId(std::string_view traceId) { return hashSpanId("trace " + std::string(traceId)); }

    static void takeSpanId(std::string_view text, std::string_view hex, std::uint64_t& id)
    {
        if (!text.empty())
            id = spanIdOf(hex, text);
    }

    /// Members of a log record as the console exporter prints it.
    bool takeLog(const std::string& name, od::value& value)
    {
        if (m_dialect != SpanDialect::Console)
            return false;
        if (name == "body") {
            m_isLog = m_span.hasBody = true;
            m_span.body.isText = isType(value, od::json_type::string);
            m_span.body.text = m_span.body.isText ? m_scratch.add(scalarText(value)) : compact(value);
        } else if (name == "severitynumber") {
            const std::string_view text = scalarText(value); // 9, or <SeverityNumber.INFO: 9>
            const std::size_t digit = text.find_last_not_of("0123456789>") + 1;
            m_span.severity = std::atoi(std::string(text.substr(std::min(digit, text.size()))).c_str());
        } else {
            return name == "severitytext" || name == "droppedattributes";
        }
        return true;
    }

    bool takeStatus(const std::string& name, od::value value)
    {
        if (name == "status" && isType(value, od::json_type::object)) {
            return eachMember(value, [this](std::string_view key, od::value member) {
                const std::string part = plainName(key);
                if (part == "statuscode" || part == "code")
                    setStatus(scalarText(member));
                else if (part == "description" || part == "message")
                    m_span.statusMessage = m_scratch.add(scalarText(member));
                return true;
            });
        }
        if (name == "statusmessage")
            m_span.statusMessage = m_scratch.add(scalarText(value));
        else
            setStatus(scalarText(value));
        return true;
    }

    void setStatus(std::string_view word)
    {
        word = withoutPrefix(word, "StatusCode.");
        const std::string code = lower(word);
        if (code == "error" || code == "2")
            m_span.status = OtelStatus::Error;
        else if (code == "ok" || code == "1")
            m_span.status = OtelStatus::Ok;
        if (code == "warning")
            m_span.severity = level::kWarning;
    }

    static std::string kindOf(std::string_view text)
    {
        const std::string kind = lower(withoutPrefix(text, "SpanKind."));
        if (kind == "2" || kind == "3" || kind == "4" || kind == "5") {
            constexpr std::string_view kWords[] = {"server", "client", "producer", "consumer"};
            return std::string(kWords[kind.front() - '2']);
        }
        return kind == "internal" || kind == "1" || kind == "0" || kind == "unspecified" ? std::string() : kind;
    }

    bool takeEvent(od::value value)
    {
        OtelEvent event;
        const bool isGood = eachMember(value, [&](std::string_view key, od::value member) {
            const std::string name = plainName(key);
            if (name == "name" || (name == "value" && m_dialect == SpanDialect::Zipkin))
                event.name = m_scratch.add(scalarText(member));
            else if (name == "timestamp" || name == "time")
                event.time = timeOf(member);
            else if (name == "attributes")
                return takeAttributes(member, event.attributes);
            return true;
        });
        m_span.events.push_back(std::move(event));
        return isGood;
    }

    bool takeLink(od::value value)
    {
        OtelLink link;
        const auto takeContext = [&](std::string_view key, od::value member) {
            const std::string name = plainName(key);
            const std::string_view text = scalarText(member);
            const std::string_view hex = withoutPrefix(text, "0x");
            if (name == "traceid" && !text.empty())
                link.trace = traceIdOf(hex, text);
            else if (name == "spanid")
                takeSpanId(text, hex, link.spanId);
            return true;
        };
        const bool isGood = eachMember(value, [&](std::string_view key, od::value member) {
            const std::string name = plainName(key);
            if (name == "context" || name == "spancontext")
                return eachMember(member, takeContext);
            if (name == "attributes")
                return takeAttributes(member, link.attributes);
            return takeContext(key, member);
        });
        m_span.links.push_back(std::move(link));
        return isGood;
    }

    /// An object of plain values, or Go's [{"Key": …, "Value": {"Type": …, "Value": …}}].
    bool takeAttributes(od::value value, OtelAttributes& out)
    {
        if (!isType(value, od::json_type::array))
            return eachMember(value, [&](std::string_view key, od::value member) { return addAttribute(m_scratch.add(key), member, out); });
        return eachItem(value, [&](od::value pair) {
            std::string_view key;
            return eachMember(pair, [&](std::string_view name, od::value member) {
                if (plainName(name) == "key") {
                    key = m_scratch.add(scalarText(member));
                    return true;
                }
                if (!isType(member, od::json_type::object))
                    return addAttribute(key, member, out);
                return eachMember(member, [&](std::string_view part, od::value inner) {
                    return plainName(part) != "value" || addAttribute(key, inner, out);
                });
            });
        });
    }

    bool addAttribute(std::string_view key, od::value value, OtelAttributes& out)
    {
        OtelAttribute attribute{key, {}};
        attribute.value.isText = isType(value, od::json_type::string);
        attribute.value.text = attribute.value.isText ? m_scratch.add(scalarText(value)) : compact(value);
        out.push_back(attribute);
        return attribute.value.isText || !attribute.value.text.empty();
    }

    std::string_view compact(od::value value)
    {
        m_text.clear();
        return appendCompact(value, m_text) ? m_scratch.add(m_text) : std::string_view();
    }

    /// Members that are nothing special stay readable as attributes.
    bool takeOther(std::string_view key, od::value value)
    {
        if (isType(value, od::json_type::null)) {
            bool isNull = false;
            return !value.is_null().get(isNull) && isNull;
        }
        const std::string_view prefix = isLangfuse() ? "langfuse."
                                      : m_dialect == SpanDialect::Zipkin && key.find('.') == std::string_view::npos   ? "zipkin."
                                                                                                                     : "";
        return addAttribute(m_scratch.add(std::string(prefix) + std::string(key)), value, m_span.attributes);
    }

    [[nodiscard]] bool isLangfuse() const { return m_dialect >= SpanDialect::Langfuse; }

    void finish()
    {
        if (m_dialect == SpanDialect::Zipkin)
            finishZipkin();
        else if (isLangfuse())
            finishLangfuse();
        else if (m_isLog && !m_hasEnd)
            m_span.isLogRecord = true;
        if (!m_service.empty())
            m_resource.push_back({"service.name", {m_service, true}});
        m_origin = *withScope(originOfResource(m_resource), m_scopeName, m_scopeVersion, {});
    }

    void finishZipkin()
    {
        if (m_span.start != kNoTime)
            m_span.end = m_duration < 0 ? kNoTime : m_span.start + static_cast<TimeNs>(std::min(m_duration, 4e18));
        for (const OtelAttribute& attribute : m_span.attributes) {
            if (attribute.key != "error")
                continue;
            m_span.status = OtelStatus::Error;
            if (attribute.value.text != "true")
                m_span.statusMessage = attribute.value.text;
        }
    }

    void finishLangfuse();

    RecordBatch& m_batch;
    JsonElementReader m_reader;
    RecordMapping m_mapping;
    TextArena m_scratch;
    OtelSpan m_span;
    OtelOrigin m_origin;
    OtelAttributes m_resource;
    std::string m_text;
    std::string_view m_scopeName;
    std::string_view m_scopeVersion;
    std::string_view m_service;
    std::string_view m_traceText;
    std::string_view m_ignored;
    double m_duration = -1; ///< ns
    SpanDialect m_dialect = SpanDialect::Console;
    bool m_hasId = false;
    bool m_hasEnd = false;
    bool m_isLog = false;
};

/// A trace is the span that holds its observations; an event has no duration; model and usage get the names of OpenTelemetry.
void SpanObjectReader::finishLangfuse()
{
    if (m_dialect == SpanDialect::LangfuseInTrace && m_span.parentSpanId == 0)
        m_span.parentSpanId = traceSpanId(m_traceText);
    const auto text = [this](std::string_view key) {
        for (const OtelAttribute& attribute : m_span.attributes) {
            if (attribute.key == key)
                return attribute.value.text;
        }
        return std::string_view();
    };
    const double latency = std::strtod(std::string(text("langfuse.latency")).c_str(), nullptr);
    if (m_dialect == SpanDialect::LangfuseTrace && m_span.start != kNoTime && latency > 0 && latency < 1e9)
        m_span.end = m_span.start + static_cast<TimeNs>(latency * 1e9);
    if (text("langfuse.type") == "EVENT")
        m_span.attributes.push_back({"logfire.span_type", {"log", true}});
    if (const std::string_view model = text("langfuse.model"); !model.empty())
        m_span.attributes.push_back({"gen_ai.request.model", {model, true}});
    if (const std::string_view cost = text("langfuse.calculatedTotalCost"); !cost.empty())
        m_span.attributes.push_back({"operation.cost", {cost, false}});
    const std::string_view usage = text("langfuse.usage").empty() ? text("langfuse.usageDetails") : text("langfuse.usage");
    simdjson::dom::parser parser;
    simdjson::dom::object counts;
    if (usage.empty() || parser.parse(usage.data(), usage.size()).get(counts))
        return;
    for (const auto& [from, to] : {std::pair{"input", "gen_ai.usage.input_tokens"}, std::pair{"output", "gen_ai.usage.output_tokens"}}) {
        std::int64_t count = 0;
        if (!counts.at_key(from).get(count))
            m_span.attributes.push_back({to, {m_scratch.add(std::to_string(count)), false}});
    }
}

} // namespace

RecordBatch readSpanObjects(const JsonPieces& pieces)
{
    RecordBatch batch;
    SpanObjectReader reader(batch);
    for (const JsonPieces::Entry& entry : pieces.entries())
        reader.read(pieces.piece(entry), static_cast<SpanDialect>(entry.tag));
    return batch;
}

} // namespace mgx
