// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_sink.h"

namespace mgx {

namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFFu;

} // namespace

RecordSink::RecordSink(ImportContext& context, std::string_view fileName, std::uint32_t source)
    : m_context(context), m_fileName(fileName), m_file(context.builder.addFile(fileName)), m_runs(context.builder, fileName)
{
    m_sources.fill(kUnknown);
    m_sources[std::size_t(SourceKind::File)] = source;
}

void RecordSink::append(RecordBatch& batch)
{
    for (RecordBatch::Entry& entry : batch.entries)
        append(entry.draft, entry.source);
    for (const RecordBatch::Note& note : batch.notes)
        this->note(note);
    m_context.report.skipped += batch.skipped;
}

RowId RecordSink::append(RecordDraft& draft, SourceKind source)
{
    std::uint32_t& index = m_sources[std::size_t(source)];
    if (index == kUnknown)
        index = m_context.builder.addSource(source, m_fileName);
    draft.source = index;
    draft.file = m_file;
    ++m_records;
    ++m_context.report.records;
    return m_runs.append(draft);
}

void RecordSink::note(const RecordBatch::Note& note)
{
    const std::string where = !note.where.empty() ? note.where : note.line > 0 ? "line " + std::to_string(note.line) : std::string();
    m_context.report.add(note.severity, m_fileName, where, note.sentence);
}

Result<void> RecordSink::finish(std::string_view expected)
{
    if (m_records == 0)
        return failure("holds no record that could be read", m_fileName, "expected " + std::string(expected));
    m_runs.finish();
    for (std::size_t i = 0; i < m_runs.foldedSessions(); ++i)
        note({0, "an empty coordination.session that ended before the real one began was folded away", Problem::Severity::Info});
    return {};
}

} // namespace mgx
