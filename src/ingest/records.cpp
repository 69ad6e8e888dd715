// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/records.h"

#include "ingest/json_splitter.h"
#include "ingest/record_line.h"
#include "ingest/record_runs.h"

#include <array>

namespace mgx {

namespace {

class RecordsImporter : public Importer
{
public:
    RecordsImporter(ImportContext& context, std::string_view fileName, std::uint32_t source)
        : m_context(context), m_fileName(fileName), m_runs(context.builder, fileName)
    {
        m_file = context.builder.addFile(fileName);
        m_sources.fill(kUnknown);
        m_sources[std::size_t(SourceKind::File)] = source;
    }

    Result<void> consume(std::string_view chunk) override
    {
        if (m_context.cancel.isCancelled())
            return failure("cancelled", m_fileName);
        m_context.report.bytes += chunk.size();
        m_splitter.consume(chunk, [this](const LineSplitter::Line& line) { readLine(line); });
        return {};
    }

    Result<void> finish() override
    {
        m_splitter.finish([this](const LineSplitter::Line& line) { readLine(line); });
        if (m_context.report.records == 0)
            return failure("holds no record that could be read", m_fileName, "expected one JSON object per line with Logfire's columns");
        m_runs.finish();
        return {};
    }

private:
    static constexpr std::uint32_t kUnknown = 0xFFFFFFFFu;

    void readLine(const LineSplitter::Line& line)
    {
        std::string_view text = line.text;
        if (line.number == 1 && text.substr(0, 3) == "\xEF\xBB\xBF")
            text.remove_prefix(3);
        if (trimmedIsEmpty(text))
            return;
        RecordLineReader::Read read = m_reader.read(text);
        if (read.status != RecordLineReader::Status::Good)
            m_context.report.warn(m_fileName, "line " + std::to_string(line.number), read.problem);
        if (read.status == RecordLineReader::Status::Unusable) {
            ++m_context.report.skipped;
            return;
        }
        RecordDraft& draft = read.draft;
        draft.file = m_file;
        draft.position = line.number;
        std::uint32_t& source = m_sources[std::size_t(read.source)];
        if (source == kUnknown)
            source = m_context.builder.addSource(read.source, m_fileName);
        draft.source = source;
        m_runs.append(draft);
        ++m_context.report.records;
    }

    static bool trimmedIsEmpty(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

    ImportContext& m_context;
    std::string m_fileName;
    std::uint32_t m_file = 0;
    std::array<std::uint32_t, 4> m_sources;
    LineSplitter m_splitter;
    RecordLineReader m_reader;
    RecordRuns m_runs;
};

int probe(const FileHead& head)
{
    if (head.isJson() && !head.hasPath("resourceSpans")) {
        const std::size_t known = head.countOf("", {"trace_id", "span_id", "start_timestamp", "span_name", "kind"});
        return known >= 3 ? static_cast<int>(20 * known) : 0;
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
