// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/otel/otel_span.h"
#include "ingest/text_arena.h"

#include <optional>
#include <simdjson.h>

namespace mgx {

// The small parts of OTLP as JSON (opentelemetry.io, "OTLP/HTTP, JSON Protobuf Encoding"): names in camelCase or as in the
// protocol files, 64-bit integers as texts or numbers, ids in hex or (plain protobuf JSON) base64. False = the JSON is broken.

/// AnyValue: {"stringValue": …}. What is no plain text becomes compact JSON in `arena`.
[[nodiscard]] bool readAnyValue(simdjson::ondemand::value value, TextArena& arena, OtelValue& out);
/// [{"key": …, "value": AnyValue}]
[[nodiscard]] bool readKeyValues(simdjson::ondemand::value value, TextArena& arena, OtelAttributes& out);

/// Nanoseconds since the epoch: 0 = not set, more than fits = the last time there is.
[[nodiscard]] TimeNs otlpTime(std::string_view digits);
/// Hex of the right length, or base64; nothing otherwise.
[[nodiscard]] std::optional<TraceId> otlpTraceId(std::string_view text);
[[nodiscard]] std::optional<std::uint64_t> otlpSpanId(std::string_view text);
/// A member name as the specification writes it, also where it came in snake_case.
[[nodiscard]] bool isMember(std::string_view key, std::string_view camelCase);

} // namespace mgx
