// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/query_output.h"

#include "base/json_text.h"
#include "base/text.h"
#include "query/result_writer.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace mgx::cli {

namespace {

/// Collects text and writes it to standard output in large pieces.
class Printer
{
public:
    std::string& text() { return m_text; }
    void flush(bool isLast = false)
    {
        if (m_text.size() < (1u << 18) && !isLast)
            return;
        m_isGood &= std::fwrite(m_text.data(), 1, m_text.size(), stdout) == m_text.size();
        m_text.clear();
        if (isLast)
            m_isGood &= std::fflush(stdout) == 0;
    }
    [[nodiscard]] bool isGood() const { return m_isGood; }

private:
    std::string m_text;
    bool m_isGood = true;
};

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void printJson(const ResultTable& table, Printer& out)
{
    out.text() += "{\"columns\":[";
    for (const ResultColumn& column : table.columns()) {
        out.text() += &column == &table.columns().front() ? "{\"name\":" : ",{\"name\":";
        appendJsonText(out.text(), column.name);
        out.text() += ",\"type\":\"";
        out.text() += valueTypeWord(column.type);
        out.text() += "\"}";
    }
    out.text() += "],\"rows\":[";
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        out.text() += row > 0 ? ",[" : "[";
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            out.text() += column > 0 ? "," : "";
            table.appendJson(row, column, out.text());
        }
        out.text() += ']';
        out.flush();
    }
    out.text() += table.isTruncated() ? "],\"truncated\":true,\"elapsed_ms\":" : "],\"truncated\":false,\"elapsed_ms\":";
    appendJsonNumber(out.text(), table.elapsedMs());
    out.text() += "}\n";
}

void printRows(const ResultTable& table, ResultFormat format, Printer& out)
{
    ResultWriter writer(table, format, out.text());
    writer.begin();
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        writer.row(row);
        out.flush();
    }
    writer.end();
}

/// One line of a cell, cut where it is long.
std::string shown(const ResultTable& table, std::size_t row, std::size_t column)
{
    constexpr std::size_t kMaxWidth = 60;
    if (table.isNull(row, column))
        return "NULL";
    std::string text = table.text(row, column);
    const bool isLong = codePoints(text) > kMaxWidth;
    if (isLong)
        text = std::string(firstCodePoints(text, kMaxWidth - 1)) + "…";
    // Control characters would move the terminal's cursor, or worse.
    std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return text;
}

void printTable(const ResultTable& table, Printer& out)
{
    constexpr std::size_t kMeasured = 1000; // rows that decide the widths
    const std::size_t count = table.columns().size();
    std::vector<std::size_t> widths(count);
    for (std::size_t column = 0; column < count; ++column) {
        widths[column] = codePoints(table.columns()[column].name);
        for (std::size_t row = 0; row < std::min(table.rowCount(), kMeasured); ++row)
            widths[column] = std::max(widths[column], codePoints(shown(table, row, column)));
    }
    const auto cell = [&](const std::string& text, std::size_t column) {
        const ValueType type = table.columns()[column].type;
        const bool isNumber = type == ValueType::Integer || type == ValueType::Float || type == ValueType::Decimal;
        const std::string padding(widths[column] - std::min(widths[column], codePoints(text)), ' ');
        out.text() += column > 0 ? "  " : "";
        out.text() += isNumber ? padding + text : column + 1 < count ? text + padding : text;
    };
    for (std::size_t column = 0; column < count; ++column)
        cell(table.columns()[column].name, column);
    out.text() += '\n';
    for (std::size_t column = 0; column < count; ++column)
        out.text() += (column > 0 ? "  " : "") + std::string(widths[column], '-');
    out.text() += '\n';
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (std::size_t column = 0; column < count; ++column)
            cell(shown(table, row, column), column);
        out.text() += '\n';
        out.flush();
    }
    out.text() += "(" + std::to_string(table.rowCount()) + (table.rowCount() == 1 ? " row" : " rows") + (table.isTruncated() ? ", there are more)\n" : ")\n");
}

void printFailure(const QueryFailure& failure, QueryFormat format)
{
    if (format == QueryFormat::Json) {
        std::string json = "{\"error\":{\"class\":";
        json += failure.kind == QueryFailure::Kind::Refused ? "\"refused\"" : "\"error\"";
        json += ",\"message\":";
        appendJsonText(json, failure.message);
        json += ",\"line\":" + (failure.line > 0 ? std::to_string(failure.line) : std::string("null"));
        json += ",\"column\":" + (failure.line > 0 ? std::to_string(failure.column) : std::string("null"));
        json += ",\"hint\":";
        if (failure.hint.empty())
            json += "null";
        else
            appendJsonText(json, failure.hint);
        std::printf("%s}}\n", json.c_str());
        return;
    }
    const std::string place = failure.line > 0 ? "line " + std::to_string(failure.line) + ", column " + std::to_string(failure.column) + ": " : "";
    std::fprintf(stderr, "massgen-explorer: %s%s%s%s\n", place.c_str(), failure.message.c_str(), failure.hint.empty() ? "" : "; ", failure.hint.c_str());
}

} // namespace

std::optional<QueryFormat> queryFormatOf(std::string_view word)
{
    if (word == "table")
        return QueryFormat::Table;
    if (word == "json")
        return QueryFormat::Json;
    if (word == "csv")
        return QueryFormat::Csv;
    if (word == "parquet")
        return QueryFormat::Parquet;
    return word == "ndjson" ? std::optional(QueryFormat::Ndjson) : std::nullopt;
}

bool printAnswer(const QueryAnswer& answer, QueryFormat format)
{
    if (!answer) {
        printFailure(answer.error(), format);
        return false;
    }
    const ResultTable& table = **answer;
    Printer out;
    switch (format) {
    case QueryFormat::Json: printJson(table, out); break;
    case QueryFormat::Ndjson: printRows(table, ResultFormat::Ndjson, out); break;
    case QueryFormat::Csv: printRows(table, ResultFormat::Csv, out); break;
    case QueryFormat::Table: printTable(table, out); break;
    case QueryFormat::Parquet: return false; // no text: see writeResultParquet
    }
    out.flush(true);
    if (table.isTruncated() && format != QueryFormat::Json && format != QueryFormat::Table)
        std::fprintf(stderr, "massgen-explorer: only the first %zu rows are shown; there are more\n", table.rowCount());
    return out.isGood();
}

} // namespace mgx::cli
