// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_outline.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// `name AS (…)` of a WITH.
struct CtePart
{
    std::string name;
    std::vector<std::string> columns; ///< of `name (a, b) AS`
    int body = -1; ///< index of the bracket
};

/// One entry of a FROM.
struct SourcePart
{
    std::string table; ///< empty = a subquery
    std::string alias;
    std::vector<std::string> columns; ///< of `AS t (a, b)`
    int body = -1; ///< bracket of a subquery
};

/// A SELECT without the queries that UNION puts beside it.
struct SelectPart
{
    int begin = 0;
    int end = 0;
    std::vector<std::pair<int, int>> outputs; ///< tokens of each result
    std::vector<SourcePart> sources;
};

/// What stands in one bracket, or in the whole statement.
struct QueryParts
{
    std::vector<CtePart> ctes;
    std::vector<SelectPart> selects; ///< empty = no query
};

/// Begins a clause, so that it ends the one before.
[[nodiscard]] bool isSqlClause(const SqlOutline& outline, int i);
/// Bracket -1: the statement. Linear in the tokens of the bracket itself.
[[nodiscard]] QueryParts queryParts(const SqlOutline& outline, int bracket);

} // namespace mgx
