// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_line.h"

#include "base/json_text.h"
#include "base/text.h"
#include "ingest/json_element.h"
#include "ingest/json_repair.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <simdjson.h>
#include <vector>

namespace mgx {

namespace {

namespace od = simdjson::ondemand;

enum class Column : std::uint8_t {
    TraceId, SpanId, ParentSpanId, Kind, Level, SpanName, Message, Start, End, Duration, IsException, Attributes, ServiceName,
    Scope, Resource, Agent, Source, TimeQuality, RepairedParent, Rest
};

struct ColumnName
{
    std::string_view name;
    Column column;
};
constexpr std::array<ColumnName, 19> kColumns = {{
    {"trace_id", Column::TraceId}, {"span_id", Column::SpanId}, {"parent_span_id", Column::ParentSpanId},
    {"kind", Column::Kind}, {"level", Column::Level}, {"span_name", Column::SpanName}, {"message", Column::Message},
    {"start_timestamp", Column::Start}, {"end_timestamp", Column::End}, {"duration", Column::Duration},
    {"is_exception", Column::IsException}, {"attributes", Column::Attributes}, {"service_name", Column::ServiceName},
    {"otel_scope_name", Column::Scope}, {"otel_resource_attributes", Column::Resource}, {"agent_id", Column::Agent},
    {"source", Column::Source}, {"time_quality", Column::TimeQuality}, {"repaired_parent_span_id", Column::RepairedParent},
}};

template <class T>
struct Word
{
    std::string_view word;
    T value;
};
constexpr std::array<Word<RecordKind>, 4> kKinds = {{{"span", RecordKind::Span}, {"log", RecordKind::Log},
                                                     {"span_event", RecordKind::SpanEvent},
                                                     {"pending_span", RecordKind::PendingSpan}}};
constexpr std::array<Word<SourceKind>, 3> kSources = {{{"local", SourceKind::Local}, {"otlp", SourceKind::Otlp},
                                                       {"logfire", SourceKind::Logfire}}};
constexpr std::array<Word<TimeQuality>, 5> kQualities = {{{"exact", TimeQuality::Exact}, {"local-clock", TimeQuality::LocalClock},
                                                          {"approx", TimeQuality::Approximate},
                                                          {"inferred", TimeQuality::Inferred}, {"open", TimeQuality::Open}}};
constexpr std::array<Word<std::uint8_t>, 8> kLevels = {{{"trace", 1}, {"debug", 5}, {"info", 9}, {"notice", 10}, {"warn", 13},
                                                        {"warning", 13}, {"error", 17}, {"fatal", 21}}};

template <class T, std::size_t N>
T valueOf(const std::array<Word<T>, N>& words, std::string_view word, T fallback)
{
    for (const auto& w : words) {
        if (w.word == word)
            return w.value;
    }
    return fallback;
}

std::string asTextMember(std::string_view text)
{
    std::string json = "{\"text\":";
    appendJsonText(json, text);
    json += '}';
    return json;
}

bool isEmptyJson(std::string_view raw)
{
    return raw.empty() || raw == "null" || raw == "[]" || raw == "{}";
}

} // namespace

class RecordLineReader::Impl
{
public:
    Read read(std::string_view line, bool isPadded)
    {
        Read result;
        if (isPadded ? parsePadded(line, result) : parse(line, result))
            return result;
        const JsonRepair repaired = repairJson(line);
        result = Read{};
        if (repaired.text.empty() || repaired.text.front() != '{' || !parse(repaired.text, result)) {
            result.status = Status::Unusable;
            if (result.problem.empty())
                result.problem = "is not a JSON object";
            return result;
        }
        // A byte order mark alone is no damage, although the parser wants to be rid of it first.
        if (repaired.isTouched()) {
            result.status = Status::Repaired;
            result.problem = repaired.sentence() + (result.problem.empty() ? "" : "; " + result.problem);
        }
        return result;
    }

private:
    bool parse(std::string_view line, Read& result)
    {
        m_line.assign(line);
        m_line.append(simdjson::SIMDJSON_PADDING, ' ');
        return parsePadded(std::string_view(m_line).substr(0, line.size()), result);
    }

