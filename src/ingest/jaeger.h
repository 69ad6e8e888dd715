// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// Jaeger's JSON, as its API answers and its page exports it: traces with spans and processes, microseconds. Also single traces
/// and spans that carry their process themselves.
[[nodiscard]] const Format& jaegerFormat();

} // namespace mgx
