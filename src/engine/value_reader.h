// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/duck.h"
#include "query/result_table.h"

#include <memory>
#include <vector>

namespace mgx {

/// Turns columns of DuckDB's chunks into pages. Nested values become compact JSON in the value forms of ResultTable.
class ValueReader
{
public:
    explicit ValueReader(duckdb_result& result);
    ~ValueReader();
    ValueReader(const ValueReader&) = delete;
    ValueReader& operator=(const ValueReader&) = delete;

    [[nodiscard]] std::vector<ResultColumn> columns() const;
    /// Appends rows [first, first + count) of a chunk.
    void read(duckdb_data_chunk chunk, std::size_t first, std::size_t count, ResultPage& page) const;

private:
    struct TypeTree;
    static std::unique_ptr<TypeTree> describe(duckdb_logical_type type);
    static void appendJson(const TypeTree& type, duckdb_vector vector, std::size_t row, std::string& out);
    static void append(const TypeTree& type, duckdb_vector vector, std::size_t row, ColumnPage& out);

    std::vector<std::string> m_names;
    std::vector<std::unique_ptr<TypeTree>> m_types;
};

} // namespace mgx
