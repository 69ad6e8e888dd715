// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"

#include "engine/database_handles.h"
#include "engine/native_functions.h"
#include "engine/record_functions.h"
#include "engine/sql_text.h"
#include "engine/text_functions.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace mgx {

namespace {

constexpr std::string_view kPlace = "local engine";

Result<std::int64_t> firstInteger(duckdb_data_chunk chunk, duckdb_type type)
{
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, 0);
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    if (validity && !duckdb_validity_row_is_valid(validity, 0))
        return failure("the query answered NULL", std::string(kPlace));
    const void* data = duckdb_vector_get_data(vector);
    switch (type) {
    case DUCKDB_TYPE_INTEGER: return *static_cast<const std::int32_t*>(data);
    case DUCKDB_TYPE_BIGINT: return *static_cast<const std::int64_t*>(data);
    default: return failure("the query did not answer an INTEGER or BIGINT", std::string(kPlace), "add a cast");
    }
}

Result<void> runAll(duckdb_connection connection, std::string script, const DatabaseLimits& limits)
{
    const auto fill = [&](std::string_view name, const std::string& value) {
        for (std::size_t at = script.find(name); at != std::string::npos; at = script.find(name))
            script.replace(at, name.size(), value);
    };
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    fill("{memory}", std::to_string(limits.memoryBytes >> 20) + "MiB");
    fill("{threads}", std::to_string(limits.threads > 0 ? limits.threads : std::max(1, cores - 1)));
    duck::Extracted statements;
    const idx_t count = duckdb_extract_statements(connection, script.c_str(), statements.out());
    if (count == 0)
        return failure(duckdb_extract_statements_error(statements.get()), std::string(kPlace));
    for (idx_t i = 0; i < count; ++i) {
        duck::Prepared prepared;
        duck::QueryResult result;
        if (duckdb_prepare_extracted_statement(connection, statements.get(), i, prepared.out()) == DuckDBError)
            return failure(duckdb_prepare_error(prepared.get()), std::string(kPlace));
        if (duckdb_execute_prepared(prepared.get(), &result.raw) == DuckDBError)
            return failure(result.error(), std::string(kPlace));
    }
    return {};
}

Result<void> openHandles(Database::Handles& handles)
{
    // Extensions come with the library; nothing may be fetched or loaded from elsewhere.
    constexpr std::array<std::pair<const char*, const char*>, 3> kSettings{{
        {"autoinstall_known_extensions", "false"},
        {"autoload_known_extensions", "false"},
        {"access_mode", "AUTOMATIC"},
    }};
    duck::Config config;
    if (duckdb_create_config(config.out()) == DuckDBError)
        return failure("DuckDB has no configuration to fill", std::string(kPlace));
    for (const auto& [name, value] : kSettings) {
        if (duckdb_set_config(config.get(), name, value) == DuckDBError)
            return failure(std::string("DuckDB does not know the setting ") + name, std::string(kPlace));
    }
    char* message = nullptr;
    if (duckdb_open_ext(nullptr, handles.database.out(), config.get(), &message) == DuckDBError) {
        const std::string what = duck::taken(message);
        return failure(what.empty() ? "DuckDB could not be opened" : what, std::string(kPlace));
    }
    if (duckdb_connect(handles.database.get(), handles.loader.out()) == DuckDBError ||
        duckdb_connect(handles.database.get(), handles.user.out()) == DuckDBError)
        return failure("DuckDB refused a connection", std::string(kPlace));
    return {};
}

} // namespace

Result<void> runStatement(duckdb_connection connection, const std::string& statement, duck::QueryResult& result)
{
    // The C API takes a C string: what stands behind a NUL would silently not be run.
    if (statement.find('\0') != std::string::npos)
        return failure("the statement holds a NUL character", std::string(kPlace), "remove it");
    if (duckdb_query(connection, statement.c_str(), &result.raw) == DuckDBSuccess)
        return {};
    return failure(result.error(), std::string(kPlace));
}

Database::Database(std::unique_ptr<Handles> handles) : m_handles(std::move(handles)) {}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const DatabaseLimits& limits)
{
    auto handles = std::make_unique<Handles>();
    Result<void> done = openHandles(*handles);
    duckdb_connection loader = handles->loader.get();
    duckdb_connection user = handles->user.get();
    if (done)
        done = runAll(loader, std::string(sqltext::settings()), limits);
    if (done)
        done = registerArithmetic(loader);
    if (done)
        done = registerTextFunctions(loader);
    if (done)
        done = registerRecordFunctions(loader, handles->sources);
    for (const std::string_view script : sqltext::tables()) {
        if (done)
            done = runAll(loader, std::string(script), limits);
    }
    if (done)
        done = runAll(user, std::string(sqltext::prelude()), limits);
    if (done) // positions of errors come with the message
        done = runAll(user, "SET errors_as_json = true;", limits);
    if (done && limits.access == DatabaseAccess::Nothing)
        done = runAll(loader, "SET GLOBAL enable_external_access = false; SET GLOBAL lock_configuration = true;", limits);
    if (!done)
        return tl::unexpected(done.error());
    return Database(std::move(handles));
}

Result<void> Database::execute(const std::string& statement)
{
    duck::QueryResult result;
    return runStatement(m_handles->loader.get(), statement, result);
}

Result<std::int64_t> Database::integer(const std::string& query)
{
    duck::QueryResult result;
    if (auto done = runStatement(m_handles->loader.get(), query, result); !done)
        return tl::unexpected(done.error());
    if (duckdb_column_count(&result.raw) != 1)
        return failure("the query answered more than one column", std::string(kPlace));
    const duck::Chunk chunk(duckdb_fetch_chunk(result.raw));
    const bool hasOneRow = chunk && duckdb_data_chunk_get_size(chunk.get()) == 1;
    return hasOneRow ? firstInteger(chunk.get(), duckdb_column_type(&result.raw, 0)) : failure("the query did not answer one row", std::string(kPlace));
}

RecordSources& Database::sources()
{
    return m_handles->sources;
}

std::string Database::version()
{
    return duckdb_library_version();
}

} // namespace mgx
