// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_token.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mgx {

// What an editor asks of a script of several statements. Offsets are bytes; every function takes any bytes, is O(n) and can run
// on any thread.

/// From its first to behind its last token, without comments around it and without its semicolon.
struct SqlStatement
{
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

/// The statements between semicolons; pieces without a token are left out.
[[nodiscard]] std::vector<SqlStatement> sqlStatements(std::string_view text);
/// The statement that a cursor is in. Behind a semicolon on the same line it is still the one before; between statements it is
/// the next one, behind all of them the last.
[[nodiscard]] std::optional<SqlStatement> statementAt(std::string_view text, std::size_t offset);

/// Offsets of the bracket beside the cursor (the one on its right before the one on its left) and its partner. Brackets in
/// strings and comments do not count; nothing if there is no partner of the same kind.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> matchingBrackets(std::string_view text, std::size_t offset);

/// A value that a statement leaves open.
struct SqlVariable
{
    enum class Kind : std::uint8_t { Parameter, Placeholder };
    struct Place
    {
        std::size_t begin = 0; ///< of `$name` or `[NAME]`, without quotes around it
        std::size_t end = 0;
        bool isInString = false; ///< a value put here has to be escaped, not quoted
    };
    Kind kind = Kind::Parameter;
    std::string name; ///< `name` of $name, `YOUR_TRACE_ID` of [YOUR_TRACE_ID]; parameters in lower case
    std::vector<Place> places; ///< in order
};

/// Parameters and placeholders in order of their first place.
[[nodiscard]] std::vector<SqlVariable> sqlVariables(std::string_view statement);

} // namespace mgx
