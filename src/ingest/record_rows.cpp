// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/record_rows.h"

namespace mgx {

void readRecord(RecordLineReader& reader, std::string_view text, std::uint64_t line, bool isPadded, RecordBatch& batch)
{
    const RecordLineReader::Read read = reader.read(text, isPadded);
    if (read.status != RecordLineReader::Status::Good)
        batch.notes.push_back({line, read.problem});
    if (read.status == RecordLineReader::Status::Unusable) {
        ++batch.skipped;
        return;
    }
    RecordDraft& draft = batch.add(read.source);
    draft = read.draft;
    draft.position = line;
    for (std::string_view RecordDraft::*member : {&RecordDraft::name, &RecordDraft::message, &RecordDraft::agent, &RecordDraft::service,
                                                  &RecordDraft::scope, &RecordDraft::resource, &RecordDraft::attributes,
                                                  &RecordDraft::rest, &RecordDraft::pointer})
        draft.*member = batch.arena.add(draft.*member);
}

RecordBatch readRecordRows(const JsonPieces& pieces)
{
    RecordBatch batch;
    RecordLineReader reader;
    batch.entries.reserve(pieces.entries().size());
    for (const JsonPieces::Entry& entry : pieces.entries())
        readRecord(reader, pieces.piece(entry).text, entry.line, true, batch);
    return batch;
}

} // namespace mgx
