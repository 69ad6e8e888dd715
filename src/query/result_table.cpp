// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/result_table.h"

#include "base/json_text.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

namespace mgx {

namespace {

constexpr std::int64_t kUsPerDay = 86'400'000'000;

void appendDate(std::int64_t days, std::string& out)
{
    using namespace std::chrono;
    const year_month_day date{sys_days{std::chrono::days{days}}};
    const bool isInRange = days > -12'000'000 && days < 11'000'000;
    std::array<char, 32> text{};
    if (isInRange)
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    else
        std::snprintf(text.data(), text.size(), "day %lld", static_cast<long long>(days));
    out += text.data();
}

void appendDayTime(std::int64_t us, std::string& out)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d.%06d", int(us / 3'600'000'000), int(us / 60'000'000 % 60),
                  int(us / 1'000'000 % 60), int(us % 1'000'000));
    out += text.data();
}

void appendFloat(double value, bool isSingle, std::string& out)
{
    std::array<char, 64> text{};
    const auto end = isSingle ? std::to_chars(text.data(), text.data() + text.size(), static_cast<float>(value))
                              : std::to_chars(text.data(), text.data() + text.size(), value);
    out.append(text.data(), end.ptr);
}

std::string_view infinityWord(double value)
{
    return std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}

} // namespace

void ResultTable::add(ResultPage page)
{
    if (page.rowCount == 0)
        return;
    for (const ColumnPage& column : page.columns)
        m_bytes += column.byteSize();
    m_rowCount += page.rowCount;
    m_pages.push_back(std::make_unique<ResultPage>(std::move(page)));
}

double ResultTable::number(std::size_t row, std::size_t column) const
{
    const ColumnPage& cells = page(row, column);
    const std::size_t slot = row % kPageRows;
    if (cells.isNull(slot))
        return std::numeric_limits<double>::quiet_NaN();
    switch (m_columns[column].type) {
    case ValueType::Boolean:
    case ValueType::TimestampTz:
    case ValueType::Timestamp:
    case ValueType::Date:
    case ValueType::Time: return static_cast<double>(cells.integer(slot));
    case ValueType::Float: return cells.real(slot);
    case ValueType::Integer:
        if (cells.isInteger(slot))
            return static_cast<double>(cells.integer(slot));
        [[fallthrough]];
    case ValueType::Decimal: {
        const std::string_view digits = cells.text(slot);
        double value = std::numeric_limits<double>::quiet_NaN();
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    default: return std::numeric_limits<double>::quiet_NaN();
    }
}

void ResultTable::appendTime(std::size_t row, std::size_t column, std::string& out) const
{
    const std::int64_t value = page(row, column).integer(row % kPageRows);
    const ValueType type = m_columns[column].type;
    if (type == ValueType::Date) {
        appendDate(value, out);
    } else if (type == ValueType::Time) {
        appendDayTime(value, out);
    } else if (value == std::numeric_limits<std::int64_t>::max() || value == -std::numeric_limits<std::int64_t>::max()) {
        out += value > 0 ? "infinity" : "-infinity";
    } else {
        const std::int64_t days = value >= 0 ? value / kUsPerDay : -((-value + kUsPerDay - 1) / kUsPerDay);
        appendDate(days, out);
        out += 'T';
        appendDayTime(value - days * kUsPerDay, out);
        out += type == ValueType::TimestampTz ? "Z" : "";
    }
}

std::string ResultTable::text(std::size_t row, std::size_t column) const
{
    const ColumnPage& cells = page(row, column);
    const std::size_t slot = row % kPageRows;
    std::string out;
    if (cells.isNull(slot))
        return out;
    switch (m_columns[column].type) {
    case ValueType::Boolean: return cells.integer(slot) != 0 ? "true" : "false";
    case ValueType::Integer: return cells.isInteger(slot) ? std::to_string(cells.integer(slot)) : std::string(cells.text(slot));
    case ValueType::Float:
        if (!std::isfinite(cells.real(slot)))
            return std::string(infinityWord(cells.real(slot)));
        appendFloat(cells.real(slot), m_columns[column].isSingle, out);
        return out;
    case ValueType::TimestampTz:
    case ValueType::Timestamp:
    case ValueType::Date:
    case ValueType::Time: appendTime(row, column, out); return out;
    default: return std::string(cells.text(slot));
    }
}

void ResultTable::appendJson(std::size_t row, std::size_t column, std::string& out) const
{
    const ColumnPage& cells = page(row, column);
    const std::size_t slot = row % kPageRows;
    if (cells.isNull(slot)) {
        out += "null";
        return;
    }
    switch (m_columns[column].type) {
    case ValueType::Null: out += "null"; return;
    case ValueType::Boolean: out += cells.integer(slot) != 0 ? "true" : "false"; return;
    case ValueType::Integer: out += text(row, column); return;
    case ValueType::Json:
    case ValueType::List:
    case ValueType::Struct:
    case ValueType::Interval: out += cells.text(slot); return;
    case ValueType::Float:
        if (std::isfinite(cells.real(slot)))
            appendFloat(cells.real(slot), m_columns[column].isSingle, out);
        else
            appendJsonText(out, infinityWord(cells.real(slot)));
        return;
    case ValueType::Text:
    case ValueType::Decimal:
    case ValueType::Blob: appendJsonText(out, cells.text(slot)); return;
    default: {
        std::string time;
        appendTime(row, column, time);
        appendJsonText(out, time);
    }
    }
}

} // namespace mgx
