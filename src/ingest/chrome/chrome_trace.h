// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// Chrome's trace events ("Trace Event Format"): the array, also without its end, or the object with `traceEvents`. Complete,
/// begin/end, asynchronous, instant, counter, metadata and flow events; what else there is becomes marks. A lane per thread.
[[nodiscard]] const Format& chromeTraceFormat();

} // namespace mgx
