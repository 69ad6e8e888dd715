// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <vector>

namespace mgx {

/// What a grid wants to know of a column before it shows it.
struct ColumnShape
{
    int width = 0;       ///< characters of the longest of the first values, within sensible bounds
    double greatest = 0; ///< greatest absolute value of a column of numbers; 0 = no bars
};

/// By column. O(cells of numbers). Any thread.
[[nodiscard]] std::vector<ColumnShape> shapeOf(const ResultTable& table);

} // namespace mgx
