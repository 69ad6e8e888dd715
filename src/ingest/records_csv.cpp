// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/records_csv.h"

#include "base/json_text.h"
#include "base/text.h"
#include "ingest/csv_splitter.h"
#include "ingest/record_rows.h"
#include "ingest/record_sink.h"
#include "store/record_row.h"

namespace mgx {

namespace {

/// Makes a JSON object of each row, with the types that the columns have, and reads it like any record.
class RecordsCsvImporter final : public Importer
{
public:
    RecordsCsvImporter(ImportContext& context, std::string_view fileName, std::uint32_t source) : m_sink(context, fileName, source) {}

    Result<void> consume(std::string_view chunk) override
    {
        if (m_sink.context().cancel.isCancelled())
            return failure("cancelled", m_sink.fileName());
        m_sink.context().report.bytes += chunk.size();
        m_splitter.consume(chunk, [this](CsvSplitter::Row& row) { take(row); });
        return {};
    }

    Result<void> finish() override
    {
        m_splitter.finish([this](CsvSplitter::Row& row) { take(row); });
        return m_sink.finish("CSV with Logfire's column names in its first line");
    }

private:
    struct Column
    {
        std::string name; ///< as JSON, with quotes
        ColumnType type = ColumnType::Text;
    };

    void take(CsvSplitter::Row& row)
    {
        if (m_columns.empty()) {
            readHeader(row);
            return;
        }
        if (!row.isComplete || row.fields.size() != m_columns.size())
            m_sink.note({row.line, row.isComplete ? "has another number of fields than the first line: what there is was read"
                                                  : "ends inside a quoted field: what there is was read"});
        m_json = "{";
        for (std::size_t i = 0; i < std::min(row.fields.size(), m_columns.size()); ++i)
            appendField(m_columns[i], row.fields[i]);
        m_json += '}';
        RecordBatch batch;
        readRecord(m_reader, m_json, row.line, false, batch);
        m_sink.append(batch);
    }

    void readHeader(CsvSplitter::Row& row)
    {
        for (CsvSplitter::Field& field : row.fields) {
            std::string_view name = trimmed(field.text);
            if (m_columns.empty() && name.substr(0, 3) == "\xEF\xBB\xBF")
                name.remove_prefix(3);
            Column column;
            appendJsonText(column.name, name);
            for (const RecordColumn& known : recordColumns()) {
                if (known.name == name)
                    column.type = known.type;
            }
            m_columns.push_back(std::move(column));
        }
    }

    void appendField(const Column& column, const CsvSplitter::Field& field)
    {
        if (field.text.empty() && !field.isQuoted)
            return;
        const bool isRaw = column.type != ColumnType::Text && column.type != ColumnType::Timestamp;
        if (isRaw && field.text.empty())
            return;
        m_json += m_json.size() > 1 ? "," : "";
        m_json += column.name;
        m_json += ':';
        if (column.type == ColumnType::Boolean)
            m_json += field.text == "true" || field.text == "True" || field.text == "t" ? "true" : "false";
        else if (isRaw && column.name != "\"attributes\"" && column.name != "\"otel_resource_attributes\"" && looksLikeJson(field.text))
            m_json += field.text;
        else
            appendJsonText(m_json, isValidUtf8(field.text) ? field.text : toUtf8(field.text));
    }

    /// A number, or something in brackets or quotes; the reader checks the rest.
    static bool looksLikeJson(std::string_view text)
    {
        return std::string_view("0123456789-[{\"").find(text.front()) != std::string_view::npos && isValidUtf8(text);
    }

    RecordSink m_sink;
    CsvSplitter m_splitter;
    RecordLineReader m_reader;
    std::vector<Column> m_columns;
    std::string m_json;
};

int probe(const FileHead& head)
{
    int known = 0;
    for (const std::string& name : head.csvHeader()) {
        for (const std::string_view column : {"trace_id", "span_id", "start_timestamp", "span_name", "kind", "end_timestamp", "message", "duration", "service_name",
                                             "attributes", "is_exception"})
            known += name == column;
    }
    return known >= 3 ? 90 : 0;
}

} // namespace

const Format& recordsCsvFormat()
{
    static const Format format{"records (CSV)", probe,
                               [](ImportContext& context, std::string_view fileName, std::uint32_t source, const FileHead&) {
                                   return std::unique_ptr<Importer>(new RecordsCsvImporter(context, fileName, source));
                               }};
    return format;
}

} // namespace mgx
