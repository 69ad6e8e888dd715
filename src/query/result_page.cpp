// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/result_page.h"

#include <array>

namespace mgx {

std::string_view valueTypeWord(ValueType type)
{
    constexpr std::array<std::string_view, 15> kWords = {"null", "bool", "int", "float", "decimal", "text", "json", "timestamptz",
                                                         "timestamp", "date", "time", "interval", "list", "struct", "blob"};
    return kWords[static_cast<std::size_t>(type)];
}

void ColumnPage::addNull()
{
    m_kinds.push_back(Kind::Null);
    m_values.push_back({});
}

void ColumnPage::addInteger(std::int64_t value)
{
    m_kinds.push_back(Kind::Integer);
    m_values.push_back({.integer = value});
}

void ColumnPage::addFloat(double value)
{
    m_kinds.push_back(Kind::Float);
    m_values.push_back({.real = value});
}

void ColumnPage::addText(std::string_view value)
{
    m_kinds.push_back(Kind::Text);
    Value entry{};
    entry.text.begin = static_cast<std::uint32_t>(m_bytes.size());
    entry.text.length = static_cast<std::uint32_t>(value.size());
    m_values.push_back(entry);
    m_bytes += value;
}

} // namespace mgx
