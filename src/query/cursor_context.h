// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_scope.h"

#include <span>
#include <string>
#include <string_view>

namespace mgx {

/// What can stand at the cursor of an outline, told from the tokens before it.
struct CursorContext
{
    enum class Place : std::uint8_t {
        Nothing,    ///< a comment, a number, a new name
        Source,     ///< a table
        Expression, ///< columns, functions, keywords that begin an expression
        Keywords,   ///< only keywords
        Member,     ///< behind `qualifier.`
        JsonKey,    ///< a key of `json`
        Value,      ///< a string compared to `compared`
        Words,      ///< one of `words`: units, types
        Parameter,
    };
    enum class Clause : std::uint8_t { None, Select, From, On, Where, GroupBy, Having, OrderBy, Limit, Window, With };

    Place place = Place::Nothing;
    Clause clause = Clause::None;
    std::string qualifier;
    ValueOrigin json;     ///< column, and the key of the object inside it
    ValueOrigin compared; ///< also of an Expression: `level = |`
    std::span<const std::string_view> keywords;
    bool areKeywordsFirst = false; ///< likelier than names: WHEN behind CASE
    std::span<const std::string_view> words;
    bool isQueryPossible = false; ///< behind an opening bracket
    bool isArgument = false;      ///< inside the brackets of a function
};

/// `isCondition`: the text is only the condition of a WHERE.
[[nodiscard]] CursorContext contextAt(const SqlOutline& outline, bool isCondition);

} // namespace mgx
