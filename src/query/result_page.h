// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What a column holds, as a person thinks of it. The words of `query --format json` are valueTypeWord().
enum class ValueType : std::uint8_t {
    Null, Boolean, Integer, Float, Decimal, Text, Json, TimestampTz, Timestamp, Date, Time, Interval, List, Struct, Blob
};

[[nodiscard]] std::string_view valueTypeWord(ValueType type);

/// One column of some rows. Numbers, booleans, dates and times are numbers; everything else is text.
/// Shapes: TimestampTz, Timestamp and Time in µs (since the epoch, of the day), Date in days; Integer beyond 64 bits and Decimal
/// as digits; Json, List, Struct and Interval as compact JSON; Blob as lower-case hex.
class ColumnPage
{
public:
    void addNull();
    void addInteger(std::int64_t value);
    void addFloat(double value);
    void addText(std::string_view value);

    [[nodiscard]] bool isNull(std::size_t row) const { return m_kinds[row] == Kind::Null; }
    [[nodiscard]] bool isInteger(std::size_t row) const { return m_kinds[row] == Kind::Integer; }
    [[nodiscard]] std::int64_t integer(std::size_t row) const { return m_values[row].integer; }
    [[nodiscard]] double real(std::size_t row) const { return m_values[row].real; }
    [[nodiscard]] std::string_view text(std::size_t row) const
    {
        return std::string_view(m_bytes).substr(m_values[row].text.begin, m_values[row].text.length);
    }
    [[nodiscard]] std::size_t rowCount() const { return m_kinds.size(); }
    [[nodiscard]] std::size_t byteSize() const { return m_kinds.size() * (sizeof(Value) + 1) + m_bytes.size(); }

private:
    enum class Kind : std::uint8_t { Null, Integer, Float, Text };
    union Value {
        std::int64_t integer;
        double real;
        struct
        {
            std::uint32_t begin;
            std::uint32_t length;
        } text;
    };
    std::vector<Kind> m_kinds;
    std::vector<Value> m_values;
    std::string m_bytes;
};

/// Some rows of a result: one ColumnPage per column, all of the same length.
struct ResultPage
{
    std::vector<ColumnPage> columns;
    std::size_t rowCount = 0;
};

} // namespace mgx