    bool parsePadded(std::string_view line, Read& result)
    {
        reserve(line.size());
        m_rest.clear();
        m_mustCheckRest = false;
        m_durationNs = -1;
        m_hasIds = false;
        m_jsonUsed = 0;
        m_repairs.clear();
        m_columnProblem.clear();
        od::document document;
        od::object object;
        if (m_parser.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING).get(document) || document.get_object().get(object))
            return false;
        std::size_t i = 0;
        for (auto field : object) {
            std::string_view key;
            if (field.unescaped_key().get(key))
                return false;
            od::value value;
            if (field.value().get(value)) // asked for as an error: the conversion would throw
                return false;
            if (!take(columnOf(key, i++), key, value, result))
                return false;
        }
        const char* more = nullptr;
        if (!document.current_location().get(more)) // something follows the object
            return false;
        return finish(result);
    }

    void reserve(std::size_t size)
    {
        const std::size_t needed = 4 * (size + simdjson::SIMDJSON_PADDING);
        if (m_json.size() < needed)
            m_json.resize(needed);
    }

    /// Lines of a file nearly always have the same keys in the same order: the last line's key at this place is tried first.
    Column columnOf(std::string_view key, std::size_t place)
    {
        if (place < m_keys.size() && m_keys[place].first == key)
            return m_keys[place].second;
        Column column = Column::Rest;
        for (const ColumnName& c : kColumns) {
            if (c.name == key)
                column = c.column;
        }
        if (place >= m_keys.size())
            m_keys.resize(place + 1);
        m_keys[place] = {std::string(key), column};
        return column;
    }

    static bool isNull(od::value& value)
    {
        bool isTrue = false;
        return !value.is_null().get(isTrue) && isTrue;
    }

    bool take(Column column, std::string_view key, od::value& value, Read& result)
    {
        RecordDraft& d = result.draft;
        od::json_type type;
        if (value.type().get(type))
            return false;
        if (type == od::json_type::null) {
            if (!isNull(value)) // reads the token: a misspelt null is damage
                return false;
            // Without attributes is not the same as with none, and both occur.
            return column != Column::Attributes || addRest(key, "null");
        }
        if (column == Column::Attributes || column == Column::Resource) {
            std::string_view json;
            if (!jsonColumn(value, type, json))
                return false;
            if (!isEmptyJson(json))
                (column == Column::Attributes ? d.attributes : d.resource) = json;
            return true;
        }
        if (type == od::json_type::string && column != Column::Rest) {
            std::string_view text;
            return !value.get_string().get(text) && takeText(column, key, text, result);
        }
        std::string_view raw;
        if (simdjson::to_json_string(value).get(raw))
            return false;
        return takeRaw(column, key, trimmed(raw), result);
    }

    bool takeText(Column column, std::string_view key, std::string_view text, Read& result)
    {
        RecordDraft& d = result.draft;
        switch (column) {
        case Column::TraceId: return takeTraceId(key, text, d);
        case Column::SpanId: return takeSpanId(key, text, d.spanId);
        case Column::ParentSpanId: return text.empty() || takeSpanId(key, text, d.parentSpanId);
        case Column::Kind: d.kind = valueOf(kKinds, text, RecordKind::Span); return true;
        case Column::Level: d.level = valueOf(kLevels, text, level::kInfo); return true;
        case Column::SpanName: d.name = text; return true;
        case Column::Message: d.message = text; return true;
        case Column::Start: return takeTime(text, d.start);
        case Column::End: return takeTime(text, d.end);
        case Column::ServiceName: d.service = text; return true;
        case Column::Scope: d.scope = text; return true;
        case Column::Agent: d.agent = text; return true;
        case Column::Source: result.source = valueOf(kSources, text, SourceKind::File); return true;
        case Column::TimeQuality: d.timeQuality = valueOf(kQualities, text, TimeQuality::Exact); return true;
        default: return true; // a text where a number belongs says nothing
        }
    }

    bool takeRaw(Column column, std::string_view key, std::string_view raw, Read& result)
    {
        switch (column) {
        case Column::Level: {
            const int number = std::atoi(std::string(raw.substr(0, 8)).c_str());
            result.draft.level = static_cast<std::uint8_t>(std::clamp(number, 0, 255));
            return true;
        }
        case Column::Duration:
            m_durationNs = numberOf(raw) * 1e9;
            m_duration = raw;
            return true;
        case Column::IsException: result.draft.flags |= raw == "true" ? kIsException : 0; return true;
        case Column::Rest: return isEmptyJson(raw) || addRest(key, raw);
        default: return true;
        }
    }

