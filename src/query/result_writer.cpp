// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/result_writer.h"

#include "base/json_text.h"

namespace mgx {

void ResultWriter::csvCell(std::string_view value, bool isNull)
{
    if (isNull)
        return;
    if (!value.empty() && value.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_out += value;
        return;
    }
    m_out += '"';
    for (const char c : value) {
        m_out += c == '"' ? "\"" : "";
        m_out += c;
    }
    m_out += '"';
}

void ResultWriter::plainCell(std::string_view value)
{
    for (const char c : value) {
        if (c == '|' && m_format == ResultFormat::Markdown)
            m_out += '\\';
        m_out += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
}

void ResultWriter::begin()
{
    const auto& columns = m_table.columns();
    if (m_format == ResultFormat::Json) {
        m_out += '[';
        return;
    }
    if (m_format == ResultFormat::Ndjson)
        return;
    const bool isMarkdown = m_format == ResultFormat::Markdown;
    m_out += isMarkdown ? "| " : "";
    for (std::size_t column = 0; column < columns.size(); ++column) {
        m_out += column == 0 ? "" : isMarkdown ? " | " : m_format == ResultFormat::Csv ? "," : "\t";
        if (m_format == ResultFormat::Csv)
            csvCell(columns[column].name, false);
        else
            plainCell(columns[column].name);
    }
    m_out += isMarkdown ? " |\n|" : m_format == ResultFormat::Csv ? "\r\n" : "\n";
    for (std::size_t column = 0; isMarkdown && column < columns.size(); ++column)
        m_out += " --- |";
    m_out += isMarkdown ? "\n" : "";
}

void ResultWriter::row(std::size_t row)
{
    const std::size_t count = m_table.columns().size();
    if (m_format == ResultFormat::Json || m_format == ResultFormat::Ndjson) {
        m_out += m_format == ResultFormat::Json ? (m_isFirst ? "\n{" : ",\n{") : "{";
        m_isFirst = false;
        for (std::size_t column = 0; column < count; ++column) {
            m_out += column > 0 ? "," : "";
            appendJsonText(m_out, m_table.columns()[column].name);
            m_out += ':';
            m_table.appendJson(row, column, m_out);
        }
        m_out += m_format == ResultFormat::Json ? "}" : "}\n";
        return;
    }
    const bool isMarkdown = m_format == ResultFormat::Markdown;
    m_out += isMarkdown ? "| " : "";
    for (std::size_t column = 0; column < count; ++column) {
        m_out += column == 0 ? "" : isMarkdown ? " | " : m_format == ResultFormat::Csv ? "," : "\t";
        const bool isNull = m_table.isNull(row, column);
        if (m_format == ResultFormat::Csv)
            csvCell(m_table.text(row, column), isNull);
        else
            plainCell(isNull ? "NULL" : m_table.text(row, column));
    }
    m_out += isMarkdown ? " |\n" : m_format == ResultFormat::Csv ? "\r\n" : "\n";
}

void ResultWriter::end()
{
    if (m_format == ResultFormat::Json)
        m_out += "\n]\n";
}

} // namespace mgx
