// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/duck.h"

namespace mgx {

/// Registers functions of text that DuckDB lacks or answers differently:
/// lf_float_text(text, isSingle): a float as DuckDB writes it, as the reference writes it; lf_interval_text(interval);
/// lf_to_char(time, format): strftime with the reference's fractions of seconds; lf_digest(bytes, algorithm); lf_initcap(text);
/// lf_join_texts(list, separator), which leaves out NULL. Each takes time in proportion to its arguments.
[[nodiscard]] Result<void> registerTextFunctions(duckdb_connection connection);

} // namespace mgx