    static double numberOf(std::string_view raw)
    {
        double value = 0;
        return std::from_chars(raw.data(), raw.data() + raw.size(), value).ec == std::errc() ? value : 0;
    }

    static bool takeTime(std::string_view text, TimeNs& time)
    {
        const auto parsed = parseIsoTime(text);
        if (parsed)
            time = parsed->ns;
        return true;
    }

    bool takeTraceId(std::string_view key, std::string_view text, RecordDraft& d)
    {
        m_hasIds = true;
        if (const auto id = parseTraceId(text)) {
            d.trace = *id;
            return true;
        }
        d.trace = hashTraceId(text);
        return addText(key, text);
    }

    bool takeSpanId(std::string_view key, std::string_view text, std::uint64_t& id)
    {
        m_hasIds = true;
        if (const auto parsed = parseSpanId(text)) {
            id = *parsed;
            return true;
        }
        id = hashSpanId(text); // not hexadecimal: a number of our own, the text itself stays in the record
        return addText(key, text);
    }

    /// A JSON column as compact JSON text that is known to be well-formed.
    bool jsonColumn(od::value& value, od::json_type type, std::string_view& json)
    {
        std::string_view raw;
        if (type == od::json_type::string) {
            if (value.get_string().get(raw))
                return false;
        } else if (simdjson::to_json_string(value).get(raw)) {
            return false;
        }
        raw = trimmed(raw);
        if (m_json.size() < m_jsonUsed + raw.size() + simdjson::SIMDJSON_PADDING)
            return repairColumn(raw, json);
        char* out = m_json.data() + m_jsonUsed;
        std::size_t length = 0;
        if (simdjson::minify(raw.data(), raw.size(), out, length) || !isWellFormed(out, length))
            return repairColumn(raw, json);
        m_jsonUsed += length + simdjson::SIMDJSON_PADDING;
        json = {out, length};
        return true;
    }

    bool isWellFormed(char* text, std::size_t length)
    {
        if (length == 0)
            return true;
        simdjson::dom::element element;
        return !m_checker.parse(reinterpret_cast<const std::uint8_t*>(text), length, false).get(element);
    }

    /// What simdjson refuses: numbers beyond 64 bits are well-formed all the same; the rest is mended or kept as a text.
    bool repairColumn(std::string_view raw, std::string_view& json)
    {
        const JsonRepair repair = repairJson(raw);
        if (repair.isTouched()) // numbers beyond 64 bits are fine: only the checker cannot hold them
            m_columnProblem = repair.sentence();
        std::string text = repair.text;
        const char first = text.empty() ? '\0' : text.front();
        if (first != '{' && first != '[')
            text = asTextMember(raw);
        m_repairs.push_back(std::make_unique<std::string>(std::move(text)));
        json = *m_repairs.back();
        return true;
    }

    bool addRest(std::string_view key, std::string_view raw)
    {
        m_rest += m_rest.empty() ? '{' : ',';
        appendJsonText(m_rest, key);
        m_rest += ':';
        if (isSoundScalar(raw)) {
            m_rest += raw;
            return true;
        }
        m_mustCheckRest = true;
        std::size_t length = 0;
        const std::size_t at = m_rest.size();
        m_rest.resize(at + raw.size() + simdjson::SIMDJSON_PADDING);
        if (simdjson::minify(raw.data(), raw.size(), m_rest.data() + at, length)) {
            m_rest.resize(at);
            return false;
        }
        m_rest.resize(at + length);
        return true;
    }

    /// simdjson has looked at the characters of strings when it looked at the line, but not at escapes.
    static bool isSoundScalar(std::string_view raw)
    {
        if (raw.size() >= 2 && raw.front() == '"' && raw.back() == '"')
            return std::memchr(raw.data(), '\\', raw.size()) == nullptr;
        return isJsonNumber(raw) || raw == "true" || raw == "false" || raw == "null";
    }

