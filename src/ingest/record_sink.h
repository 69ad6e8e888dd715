// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"
#include "ingest/record_batch.h"
#include "ingest/record_runs.h"

#include <array>
#include <string>

namespace mgx {

/// Where the importers of trace files put what they have read: appends batches, makes runs of what MassGen sent, and reports.
/// One thread.
class RecordSink
{
public:
    /// `source` is what was opened; records that name another kind of source get one of their own.
    RecordSink(ImportContext& context, std::string_view fileName, std::uint32_t source);

    void append(RecordBatch& batch);
    /// Appends one record and gives its row.
    RowId append(RecordDraft& draft, SourceKind source);
    void note(const RecordBatch::Note& note);
    /// The facts of the runs. Fails with `expected` if there was no record at all.
    [[nodiscard]] Result<void> finish(std::string_view expected);

    [[nodiscard]] ImportContext& context() { return m_context; }
    [[nodiscard]] const std::string& fileName() const { return m_fileName; }

private:
    ImportContext& m_context;
    std::string m_fileName;
    std::uint32_t m_file = 0;
    std::array<std::uint32_t, 4> m_sources;
    std::uint64_t m_records = 0;
    RecordRuns m_runs;
};

} // namespace mgx
