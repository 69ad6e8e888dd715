// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

[[nodiscard]] inline bool isSqlDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] inline bool isSqlSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
[[nodiscard]] inline char sqlLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
[[nodiscard]] inline char sqlUpper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
/// Letters, digits, underscore and every byte beyond ASCII.
[[nodiscard]] inline bool isSqlWordByte(char c)
{
    const char lower = sqlLower(c);
    return (lower >= 'a' && lower <= 'z') || isSqlDigit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

[[nodiscard]] std::string sqlLower(std::string_view text); ///< ASCII
[[nodiscard]] std::string sqlUpper(std::string_view text); ///< ASCII
/// As SQL compares words: letters of ASCII in any case.
[[nodiscard]] bool isSameSqlWord(std::string_view a, std::string_view b);

/// A keyword wherever it stands (SELECT), or one that is a keyword only between certain words (FIRST, ROWS, TIME). O(1).
enum class SqlWordClass { Name, Keyword, ContextKeyword };
[[nodiscard]] SqlWordClass sqlWordClass(std::string_view word);

/// The name as it has to be written: in double quotes where it is no plain lower-case word or is a keyword.
[[nodiscard]] std::string quotedSqlName(std::string_view name);
/// The inside of a text literal, quotes doubled.
[[nodiscard]] std::string escapedSqlText(std::string_view text);
/// What a quoted literal or name holds: without its quotes, doubled ones made single. Plain words come back as they are.
[[nodiscard]] std::string unquotedSql(std::string_view token);

} // namespace mgx
