// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// OTLP as JSON: any number of export requests with spans or log records, one document, one after the other, or one a line.
[[nodiscard]] const Format& otlpJsonFormat();

} // namespace mgx
