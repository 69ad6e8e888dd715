// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace mgx {

/// A column as people see it: TEXT, TEXT[], JSON, TIMESTAMPTZ, DOUBLE, INTEGER …
struct SqlColumn
{
    std::string_view name;
    std::string_view type;
    std::string_view sentence; ///< what it holds
};

struct SqlTable
{
    std::string_view name;
    std::string_view sentence;
    std::span<const SqlColumn> columns;
};

struct SqlFunction
{
    std::string_view name;      ///< lower case
    std::string_view group;     ///< aggregates, window, JSON, time, text, …
    std::string_view signature; ///< date_trunc(unit, time)
    std::string_view sentence;
    std::string_view example;   ///< an expression over `records` that uses it
};

/// What a query can name, whichever engine answers: for completion, the schema side bar and the reference page. Read once from the
/// texts of resources/sql/catalog that are part of the library; any thread.
[[nodiscard]] std::span<const SqlTable> sqlTables();
[[nodiscard]] std::span<const SqlFunction> sqlFunctions();
[[nodiscard]] std::span<const std::string_view> sqlKeywords(); ///< upper case

/// Null if there is none; names are compared as SQL does, without regard to case.
[[nodiscard]] const SqlTable* findSqlTable(std::string_view name);
[[nodiscard]] const SqlFunction* findSqlFunction(std::string_view name);

} // namespace mgx
