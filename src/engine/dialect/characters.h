// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mgx::dialect {

[[nodiscard]] inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] inline bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
[[nodiscard]] inline char toLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
/// Letters, digits, underscore, dollar (not in front) and every byte beyond ASCII.
[[nodiscard]] inline bool isWordByte(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Bytes of the white space that `text` begins with: one character, 0 if it is none. Unicode spaces count, since DuckDB
/// turns them into blanks: a name that holds one here would be two there.
[[nodiscard]] inline std::size_t spaceLength(std::string_view text)
{
    if (text.empty())
        return 0;
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = byte(0);
    if (first == ' ' || (first >= '\t' && first <= '\r'))
        return 1;
    if (first == 0xC2)
        return byte(1) == 0xA0 || byte(1) == 0x85 ? 2 : 0;
    if (first < 0xE1 || first > 0xEF)
        return 0;
    const unsigned point = (first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    const bool isSpace = point == 0x1680 || point == 0x180E || (point >= 0x2000 && point <= 0x200F) || point == 0x2028 ||
                         point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x2060 || point == 0x3000 ||
                         point == 0xFEFF;
    return isSpace && text.size() >= 3 ? 3 : 0;
}

} // namespace mgx::dialect
