// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/jaeger.h"

#include "ingest/jaeger_spans.h"
#include "ingest/json_importer.h"

namespace mgx {

namespace {

enum Place : int { kTop, kWrapper, kTraces, kTrace, kSpans };

/// {"data": [{"traceID": …, "spans": [ span, … ], "processes": {…}}]}, a list of such traces, or one. Jaeger writes the
/// processes after the spans, which therefore wait for them.
class JaegerImporter final : public JsonImporter
{
public:
    JaegerImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head)
        : JsonImporter(context, fileName, source, "traces with spans in them"), m_isWrapped(head.hasPath("data")),
          m_areSpans(!head.hasPath("spans") && !head.hasPath("[].spans") && !head.hasPath("data[].spans")),
          m_queue([](JsonPieces& pieces) { return readJaegerSpans(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

private:
    int enter(int place, std::string_view key, bool isArray) override
    {
        if (place == kTop && !isArray && m_isWrapped)
            return kWrapper;
        if (place == kTop || place == kTraces || (place == kWrapper && key == "data")) {
            if (isArray)
                return kTraces;
            m_processes.reset();
            return m_areSpans ? kWhole : kTrace;
        }
        return place == kTrace && isArray && key == "spans" ? kSpans : kWhole;
    }

    void leave(int place) override
    {
        if (place == kTrace)
            settle();
    }

    void value(int place, std::string_view key, const JsonPiece& piece) override
    {
        if (place == kTrace && key == "processes") {
            m_processes = readJaegerProcesses(piece);
            settle();
        } else if (place == kSpans && m_processes) {
            m_queue.add(piece, 0, m_processes);
        } else if (place == kSpans) {
            m_waiting.push_back({std::string(piece.text), piece.line, piece.isComplete});
        } else if (m_areSpans && (place == kTop || place == kTraces)) {
            m_queue.add(piece);
        }
    }

    void settle()
    {
        for (Waiting& waiting : m_waiting) {
            const std::size_t size = waiting.text.size();
            waiting.text.append(JsonPiece::kPadding, ' ');
            m_queue.add({std::string_view(waiting.text).substr(0, size), waiting.line, waiting.isComplete}, 0, m_processes);
        }
        m_waiting.clear();
    }

    void atEnd() override { m_queue.finish(); }

    struct Waiting
    {
        std::string text;
        std::uint64_t line;
        bool isComplete;
    };
    bool m_isWrapped; ///< the list is the member `data` of an object
    bool m_areSpans;  ///< there are no traces around the spans
    std::shared_ptr<const PieceContext> m_processes;
    std::vector<Waiting> m_waiting;
    PieceQueue<RecordBatch> m_queue;
};

int probe(const FileHead& head)
{
    for (const std::string at : {"", "[].", "data[]."}) {
        if (head.countOf(at, {"traceID", "spans"}) == 2 || head.countOf(at + "spans[].", {"spanID", "operationName"}) == 2)
            return 95;
        if (head.countOf(at, {"traceID", "spanID", "operationName"}) == 3)
            return 90;
    }
    return 0;
}

} // namespace

const Format& jaegerFormat()
{
    static const Format format{"Jaeger JSON", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new JaegerImporter(context, fileName, source, head));
                               }};
    return format;
}

} // namespace mgx
