// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

// Traces that are lists of flat JSON objects, one per span, in arrays, arrays of arrays, or one after the other.

/// What the console exporters of the OpenTelemetry SDKs print (Python, Go: pretty-printed objects one after the other), and
/// Phoenix's export with OpenInference attributes, which looks the same.
[[nodiscard]] const Format& consoleSpansFormat();

/// Zipkin's v2 spans (zipkin.io/zipkin-api): microseconds, tags as texts, annotations.
[[nodiscard]] const Format& zipkinFormat();

/// Langfuse's export: observations (spans, generations, events), in a list or below the trace that they belong to.
[[nodiscard]] const Format& langfuseFormat();

} // namespace mgx
