// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/result_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mgx {

namespace {

constexpr std::size_t kRowsBetweenLooks = 4096; ///< at the cancel token

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool has(const std::string& text, const std::string& lowerNeedle)
{
    return std::search(text.begin(), text.end(), lowerNeedle.begin(), lowerNeedle.end(),
                       [](char a, char b) { return lower(a) == b; })
        != text.end();
}

bool isKept(const ResultTable& table, std::size_t row, int column, const std::string& needle)
{
    if (column >= 0)
        return has(table.text(row, static_cast<std::size_t>(column)), needle);
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        if (has(table.text(row, c), needle))
            return true;
    }
    return false;
}

bool isTime(ValueType type)
{
    return type == ValueType::TimestampTz || type == ValueType::Timestamp || type == ValueType::Date || type == ValueType::Time;
}

/// Keys are taken out once: a comparison must not read a page again and again.
template <class Key, class MakeKey>
void sortBy(std::vector<std::uint32_t>& rows, const ResultTable& table, std::size_t column, bool isDescending, MakeKey makeKey)
{
    struct Entry
    {
        Key key;
        std::uint32_t row;
        bool isNull;
    };
    std::vector<Entry> entries;
    entries.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const bool isNull = table.isNull(row, column);
        entries.push_back({isNull ? Key() : makeKey(row), row, isNull});
    }
    std::stable_sort(entries.begin(), entries.end(), [isDescending](const Entry& a, const Entry& b) {
        if (a.isNull || b.isNull)
            return !a.isNull && b.isNull;
        return isDescending ? b.key < a.key : a.key < b.key;
    });
    std::transform(entries.begin(), entries.end(), rows.begin(), [](const Entry& entry) { return entry.row; });
}

} // namespace

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Float || type == ValueType::Decimal || isTime(type);
}

std::vector<std::uint32_t> orderedRows(const ResultTable& table, const ResultOrder& order, const CancelToken& cancel)
{
    std::vector<std::uint32_t> rows;
    std::string needle = order.filter;
    std::transform(needle.begin(), needle.end(), needle.begin(), lower);
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (row % kRowsBetweenLooks == 0 && cancel.isCancelled())
            return rows;
        if (needle.empty() || isKept(table, row, order.filterColumn, needle))
            rows.push_back(static_cast<std::uint32_t>(row));
    }
    if (order.sortColumn < 0 || order.sortColumn >= static_cast<int>(table.columns().size()))
        return rows;
    const auto column = static_cast<std::size_t>(order.sortColumn);
    const ValueType type = table.columns()[column].type;
    if (isNumeric(type) || type == ValueType::Boolean) {
        sortBy<double>(rows, table, column, order.isDescending, [&](std::uint32_t row) {
            const double value = table.number(row, column);
            return std::isnan(value) ? HUGE_VAL : value; // what is no number stands after the greatest
        });
    } else {
        sortBy<std::string>(rows, table, column, order.isDescending, [&](std::uint32_t row) { return table.text(row, column); });
    }
    return rows;
}

} // namespace mgx
