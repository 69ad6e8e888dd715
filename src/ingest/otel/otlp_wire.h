// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/otel/otel_span.h"
#include "ingest/otel/otlp_json_span.h"
#include "ingest/record_batch.h"

#include <optional>

namespace mgx {

// The messages of OTLP (opentelemetry-proto, trace.proto, logs.proto, resource.proto, common.proto), by field number.

/// How export requests follow each other in a file.
enum class OtlpFraming : std::uint8_t {
    Plain,     ///< one, or several without anything between them, which is the same as one
    Varint,    ///< each behind its length as a varint ("length-delimited")
    BigEndian  ///< each behind its length in four bytes, as the Collector's file exporter writes
};

/// Nothing if the bytes (the beginning of a file) are no export request of spans, log records or metrics.
[[nodiscard]] std::optional<OtlpFraming> otlpFramingOf(std::string_view head);

/// What an element of ScopeSpans.spans or its likes is, told by its fields.
[[nodiscard]] OtlpPiece otlpKindOf(std::string_view message);

[[nodiscard]] OtelOrigin readOtlpResourceMessage(std::string_view message);
[[nodiscard]] std::shared_ptr<const OtelOrigin> readOtlpScopeMessage(std::string_view message, const OtelOrigin& resource);

/// Makes records of a batch of Span and LogRecord messages; tags and contexts as in otlp_json_span.h. On any thread.
[[nodiscard]] RecordBatch readOtlpMessages(const JsonPieces& pieces);

} // namespace mgx