    bool addText(std::string_view key, std::string_view text)
    {
        std::string raw;
        appendJsonText(raw, text);
        return addRest(key, raw);
    }

    bool finish(Read& result)
    {
        RecordDraft& d = result.draft;
        if (!m_hasIds && d.start == kNoTime && d.end == kNoTime) {
            result.problem = "is not a record: neither trace_id nor start_timestamp";
            return false;
        }
        if (d.name.empty())
            d.name = d.message;
        if (d.kind != RecordKind::Span && d.kind != RecordKind::PendingSpan && d.end == kNoTime)
            d.end = d.start;
        const bool hasDuration = m_durationNs >= 0 && m_durationNs < double(kMaxTime);
        if (d.kind == RecordKind::Span && d.end == kNoTime && d.start != kNoTime && d.start < kMaxTime && hasDuration)
            d.end = d.start + static_cast<TimeNs>(std::llround(m_durationNs)); // selected without end_timestamp
        // Durations may be finer than the timestamps, which Logfire cuts to microseconds.
        const bool isDerived = d.start != kNoTime && d.end != kNoTime && std::abs(m_durationNs - double(d.end - d.start)) < 0.5;
        if (m_durationNs >= 0 && !isDerived && !addRest("duration", m_duration))
            return false;
        if (!m_columnProblem.empty()) {
            result.status = Status::Repaired;
            result.problem = "a JSON column was mended: " + m_columnProblem;
        }
        if (!m_rest.empty()) {
            m_rest += '}';
            if (m_mustCheckRest && !isWellFormedCopy(m_rest))
                return false;
            d.rest = m_rest;
        }
        return true;
    }

    bool isWellFormedCopy(std::string& text)
    {
        const std::size_t size = text.size();
        text.resize(size + simdjson::SIMDJSON_PADDING);
        const bool isGood = isWellFormed(text.data(), size);
        text.resize(size);
        return isGood || !repairJson(text).isTouched();
    }

    od::parser m_parser;
    simdjson::dom::parser m_checker;
    std::string m_line; ///< a line that had no padding, with one
    std::vector<char> m_json; ///< compact JSON columns of the line
    std::size_t m_jsonUsed = 0;
    std::vector<std::unique_ptr<std::string>> m_repairs; ///< JSON columns that had to be mended
    std::string m_columnProblem;
    std::string m_rest;
    bool m_mustCheckRest = false;
    std::string_view m_duration;
    double m_durationNs = -1;
    bool m_hasIds = false;
    std::vector<std::pair<std::string, Column>> m_keys;
};

RecordLineReader::RecordLineReader() : m_impl(std::make_unique<Impl>()) {}
RecordLineReader::~RecordLineReader() = default;

RecordLineReader::Read RecordLineReader::read(std::string_view line, bool isPadded)
{
    return m_impl->read(line, isPadded);
}

std::string compactJsonText(std::string_view json, std::string_view key)
{
    std::string unescaped;
    return std::string(compactJsonText(json, key, unescaped));
}

std::string_view compactJsonText(std::string_view json, std::string_view key, std::string& unescaped)
{
    // Inside a JSON text a quote is escaped, so `"key":"` can only be a member.
    for (std::string_view rest = json; !rest.empty();) {
        const auto* found = static_cast<const char*>(memmem(rest.data(), rest.size(), key.data(), key.size()));
        if (!found)
            return {};
        const bool isMember = found != json.data() && found[-1] == '"';
        rest.remove_prefix(static_cast<std::size_t>(found - rest.data()) + key.size());
        if (!isMember || rest.substr(0, 3) != "\":\"")
            continue;
        rest.remove_prefix(3);
        std::size_t end = 0;
        bool hasEscapes = false;
        while (end < rest.size() && rest[end] != '"') {
            hasEscapes |= rest[end] == '\\';
            end += rest[end] == '\\' ? 2 : 1;
        }
        rest = rest.substr(0, end);
        if (!hasEscapes)
            return rest;
        simdjson::dom::parser parser;
        simdjson::dom::element element;
        const std::string quoted = '"' + std::string(rest) + '"';
        std::string_view text;
        unescaped = parser.parse(quoted).get(element) || element.get(text) ? std::string() : std::string(text);
        return unescaped;
    }
    return {};
}

} // namespace mgx
