// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// What Logfire's query API answers, as far as the rows are records: JSON by rows ({"schema", "data"} or {"columns", "rows"}), by
/// columns ({"columns": [{"name", "values"}]}), NDJSON ({"type": "data", "rows"}); and lists of records or pretty-printed ones.
[[nodiscard]] const Format& logfireRowsFormat();

} // namespace mgx
