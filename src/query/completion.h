// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/data_catalog.h"
#include "query/sql_catalog.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What an engine lets a query name.
struct SqlCatalog
{
    std::span<const SqlTable> tables;
    std::span<const SqlFunction> functions;

    /// Of the local engine.
    [[nodiscard]] static SqlCatalog local() { return {sqlTables(), sqlFunctions()}; }
};

enum class CompletionKind : std::uint8_t {
    Table,
    CommonTable, ///< of a WITH
    Alias,       ///< a name that the query gave to a table
    Column,
    Output, ///< a result of the same query, for GROUP BY and ORDER BY
    Function,
    Keyword,
    JsonKey,
    Value,
    Parameter,
    Word ///< unit, type, interval
};

struct CompletionItem
{
    CompletionKind kind = CompletionKind::Keyword;
    std::string text;   ///< what was matched with the typed word
    std::string label;  ///< what the list shows
    std::string detail; ///< type, signature, number of rows or records
    std::string note;   ///< a sentence; of a JSON key example values
    std::string insertText; ///< replaces the range
    std::size_t caret = 0;  ///< where the cursor goes in it, bytes: between the brackets of a function
};

struct CompletionRequest
{
    std::string_view text;
    std::size_t cursor = 0; ///< bytes
    SqlCatalog catalog = SqlCatalog::local();
    const DataCatalog* data = nullptr; ///< optional
    /// Not empty: the text is only the condition of a WHERE over this table.
    std::string_view conditionTable;
    std::size_t limit = 400; ///< of items
};

struct Completions
{
    std::size_t replaceFrom = 0; ///< bytes
    std::size_t replaceTo = 0;
    std::vector<CompletionItem> items; ///< best first
    std::size_t total = 0; ///< that matched; more than items.size() where the limit cut
};

/// What could be written at the cursor of a script: only what the place allows, ranked by how well the typed word fits, then by
/// how near it is to the place, then by how often the data has it. Takes broken and half-typed text. About 1 ms for 100 kB of script
/// and 5,000 keys; any thread.
[[nodiscard]] Completions complete(const CompletionRequest& request);

} // namespace mgx
