// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/duck.h"

namespace mgx {

/// Adds to lf_div and lf_mod what they answer for decimals: a zero divisor fails, a quotient is cut off four digits behind those
/// of the dividend. False: DuckDB refused.
[[nodiscard]] bool addDecimalDivision(duckdb_scalar_function_set set, const char* name);
[[nodiscard]] bool addDecimalRemainder(duckdb_scalar_function_set set, const char* name);

} // namespace mgx
