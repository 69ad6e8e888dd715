// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mgx::test {

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A table made by hand; std::monostate is NULL.
inline ResultTable madeTable(std::vector<ResultColumn> columns, const std::vector<std::vector<Cell>>& rows)
{
    ResultTable table(columns);
    ResultPage page;
    page.columns.resize(columns.size());
    for (const std::vector<Cell>& row : rows) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            ColumnPage& column = page.columns[c];
            if (const auto* whole = std::get_if<std::int64_t>(&row[c]))
                column.addInteger(*whole);
            else if (const auto* real = std::get_if<double>(&row[c]))
                column.addFloat(*real);
            else if (const auto* text = std::get_if<std::string>(&row[c]))
                column.addText(*text);
            else
                column.addNull();
        }
        ++page.rowCount;
    }
    table.add(std::move(page));
    return table;
}

} // namespace mgx::test
