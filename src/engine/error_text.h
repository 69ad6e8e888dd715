// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/output.h"
#include "query/query_engine.h"

#include <string_view>

namespace mgx {

/// A failure at a byte of the user's text, with line and column.
[[nodiscard]] QueryFailure failureAt(std::string_view sql, std::size_t offset, std::string message, std::string hint, bool isRefused = false);

/// DuckDB's message (JSON with a position in the rewritten text, see errors_as_json) as a failure in the user's text, with a hint
/// where the fix is known.
[[nodiscard]] QueryFailure failureOf(std::string_view engineMessage, std::string_view sql, const dialect::Output& rewritten);

} // namespace mgx
