// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/duck.h"

namespace mgx {

/// Registers lf_div and lf_mod, the reference's `/` and `%`: integers fail on zero, floats give infinities and NaN. Functions and
/// not macros, because a macro would repeat its arguments, and nested divisions would grow without bound.
[[nodiscard]] Result<void> registerArithmetic(duckdb_connection connection);

} // namespace mgx
