// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/answer_format.h"

#include "base/json_text.h"
#include "query/result_writer.h"

#include <nlohmann/json.hpp>

namespace mgx::testing {

namespace {

/// Arrow's data_type as its Rust library writes it. JSON columns are text there.
std::string arrowType(const ResultColumn& column)
{
    switch (column.type) {
    case ValueType::Null: return R"("Null")";
    case ValueType::Boolean: return R"("Boolean")";
    case ValueType::Integer: return R"("Int64")";
    case ValueType::Float: return column.isSingle ? R"("Float32")" : R"("Float64")";
    case ValueType::Decimal: return R"({"Decimal128":[38,10]})";
    case ValueType::TimestampTz: return R"({"Timestamp":["Microsecond","UTC"]})";
    case ValueType::Timestamp: return R"({"Timestamp":["Microsecond",null]})";
    case ValueType::Date: return R"("Date32")";
    case ValueType::Time: return R"({"Time64":"Microsecond"})";
    case ValueType::Interval: return R"({"Interval":"MonthDayNano"})";
    case ValueType::List:
        return R"({"List":{"name":"item","data_type":"Utf8","nullable":true,"dict_id":0,"dict_is_ordered":false,"metadata":{}}})";
    case ValueType::Struct: return R"({"Struct":[]})";
    case ValueType::Blob: return R"("Binary")";
    default: return R"("Utf8")";
    }
}

std::string schemaJson(const ResultTable& table)
{
    std::string text = R"({"fields":[)";
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        text += i > 0 ? "," : "";
        text += R"({"name":)";
        appendJsonText(text, table.columns()[i].name);
        text += R"(,"data_type":)" + arrowType(table.columns()[i]) + R"(,"nullable":true})";
    }
    return text + R"(],"metadata":{}})";
}

/// "1 mons 2 days 3.500000000 secs", as Arrow prints one.
std::string intervalText(const std::string& json)
{
    const auto parts = nlohmann::json::parse(json);
    const std::int64_t us = parts["us"];
    char seconds[64];
    std::snprintf(seconds, sizeof seconds, "%s%lld.%06lld000 secs", us < 0 ? "-" : "", static_cast<long long>(std::abs(us) / 1'000'000),
                  static_cast<long long>(std::abs(us) % 1'000'000));
    return std::to_string(parts["months"].get<long>()) + " mons " + std::to_string(parts["days"].get<long>()) + " days " + seconds;
}

void appendCell(const ResultTable& table, std::size_t row, std::size_t column, std::string& out)
{
    if (table.columns()[column].type == ValueType::Interval && !table.isNull(row, column)) {
        std::string json;
        table.appendJson(row, column, json);
        appendJsonText(out, intervalText(json));
        return;
    }
    std::string cell;
    table.appendJson(row, column, cell);
    const bool isNotFinite = table.columns()[column].type == ValueType::Float && cell.starts_with('"');
    out += isNotFinite ? "null" : cell; // JSON has no such number
}

std::string rowJson(const ResultTable& table, std::size_t row)
{
    std::string text = "{";
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
        text += column > 0 ? "," : "";
        appendJsonText(text, table.columns()[column].name);
        text += ':';
        appendCell(table, row, column, text);
    }
    return text + "}";
}

void writeRows(const ResultTable& table, std::size_t rowsAPiece, std::string_view before, std::string_view after,
               const std::function<bool(std::string_view)>& write)
{
    for (std::size_t row = 0; row < table.rowCount();) {
        std::string piece(before);
        for (std::size_t i = 0; i < rowsAPiece && row < table.rowCount(); ++i, ++row)
            piece += (i > 0 ? "," : "") + rowJson(table, row);
        if (!write(piece + std::string(after)))
            return;
    }
}

void writeCsv(const ResultTable& table, const std::function<bool(std::string_view)>& write)
{
    std::string text;
    ResultWriter writer(table, ResultFormat::Csv, text);
    writer.begin();
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        writer.row(row);
    writer.end();
    write(text);
}

} // namespace

void writeAnswer(const ResultTable& table, AnswerFormat format, std::size_t rowsAPiece, const std::function<bool(std::string_view)>& write)
{
    if (format == AnswerFormat::Csv) {
        writeCsv(table, write);
    } else if (format == AnswerFormat::Json) {
        std::string rows;
        writeRows(table, 1, "", "", [&](std::string_view row) {
            rows += (rows.empty() ? "" : ",") + std::string(row);
            return true;
        });
        write("{\"schema\":" + schemaJson(table) + ",\"data\":[" + rows + "]}");
    } else {
        write("{\"type\":\"schema\",\"schema\":" + schemaJson(table) + "}\n");
        writeRows(table, rowsAPiece, "{\"type\":\"data\",\"rows\":[", "]}\n", write);
        write("{\"type\":\"end\",\"row_count\":" + std::to_string(table.rowCount()) + "}\n");
    }
}

} // namespace mgx::testing
