// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/logfire_rows.h"

#include "base/json_text.h"
#include "ingest/json_importer.h"
#include "ingest/record_rows.h"

#include <algorithm>

namespace mgx {

namespace {

enum Place : int { kTop, kAnswer, kRows, kColumns, kColumn, kValues };

/// Rows wherever the shapes of an answer have them; columns are gathered first and turned into rows at their end.
class LogfireRowsImporter final : public JsonImporter
{
public:
    LogfireRowsImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head)
        : JsonImporter(context, fileName, source, "rows with Logfire's columns, trace_id and start_timestamp among them"),
          m_areRows(!head.hasPath("data") && !head.hasPath("rows") && !head.hasPath("columns")),
          m_queue([](JsonPieces& pieces) { return readRecordRows(pieces); }, [this](RecordBatch& batch) { m_sink.append(batch); })
    {}

private:
    int enter(int place, std::string_view key, bool isArray) override
    {
        switch (place) {
        case kTop:
            if (isArray)
                return kRows;
            return m_areRows ? kWhole : kAnswer;
        case kAnswer:
            if (isArray && (key == "data" || key == "rows"))
                return kRows;
            return isArray && key == "columns" ? kColumns : kWhole;
        case kColumns:
            if (isArray)
                return kWhole;
            m_columns.emplace_back();
            return kColumn;
        case kColumn: return isArray && key == "values" ? kValues : kWhole;
        default: return kWhole;
        }
    }

    void leave(int place) override
    {
        if (place == kColumns)
            takeColumns();
    }

    void value(int place, std::string_view key, const JsonPiece& piece) override
    {
        if (place == kRows || place == kTop) {
            m_queue.add(piece);
        } else if (place == kColumn && key == "name") {
            m_columns.back().name = piece.text;
        } else if (place == kValues) {
            m_columns.back().values.push_back(m_values.size());
            m_values += piece.text;
            m_values += '\0'; // JSON has none
        } else if (place == kAnswer && key == "message") {
            m_sink.note({piece.line, "Logfire's answer ended with an error: " + std::string(piece.text), Problem::Severity::Error});
        }
    }

    void takeColumns()
    {
        std::size_t rows = 0;
        for (const Column& column : m_columns)
            rows = std::max(rows, column.values.size());
        std::string row;
        for (std::size_t i = 0; i < rows; ++i) {
            row = "{";
            for (const Column& column : m_columns) {
                if (i >= column.values.size() || column.name.empty())
                    continue;
                row += row.size() > 1 ? "," : "";
                row += column.name;
                row += ':';
                row += m_values.c_str() + column.values[i];
            }
            row += '}';
            const std::size_t size = row.size();
            row.append(JsonPiece::kPadding, ' ');
            m_queue.add({std::string_view(row).substr(0, size), 0, true});
        }
        m_columns.clear();
        m_values.clear();
    }

    void atEnd() override { m_queue.finish(); }

    struct Column
    {
        std::string name;                ///< as JSON, with quotes
        std::vector<std::size_t> values; ///< where they begin in m_values
    };
    bool m_areRows; ///< no answer around them
    std::vector<Column> m_columns;
    std::string m_values;
    PieceQueue<RecordBatch> m_queue;
};

std::size_t recordColumnsIn(const FileHead& head, const std::string& at)
{
    return head.countOf(at, {"trace_id", "span_id", "start_timestamp", "span_name", "kind", "end_timestamp", "message"});
}

/// The names of the columns are values here.
bool namesRecordColumns(const FileHead& head)
{
    const auto has = [&](std::string_view name) { return head.bytes().find(name) != std::string_view::npos; };
    return has("\"start_timestamp\"") && (has("\"trace_id\"") || has("\"span_name\"") || has("\"message\""));
}

int probe(const FileHead& head)
{
    if (!head.isJson())
        return 0;
    for (const char* at : {"[].", "data[].", "rows[]."}) {
        if (recordColumnsIn(head, at) >= 3)
            return 90;
    }
    if (head.hasPath("columns[].values") && namesRecordColumns(head))
        return 90;
    if ((head.hasPath("schema.fields") || head.hasPath("columns[].name")) && namesRecordColumns(head))
        return 70; // no row in sight
    // Pretty-printed records: the line of the first one does not end with it.
    const std::string_view bytes = head.bytes();
    const std::size_t open = bytes.find('{');
    const std::size_t next = open == std::string_view::npos ? open : bytes.find_first_not_of(" \t\r", open + 1);
    return next != std::string_view::npos && bytes[next] == '\n' && recordColumnsIn(head, "") >= 4 ? 101 : 0;
}

} // namespace

const Format& logfireRowsFormat()
{
    static const Format format{"answers of Logfire's query API", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead& head) {
                                   return std::unique_ptr<Importer>(new LogfireRowsImporter(context, fileName, source, head));
                               }};
    return format;
}

} // namespace mgx
