// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/result_shape.h"

#include <algorithm>
#include <cmath>

namespace mgx {

namespace {

constexpr std::size_t kMeasuredRows = 200;
constexpr std::size_t kNarrowest = 6, kWidest = 48; ///< characters

} // namespace

std::vector<ColumnShape> shapeOf(const ResultTable& table)
{
    std::vector<ColumnShape> shapes;
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
        const ResultColumn& facts = table.columns()[column];
        ColumnShape shape;
        std::size_t width = facts.name.size() + 3; // room for the arrow of the order
        for (std::size_t row = 0; row < std::min(kMeasuredRows, table.rowCount()); ++row)
            width = std::max(width, table.text(row, column).size());
        shape.width = static_cast<int>(std::clamp(width, kNarrowest, kWidest));
        const bool isNumber = facts.type == ValueType::Integer || facts.type == ValueType::Float || facts.type == ValueType::Decimal;
        for (std::size_t row = 0; isNumber && row < table.rowCount(); ++row) {
            const double value = std::abs(table.number(row, column));
            if (std::isfinite(value)) // not of NULL and not of infinity
                shape.greatest = std::max(shape.greatest, value);
        }
        shapes.push_back(shape);
    }
    return shapes;
}

} // namespace mgx
