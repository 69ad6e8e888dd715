// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/record_batch.h"

#include <memory>
#include <string_view>

namespace mgx {

/// The kinds of values that an OTLP JSON document is cut into.
enum class OtlpPiece : int { Span, LogRecord, Metric };

/// The resource of a document as origin of its spans. Damage gives what can be read.
[[nodiscard]] std::shared_ptr<const PieceContext> readOtlpResource(const JsonPiece& piece);
/// The same with a scope added; `resource` comes from readOtlpResource and may be null.
[[nodiscard]] std::shared_ptr<const PieceContext> readOtlpScope(const JsonPiece& piece, const PieceContext* resource);

/// Makes records of a batch of spans and log records in OTLP JSON. On any thread.
[[nodiscard]] RecordBatch readOtlpPieces(const JsonPieces& pieces);

} // namespace mgx
