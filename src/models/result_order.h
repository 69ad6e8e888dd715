// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "query/result_table.h"

#include <string>
#include <vector>

namespace mgx {

/// Which rows of a result are shown, and in which order.
struct ResultOrder
{
    int sortColumn = -1; ///< -1 = as the query gave them
    bool isDescending = false;
    int filterColumn = -1; ///< -1 = any column
    std::string filter;    ///< text that a row must have in it, in any case; empty = all rows

    bool operator==(const ResultOrder&) const = default;
};

/// The rows of a table in an order: numbers and times by value, everything else by text, NULL last. Stable. O(n log n); a
/// cancelled one gives what it has. Any thread.
[[nodiscard]] std::vector<std::uint32_t> orderedRows(const ResultTable& table, const ResultOrder& order, const CancelToken& cancel);

/// Of a column: numbers and times, which stand to the right and compare by value.
[[nodiscard]] bool isNumeric(ValueType type);

} // namespace mgx
