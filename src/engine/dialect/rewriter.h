// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/dialect_error.h"
#include "engine/dialect/emitter.h"

namespace mgx::dialect {

/// Turns one statement in Logfire's dialect (DataFusion with PostgreSQL's syntax and JSON functions) into DuckDB's SQL with the
/// same answer, and refuses everything that is not one query. Pure; about 0.1 ms for 2 kB.
[[nodiscard]] Outcome<Output> rewrite(std::string_view sql, const Parameters& parameters = {});

} // namespace mgx::dialect
