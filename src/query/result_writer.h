// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <string>

namespace mgx {

enum class ResultFormat : std::uint8_t { Csv, Json, Ndjson, Tsv, Markdown };

/// Writes rows of a result as text, piece by piece: begin(), row() for each wanted row in any order, end(). The caller empties the
/// text between rows as it likes. CSV is RFC 4180, where NULL is nothing and an empty text is "". In TSV and Markdown line breaks
/// and tabs become spaces.
class ResultWriter
{
public:
    ResultWriter(const ResultTable& table, ResultFormat format, std::string& out) : m_table(table), m_format(format), m_out(out) {}

    void begin();
    void row(std::size_t row);
    void end();

private:
    void csvCell(std::string_view value, bool isNull);
    void plainCell(std::string_view value);

    const ResultTable& m_table;
    ResultFormat m_format;
    std::string& m_out;
    bool m_isFirst = true;
};

} // namespace mgx
