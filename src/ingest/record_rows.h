// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/record_batch.h"
#include "ingest/record_line.h"

namespace mgx {

/// Reads one JSON text of a record into a batch that outlives the reader. `line` is its place in the file.
void readRecord(RecordLineReader& reader, std::string_view text, std::uint64_t line, bool isPadded, RecordBatch& batch);

/// Makes records of a batch of JSON objects with Logfire's columns. On any thread.
[[nodiscard]] RecordBatch readRecordRows(const JsonPieces& pieces);

} // namespace mgx
