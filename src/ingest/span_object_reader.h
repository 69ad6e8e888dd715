// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/record_batch.h"

namespace mgx {

/// Whose names for the members of a span are understood.
enum class SpanDialect : int {
    Console,
    Zipkin,
    Langfuse,        ///< an observation by itself
    LangfuseInTrace, ///< an observation whose trace is a span too
    LangfuseTrace
};

/// Makes records of span objects; the tag of a piece is its SpanDialect. On any thread.
[[nodiscard]] RecordBatch readSpanObjects(const JsonPieces& pieces);

} // namespace mgx
