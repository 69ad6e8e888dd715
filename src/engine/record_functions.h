// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/duck.h"
#include "engine/record_sources.h"

namespace mgx {

/// Registers what the views of `records` call for the wide columns: mgx_attributes(id), mgx_resource(id), mgx_rest(id, column) and
/// mgx_rest_text(id, column). Their texts stay in the snapshots: no second copy, and only rows that a query keeps are read.
/// `sources` has to outlive the database.
[[nodiscard]] Result<void> registerRecordFunctions(duckdb_connection connection, const RecordSources& sources);

} // namespace mgx
