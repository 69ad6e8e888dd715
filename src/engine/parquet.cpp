// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parquet.h"

#include "engine/chunk_writer.h"
#include "engine/database_handles.h"
#include "engine/dialect/output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace mgx {

namespace {

std::string quoted(const std::string& text)
{
    dialect::Output out;
    out.putText(text, 0);
    return out.text();
}

std::string named(const std::string& name)
{
    dialect::Output out;
    out.putName(name, 0);
    return out.text();
}

Result<Database> fileDatabase()
{
    DatabaseLimits limits;
    limits.access = DatabaseAccess::Files;
    return Database::open(limits);
}

/// Runs COPY into a neighbour of the file, then gives it its name.
Result<void> copyTo(Database& database, const std::string& query, const std::string& path)
{
    const std::string part = path + ".part";
    Result<void> done = database.execute("COPY (" + query + ") TO " + quoted(part) + " (FORMAT parquet, COMPRESSION zstd)");
    if (done && std::rename(part.c_str(), path.c_str()) == 0)
        return {};
    const std::string why = done ? std::strerror(errno) : done.error().what;
    std::remove(part.c_str());
    return failure("could not be written: " + why, path);
}

/// The type that a column has in the table that is filled, and what is written of it.
struct Shape
{
    const char* stored;
    const char* written; ///< a cast, or nothing
};

Shape shapeOf(const ResultColumn& column)
{
    switch (column.type) {
    case ValueType::Boolean: return {"BOOLEAN", ""};
    case ValueType::Integer: return {"VARCHAR", "HUGEINT"};
    case ValueType::Float: return {"DOUBLE", column.isSingle ? "FLOAT" : ""};
    case ValueType::Decimal: return {"VARCHAR", "DECIMAL(38,10)"};
    case ValueType::TimestampTz: return {"TIMESTAMPTZ", ""};
    case ValueType::Timestamp: return {"TIMESTAMPTZ", "TIMESTAMP"};
    case ValueType::Json:
    case ValueType::List:
    case ValueType::Struct:
    case ValueType::Interval: return {"VARCHAR", "JSON"};
    case ValueType::Date: return {"VARCHAR", "DATE"};
    case ValueType::Time: return {"VARCHAR", "TIME"};
    case ValueType::Blob: return {"VARCHAR", "BLOB"};
    default: return {"VARCHAR", ""};
    }
}

bool isSmall(const ResultTable& table, std::size_t column)
{
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        if (!table.isNull(row, column) && table.text(row, column).size() > 18)
            return false;
    }
    return true;
}

void fill(const ResultTable& table, ChunkWriter& writer)
{
    std::string json;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            if (table.isNull(row, column))
                continue;
            switch (table.columns()[column].type) {
            case ValueType::Boolean: writer.boolean(column, table.number(row, column) != 0); break;
            case ValueType::Float: writer.real(column, table.number(row, column)); break;
            case ValueType::TimestampTz:
            case ValueType::Timestamp: writer.time(column, static_cast<TimeNs>(table.integer(row, column)) * 1000); break;
            case ValueType::Json:
            case ValueType::List:
            case ValueType::Struct:
            case ValueType::Interval:
                json.clear();
                table.appendJson(row, column, json);
                writer.text(column, json);
                break;
            default: writer.text(column, table.text(row, column)); break;
            }
        }
        writer.endRow();
    }
}

/// REPLACE (…) that makes texts of ISO 8601 of the times.
std::string isoTimes(duckdb_prepared_statement statement)
{
    std::string out;
    for (idx_t i = 0; i < duckdb_prepared_statement_column_count(statement); ++i) {
        const duckdb_type type = duckdb_prepared_statement_column_type(statement, i);
        if (type != DUCKDB_TYPE_TIMESTAMP_TZ && type != DUCKDB_TYPE_TIMESTAMP && type != DUCKDB_TYPE_TIMESTAMP_NS && type != DUCKDB_TYPE_TIMESTAMP_MS)
            continue;
        const char* text = duckdb_prepared_statement_column_name(statement, i);
        const std::string name = named(text ? text : "");
        duckdb_free(const_cast<char*>(text));
        const bool isZoned = type == DUCKDB_TYPE_TIMESTAMP_TZ;
        out += (out.empty() ? " REPLACE (strftime(" : ", strftime(") + name + (isZoned ? " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')" : ", '%Y-%m-%dT%H:%M:%S.%f')") +
               " AS " + name;
    }
    return out.empty() ? out : out + ")";
}

} // namespace

