// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/records.h"

#include "ingest/json_splitter.h"
#include "ingest/record_rows.h"
#include "ingest/record_sink.h"

namespace mgx {

namespace {

/// Cuts the bytes into lines on this thread, has them read on the pool and appends what comes back in order.
class RecordsImporter final : public Importer
{
public:
    RecordsImporter(ImportContext& context, std::string_view fileName, std::uint32_t source)
        : m_sink(context, fileName, source),
          m_queue([](JsonPieces& lines) { return readRecordRows(lines); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

    Result<void> consume(std::string_view chunk) override
    {
        if (m_sink.context().cancel.isCancelled())
            return failure("cancelled", m_sink.fileName());
        m_sink.context().report.bytes += chunk.size();
        m_splitter.consume(chunk, [this](const LineSplitter::Line& line) { add(line); });
        return {};
    }

    Result<void> finish() override
    {
        m_splitter.finish([this](const LineSplitter::Line& line) { add(line); });
        m_queue.finish();
        return m_sink.finish("one JSON object per line with Logfire's columns");
    }

private:
    void add(const LineSplitter::Line& line)
    {
        std::string_view text = line.text;
        if (line.number == 1 && text.substr(0, 3) == "\xEF\xBB\xBF")
            text.remove_prefix(3);
        if (text.find_first_not_of(" \t\r") != std::string_view::npos)
            m_queue.add({text, line.number, line.isComplete});
    }

    RecordSink m_sink;
    LineSplitter m_splitter;
    PieceQueue<RecordBatch> m_queue;
};

int probe(const FileHead& head)
{
    if (head.isJson() && !head.hasPath("resourceSpans")) {
        const std::size_t known = head.countOf("", {"trace_id", "span_id", "start_timestamp", "span_name", "kind"});
        if (known >= 3)
            return static_cast<int>(20 * known);
        // Some columns that somebody selected: when it was, and what.
        const std::size_t selected = head.countOf("", {"start_timestamp", "end_timestamp", "span_name", "message", "duration", "attributes",
                                                       "service_name", "level", "is_exception", "parent_span_id", "otel_scope_name"});
        return head.hasPath("start_timestamp") && selected >= 3 ? 60 : 0;
    }
    return 0;
}

} // namespace

const Format& recordsFormat()
{
    static const Format format{"records (NDJSON)", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead&) {
                                   return std::unique_ptr<Importer>(new RecordsImporter(context, fileName, source));
                               }};
    return format;
}

} // namespace mgx
