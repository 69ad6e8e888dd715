// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/span_objects.h"

#include "base/json_text.h"
#include "ingest/json_importer.h"
#include "ingest/span_object_reader.h"

#include <algorithm>

namespace mgx {

namespace {

/// Objects in arrays, in arrays of arrays, or one after the other: each is a span.
class SpanListImporter final : public JsonImporter
{
public:
    SpanListImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, SpanDialect dialect, std::string expected)
        : JsonImporter(context, fileName, source, std::move(expected)), m_dialect(dialect),
          m_queue([](JsonPieces& pieces) { return readSpanObjects(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

private:
    int enter(int, std::string_view, bool isArray) override { return isArray ? 1 : kWhole; }
    void value(int, std::string_view, const JsonPiece& piece) override { m_queue.add(piece, static_cast<int>(m_dialect)); }
    void atEnd() override { m_queue.finish(); }

    SpanDialect m_dialect;
    PieceQueue<RecordBatch> m_queue;
};

/// Observations in arrays or below `data`, or traces that hold their `observations`.
class LangfuseImporter final : public JsonImporter
{
public:
    LangfuseImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head)
        : JsonImporter(context, fileName, source, "Langfuse's observations with id, traceId and startTime"), m_isWrapped(head.hasPath("data")),
          m_hasTraces(head.hasPath("observations") || head.hasPath("[].observations") || head.hasPath("data[].observations")),
          m_queue([](JsonPieces& pieces) { return readSpanObjects(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

private:
    enum Place : int { kTop, kList, kWrapper, kTrace, kObservations };

    int enter(int place, std::string_view key, bool isArray) override
    {
        if (place == kTop || place == kList || (place == kWrapper && key == "data")) {
            if (isArray)
                return kList;
            if (place == kTop && m_isWrapped)
                return kWrapper;
            if (!m_hasTraces)
                return kWhole;
            m_members.clear();
            return kTrace;
        }
        if (place == kTrace && key == "observations" && isArray)
            return kObservations;
        return kWhole;
    }

    void leave(int place) override
    {
        if (place != kTrace || m_members.empty())
            return;
        std::string trace = '{' + m_members + '}';
        const std::size_t size = trace.size();
        trace.append(JsonPiece::kPadding, ' ');
        if (m_members.find("\"id\":") != std::string::npos)
            m_queue.add({std::string_view(trace).substr(0, size), m_line, true}, static_cast<int>(SpanDialect::LangfuseTrace));
        m_members.clear();
    }

    void value(int place, std::string_view key, const JsonPiece& piece) override
    {
        if (place == kObservations || place == kList || place == kTop) {
            m_queue.add(piece, static_cast<int>(m_hasTraces ? SpanDialect::LangfuseInTrace : SpanDialect::Langfuse));
            return;
        }
        if (place != kTrace)
            return;
        if (m_members.empty())
            m_line = piece.line;
        if (!m_members.empty())
            m_members += ',';
        appendJsonText(m_members, key);
        m_members += ':';
        m_members += piece.text;
    }

    void atEnd() override { m_queue.finish(); }

    bool m_isWrapped; ///< the list is the member `data` of an object
    bool m_hasTraces;
    std::string m_members; ///< of the trace at hand, besides its observations
    std::uint64_t m_line = 0;
    PieceQueue<RecordBatch> m_queue;
};

/// The best of the places where the objects of a list may be.
template <class Judge>
int best(const FileHead& head, Judge&& judge)
{
    int certainty = 0;
    for (const char* prefix : {"", "[].", "[][].", "data[]."})
        certainty = std::max(certainty, judge(head, std::string(prefix)));
    return certainty;
}

int probeConsole(const FileHead& head)
{
    return best(head, [](const FileHead& h, const std::string& at) {
        const bool hasContext = h.countOf(at, {"context.span_id", "context.trace_id", "SpanContext.SpanID"}) > 0;
        const std::size_t known = h.countOf(at, {"name", "start_time", "end_time", "attributes", "status", "Name", "StartTime", "EndTime"});
        if (hasContext && known >= 2)
            return 90;
        const bool isLog = h.countOf(at, {"body", "severity_number", "timestamp", "trace_flags", "resource"}) >= 4;
        return isLog ? 80 : 0;
    });
}

int probeZipkin(const FileHead& head)
{
    return best(head, [](const FileHead& h, const std::string& at) {
        if (h.countOf(at, {"traceId", "id"}) < 2 || h.countOf(at, {"startTime", "spans", "observations"}) > 0)
            return 0;
        return 40 + 12 * static_cast<int>(h.countOf(at, {"timestamp", "localEndpoint", "duration", "tags", "localEndpoint.serviceName"}));
    });
}

int probeLangfuse(const FileHead& head)
{
    return best(head, [](const FileHead& h, const std::string& at) {
        const std::string inTrace = at + "observations[].";
        if (h.countOf(at, {"observations"}) > 0 && h.countOf(inTrace, {"id", "startTime", "type"}) >= 2)
            return 90;
        if (h.countOf(at, {"traceId", "id", "startTime"}) < 3)
            return 0;
        return 50 + 10 * static_cast<int>(h.countOf(at, {"type", "parentObservationId", "endTime", "level", "input"}));
    });
}

} // namespace

const Format& consoleSpansFormat()
{
    static const Format format{"spans of an OpenTelemetry console exporter", probeConsole,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead&) {
                                   return std::unique_ptr<Importer>(new SpanListImporter(
                                       context, fileName, source, SpanDialect::Console, "spans with a context, start_time and end_time"));
                               }};
    return format;
}

const Format& zipkinFormat()
{
    static const Format format{"Zipkin v2 JSON", probeZipkin, [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead&) {
                                   return std::unique_ptr<Importer>(new SpanListImporter(
                                       context, fileName, source, SpanDialect::Zipkin, "spans with traceId, id and timestamp"));
                               }};
    return format;
}

const Format& langfuseFormat()
{
    static const Format format{"Langfuse JSON", probeLangfuse,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new LangfuseImporter(context, fileName, source, head));
                               }};
    return format;
}

} // namespace mgx