Result<void> writeRecordsParquet(const SnapshotList& snapshots, const std::string& path, const CancelToken& cancel)
{
    Result<Database> database = fileDatabase();
    if (!database)
        return tl::unexpected(database.error());
    if (Result<void> loaded = loadSnapshots(*database, snapshots, cancel); !loaded)
        return loaded;
    return copyTo(*database, "SELECT * FROM m.exported_records ORDER BY start_timestamp", path);
}

Result<void> writeResultParquet(const ResultTable& table, const std::string& path)
{
    Result<Database> database = fileDatabase();
    if (!database)
        return tl::unexpected(database.error());
    std::string create;
    std::string select;
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
        const ResultColumn& column = table.columns()[i];
        const Shape shape = shapeOf(column);
        const std::string internal = "c" + std::to_string(i);
        create += (i > 0 ? ", " : "") + internal + " " + shape.stored;
        std::string value = internal;
        if (column.type == ValueType::Blob)
            value = "unhex(" + internal + ")";
        else if (column.type == ValueType::Integer)
            value = "CAST(" + internal + (isSmall(table, i) ? " AS BIGINT)" : " AS HUGEINT)");
        else if (*shape.written != '\0')
            value = "CAST(" + internal + " AS " + shape.written + ")";
        // Two columns of one name are told apart.
        bool isTaken = false;
        for (std::size_t before = 0; before < i; ++before)
            isTaken |= table.columns()[before].name == column.name;
        select += (i > 0 ? ", " : "") + value + " AS " + named(isTaken ? column.name + "_" + std::to_string(i + 1) : column.name);
    }
    if (create.empty())
        return failure("an answer without columns cannot be written as Parquet", path);
    if (Result<void> done = database->execute("CREATE TABLE m.answer (" + create + ")"); !done)
        return done;
    ChunkWriter writer(database->handles().loader.get(), "answer");
    fill(table, writer);
    if (Result<void> filled = writer.finish(); !filled)
        return filled;
    return copyTo(*database, "SELECT " + select + " FROM m.answer", path);
}

Result<void> readParquet(const std::string& path, const CancelToken& cancel, const std::function<bool(std::string_view)>& sink)
{
    Result<Database> database = fileDatabase();
    if (!database)
        return tl::unexpected(database.error());
    duckdb_connection connection = database->handles().loader.get();
    duck::Prepared columns;
    const std::string file = "read_parquet(" + quoted(path) + ")";
    if (duckdb_prepare(connection, ("SELECT * FROM " + file).c_str(), columns.out()) == DuckDBError)
        return failure("cannot be read: " + std::string(duckdb_prepare_error(columns.get())), path);
    duck::Prepared prepared;
    const std::string sql = "SELECT to_json(mgx_row) FROM (SELECT *" + isoTimes(columns.get()) + " FROM " + file + ") mgx_row";
    if (duckdb_prepare(connection, sql.c_str(), prepared.out()) == DuckDBError)
        return failure("cannot be read: " + std::string(duckdb_prepare_error(prepared.get())), path);
    duck::Pending pending;
    if (duckdb_pending_prepared_streaming(prepared.get(), pending.out()) == DuckDBError)
        return failure("cannot be read", path);
    duck::QueryResult result;
    if (duckdb_execute_pending(pending.get(), &result.raw) == DuckDBError)
        return failure("cannot be read: " + result.error(), path);
    std::string lines;
    while (!cancel.isCancelled()) {
        const duck::Chunk chunk(duckdb_fetch_chunk(result.raw));
        if (!chunk) {
            const char* message = duckdb_result_error(&result.raw);
            return message && *message ? Result<void>(failure("cannot be read: " + std::string(message), path)) : Result<void>{};
        }
        auto* values = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk.get(), 0)));
        lines.clear();
        for (idx_t row = 0; row < duckdb_data_chunk_get_size(chunk.get()); ++row) {
            lines.append(duckdb_string_t_data(&values[row]), duckdb_string_t_length(values[row]));
            lines += '\n';
        }
        if (!sink(lines))
            return {};
    }
    return failure("cancelled", path);
}

} // namespace mgx
