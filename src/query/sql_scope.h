// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_catalog.h"
#include "query/sql_outline.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// The column or JSON key that values come from; empty where an expression computes them.
struct ValueOrigin
{
    std::string column;
    std::string parent; ///< JSON key of the object that holds `key`
    std::string key;    ///< empty = the column itself

    [[nodiscard]] bool isKnown() const { return !column.empty(); }
};

struct ScopeColumn
{
    std::string name;
    std::string type; ///< empty = not known
    std::string_view sentence;
    ValueOrigin origin;
};

/// A table, CTE or subquery that a FROM names.
struct ScopeSource
{
    std::string name;  ///< as other parts of the query call it: alias or name; empty = it has none
    std::string table; ///< what it is; empty = a subquery
    std::vector<ScopeColumn> columns;
};

struct ScopeCte
{
    std::string name;
    std::vector<ScopeColumn> columns;
};

/// What the names at the cursor can mean.
struct SqlScope
{
    std::vector<ScopeSource> sources; ///< of the query at the cursor
    std::vector<ScopeSource> outer;   ///< of the queries around it
    std::vector<ScopeCte> ctes;
    std::vector<ScopeColumn> outputs; ///< named results of the query at the cursor, for GROUP BY and ORDER BY
};

/// Reads the scope at the outline's cursor. Where a FROM is missing there are no sources. O(n); nesting beyond 40 is not followed.
[[nodiscard]] SqlScope scopeAt(const SqlOutline& outline, std::span<const SqlTable> tables);
/// The column or key that the operand ending with token `last` reads: `r.model`, `lower(x)`, `(attributes->'a'->>'b')::text`.
[[nodiscard]] ValueOrigin originOf(const SqlOutline& outline, int last);

} // namespace mgx
