// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/dialect_error.h"
#include "engine/dialect/node.h"

#include <optional>

namespace mgx::dialect {

/// The first thing in a query that is not allowed: functions that reach out of the query, table functions outside the list,
/// the engine's own tables. A second wall in front of the engine's settings, not the only one.
[[nodiscard]] std::optional<DialectError> findForbidden(const Tree& tree, const Tokens& tokens);

} // namespace mgx::dialect
