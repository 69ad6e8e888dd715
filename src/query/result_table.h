// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_page.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

struct ResultColumn
{
    std::string name;
    ValueType type = ValueType::Text;
    bool isSingle = false;  ///< Float of 32 bits: printed as such
    std::string engineType; ///< the engine's own word, for people: "DECIMAL(38,10)"
};

/// The answer to a query: columns with types and pages of rows. Immutable once it is handed out; shared between threads.
/// Access to a row costs O(1): every page but the last holds kPageRows rows.
class ResultTable
{
public:
    static constexpr std::size_t kPageRows = 2048;

    explicit ResultTable(std::vector<ResultColumn> columns) : m_columns(std::move(columns)) {}

    /// Appends rows, cut into pages of kPageRows as needed.
    void add(ResultPage page);
    void setTruncated(bool isTruncated) { m_isTruncated = isTruncated; }
    void setElapsedMs(double elapsed) { m_elapsedMs = elapsed; }
    void setRevision(std::uint64_t revision) { m_revision = revision; }

    [[nodiscard]] const std::vector<ResultColumn>& columns() const { return m_columns; }
    [[nodiscard]] std::size_t rowCount() const { return m_rowCount; }
    [[nodiscard]] std::size_t byteSize() const { return m_bytes; }
    /// There were more rows than the limit allowed.
    [[nodiscard]] bool isTruncated() const { return m_isTruncated; }
    [[nodiscard]] double elapsedMs() const { return m_elapsedMs; }
    /// Revision of the data that answered.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    [[nodiscard]] bool isNull(std::size_t row, std::size_t column) const { return page(row, column).isNull(row % kPageRows); }
    /// The value of a column that holds whole numbers, times or dates (see ColumnPage for their units); 0 if it has none.
    [[nodiscard]] std::int64_t integer(std::size_t row, std::size_t column) const
    {
        return page(row, column).isInteger(row % kPageRows) ? page(row, column).integer(row % kPageRows) : 0;
    }
    /// The value as a number: NaN if it is NULL or none.
    [[nodiscard]] double number(std::size_t row, std::size_t column) const;
    /// The value as a person reads it; NULL is empty. Timestamps are ISO 8601.
    [[nodiscard]] std::string text(std::size_t row, std::size_t column) const;
    /// The value as JSON: numbers as numbers, decimals as texts, JSON, lists and structs as they are.
    void appendJson(std::size_t row, std::size_t column, std::string& out) const;

private:
    [[nodiscard]] const ColumnPage& page(std::size_t row, std::size_t column) const
    {
        return m_pages[row / kPageRows]->columns[column];
    }
    void appendTime(std::size_t row, std::size_t column, std::string& out) const;

    std::vector<ResultColumn> m_columns;
    std::vector<std::unique_ptr<ResultPage>> m_pages;
    std::size_t m_rowCount = 0;
    std::size_t m_bytes = 0;
    double m_elapsedMs = 0;
    std::uint64_t m_revision = 0;
    bool m_isTruncated = false;
};

} // namespace mgx
