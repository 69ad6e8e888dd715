// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <span>
#include <string>
#include <string_view>

namespace mgx {

// Pieces of the statements that stand beside findings and figures, over the local tables.

/// A text as a literal: quoted, quotes doubled.
[[nodiscard]] std::string sqlText(std::string_view text);
/// A condition on `run_id` that holds for this run alone, whatever else is open. `column` may carry an alias: "r.run_id".
[[nodiscard]] std::string sqlOfRun(const RunFacts& facts, std::string_view column = "run_id");
/// A condition on `span_id` that holds for these rows; false for none. At most 200 rows are named.
[[nodiscard]] std::string sqlOfRows(const TraceSnapshot& snapshot, std::span<const RowId> rows, std::string_view column = "span_id");

/// A statement that answers the records of these rows, by start.
[[nodiscard]] std::string sqlOfRecords(const TraceSnapshot& snapshot, const RunFacts& facts, std::span<const RowId> rows);

} // namespace mgx
