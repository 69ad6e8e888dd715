// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <string_view>

namespace mgx {

/// Adds the value of a cell, given as the JSON text of an answer (empty = the row has none), in the shape that a column of this type
/// keeps (see ColumnPage). What does not fit the type is NULL.
void addCell(ValueType type, std::string_view json, ColumnPage& page);

/// The text of a JSON string with its quotes; anything else as it is.
[[nodiscard]] std::string unquoted(std::string_view json);

} // namespace mgx
