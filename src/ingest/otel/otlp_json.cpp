// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/otlp_json.h"

#include "ingest/json_importer.h"
#include "ingest/otel/otlp_json_span.h"
#include "ingest/otel/otlp_json_values.h"

#include <deque>

namespace mgx {

namespace {

/// Spans that no request surrounds.
enum class BareSpans { None, Listed, BelowSpans };

enum Place : int { kTop, kRequest, kResources, kResource, kScopes, kScope, kSpans, kLogRecords, kMetrics, kList };

/// {"resourceSpans": [{"resource": R, "scopeSpans": [{"scope": S, "spans": [ span, … ]}]}]}, the same with Logs and Metrics. A
/// resource or scope that comes after its spans makes them wait for it. Also what stands around or instead of a request: Grafana Tempo's
/// `batches`, an answer's `data` or `trace`, and bare spans in lists, lines or below `spans`.
class OtlpJsonImporter final : public JsonImporter
{
public:
    OtlpJsonImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, BareSpans bareSpans)
        : JsonImporter(context, fileName, source, "resourceSpans or resourceLogs with spans or log records in them"),
          m_bareSpans(bareSpans),
          m_queue([](JsonPieces& pieces) { return readOtlpPieces(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {
        if (bareSpans == BareSpans::None)
            return;
        m_scopeText = "{}";
        const std::string padded = m_scopeText + std::string(JsonPiece::kPadding, ' ');
        m_resource = readOtlpResource({std::string_view(padded).substr(0, m_scopeText.size()), 0, true});
        m_scope = scopeOf(m_scopeText);
    }

private:
    int enter(int place, std::string_view key, bool isArray) override
    {
        switch (place) {
        case kTop:
        case kList:
            if (isArray)
                return kList;
            return m_bareSpans == BareSpans::Listed ? kWhole : kRequest;
        case kRequest:
            if (m_bareSpans == BareSpans::BelowSpans)
                return isArray && key == "spans" ? kSpans : kWhole;
            if (!isArray && (key == "data" || key == "trace"))
                return kRequest;
            if (isArray && (key == "batches" || isMember(key, "resourceSpans") || isMember(key, "resourceLogs") || isMember(key, "resourceMetrics")))
                return kResources;
            return kWhole;
        case kResources: m_resource.reset(); return kResource;
        case kResource:
            if (isArray && (isMember(key, "scopeSpans") || isMember(key, "scopeLogs") || isMember(key, "scopeMetrics")
                            || isMember(key, "instrumentationLibrarySpans")))
                return kScopes;
            return kWhole;
        case kScopes: m_scope.reset(); return kScope;
        case kScope:
            if (isArray && key == "spans")
                return kSpans;
            if (isArray && (isMember(key, "logRecords") || key == "logs"))
                return kLogRecords;
            if (isArray && key == "metrics")
                return kMetrics;
            return kWhole;
        default: return kWhole;
        }
    }

    void leave(int place) override
    {
        if (place == kScope)
            settle(m_scope ? m_scope : m_resource, m_resource != nullptr);
        if (place == kResource)
            settle(m_resource, true);
    }

    void value(int place, std::string_view key, const JsonPiece& piece) override
    {
        const bool isObject = !piece.text.empty() && piece.text.front() == '{';
        if (place == kResource && key == "resource" && isObject) {
            m_resource = readOtlpResource(piece);
        } else if (place == kScope && isObject && (key == "scope" || isMember(key, "instrumentationLibrary"))) {
            m_scopeText.assign(piece.text);
            m_scope = scopeOf(m_scopeText);
        } else if (place == kMetrics) {
            m_sink.note({piece.line, "metrics are not shown: only spans and log records are", Problem::Severity::Info});
        } else if (place == kLogRecords) {
            add(piece, OtlpPiece::LogRecord);
        } else if (place == kSpans || (m_bareSpans == BareSpans::Listed && (place == kTop || place == kList))) {
            add(piece, OtlpPiece::Span);
        }
    }

    std::shared_ptr<const PieceContext> scopeOf(const std::string& text) const
    {
        const std::string padded = text + std::string(JsonPiece::kPadding, ' ');
        return readOtlpScope({std::string_view(padded).substr(0, text.size()), 0, true}, m_resource.get());
    }

    void add(const JsonPiece& piece, OtlpPiece kind)
    {
        if (m_resource && m_scope)
            m_queue.add(piece, static_cast<int>(kind), m_scope);
        else
            m_waiting.push_back({std::string(piece.text), piece.line, piece.isComplete, kind, m_scope ? m_scopeText : std::string()});
    }

    /// Hands on what waited for its origin, where that is known by now.
    void settle(const std::shared_ptr<const PieceContext>& origin, bool isKnown)
    {
        if (!isKnown)
            return;
        for (Waiting& waiting : m_waiting) {
            const std::size_t size = waiting.text.size();
            waiting.text.append(JsonPiece::kPadding, ' ');
            m_queue.add({std::string_view(waiting.text).substr(0, size), waiting.line, waiting.isComplete},
                        static_cast<int>(waiting.kind), waiting.scope.empty() ? origin : scopeOf(waiting.scope));
        }
        m_waiting.clear();
    }

    void atEnd() override { m_queue.finish(); }

    struct Waiting
    {
        std::string text;
        std::uint64_t line;
        bool isComplete;
        OtlpPiece kind;
        std::string scope;
    };
    BareSpans m_bareSpans;
    std::shared_ptr<const PieceContext> m_resource;
    std::shared_ptr<const PieceContext> m_scope;
    std::string m_scopeText;
    std::vector<Waiting> m_waiting;
    PieceQueue<RecordBatch> m_queue;
};

bool areSpans(const FileHead& head, const std::string& at)
{
    return head.countOf(at, {"traceId", "trace_id"}) > 0 && head.countOf(at, {"spanId", "span_id"}) > 0
        && head.countOf(at, {"startTimeUnixNano", "start_time_unix_nano"}) > 0;
}

BareSpans bareSpansOf(const FileHead& head)
{
    if (areSpans(head, "") || areSpans(head, "[].") || areSpans(head, "[][]."))
        return BareSpans::Listed;
    return areSpans(head, "spans[].") ? BareSpans::BelowSpans : BareSpans::None;
}

int probe(const FileHead& head)
{
    for (const std::string_view root : {"", "[].", "data.", "trace."}) {
        for (const std::string_view key : {"resourceSpans", "resource_spans", "resourceLogs", "resource_logs"}) {
            if (head.hasPath(std::string(root) + std::string(key)))
                return 100;
        }
        for (const std::string_view key : {"batches[].scopeSpans", "batches[].instrumentationLibrarySpans"}) {
            if (head.hasPath(std::string(root) + std::string(key)))
                return 100;
        }
    }
    if (bareSpansOf(head) != BareSpans::None)
        return 85;
    return head.hasPath("resourceMetrics") ? 60 : 0;
}

} // namespace

const Format& otlpJsonFormat()
{
    static const Format format{"OTLP JSON", probe, [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new OtlpJsonImporter(context, fileName, source, bareSpansOf(head)));
                               }};
    return format;
}

} // namespace mgx
