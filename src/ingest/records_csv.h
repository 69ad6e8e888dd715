// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// Records as CSV (RFC 4180) with Logfire's column names in the first line: Logfire's answers and our own export. Nothing
/// between two commas is null, JSON columns are JSON text.
[[nodiscard]] const Format& recordsCsvFormat();

} // namespace mgx
