// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query_engine.h"

#include <optional>
#include <string_view>

namespace mgx::cli {

enum class QueryFormat { Table, Json, Csv, Ndjson, Parquet };

[[nodiscard]] std::optional<QueryFormat> queryFormatOf(std::string_view word);

/// Prints an answer to standard output; a failure there as JSON, else to standard error with the place in the statement. False if
/// it is a failure or could not be written.
[[nodiscard]] bool printAnswer(const QueryAnswer& answer, QueryFormat format);

} // namespace mgx::cli
