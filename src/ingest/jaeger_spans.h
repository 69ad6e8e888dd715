// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/record_batch.h"

#include <memory>

namespace mgx {

/// The `processes` of a Jaeger trace: services and their tags, by process id.
[[nodiscard]] std::shared_ptr<const PieceContext> readJaegerProcesses(const JsonPiece& piece);

/// Makes records of a batch of Jaeger spans; their context is what readJaegerProcesses gave, or null. On any thread.
[[nodiscard]] RecordBatch readJaegerSpans(const JsonPieces& pieces);

} // namespace mgx
