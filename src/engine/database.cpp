// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"

#include <duckdb.h>

#include <array>
#include <utility>

namespace mgx {

struct Database::Handles
{
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;

    Handles() = default;
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;
    ~Handles()
    {
        duckdb_disconnect(&connection);
        duckdb_close(&database);
    }
};

namespace {

constexpr std::string_view kPlace = "local engine";

/// A result that frees itself.
struct QueryResult
{
    duckdb_result raw{};

    QueryResult() = default;
    QueryResult(const QueryResult&) = delete;
    QueryResult& operator=(const QueryResult&) = delete;
    ~QueryResult() { duckdb_destroy_result(&raw); }
};

struct Config
{
    duckdb_config raw = nullptr;

    Config() = default;
    Config(const Config&) = delete;
    Config& operator=(const Config&) = delete;
    ~Config() { duckdb_destroy_config(&raw); }
};

Result<void> run(duckdb_connection connection, const std::string& statement, QueryResult& result)
{
    // The C API takes a C string: what stands behind a NUL would silently not be run.
    if (statement.find('\0') != std::string::npos)
        return failure("the statement holds a NUL character", std::string(kPlace), "remove it");
    if (duckdb_query(connection, statement.c_str(), &result.raw) == DuckDBSuccess)
        return {};
    const char* message = duckdb_result_error(&result.raw);
    return failure(message ? message : "the statement failed without a message", std::string(kPlace));
}

Result<std::int64_t> firstInteger(duckdb_data_chunk chunk, duckdb_type type)
{
    duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, 0);
    const std::uint64_t* validity = duckdb_vector_get_validity(vector);
    if (validity && !duckdb_validity_row_is_valid(const_cast<std::uint64_t*>(validity), 0))
        return failure("the query answered NULL", std::string(kPlace));
    const void* data = duckdb_vector_get_data(vector);
    switch (type) {
    case DUCKDB_TYPE_INTEGER:
        return *static_cast<const std::int32_t*>(data);
    case DUCKDB_TYPE_BIGINT:
        return *static_cast<const std::int64_t*>(data);
    default:
        return failure("the query did not answer an INTEGER or BIGINT", std::string(kPlace), "add a cast");
    }
}

} // namespace

Database::Database(std::unique_ptr<Handles> handles)
    : m_handles(std::move(handles))
{
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::openInMemory()
{
    // Extensions come with the library; nothing may be fetched or loaded from elsewhere.
    constexpr std::array<std::pair<const char*, const char*>, 3> kSettings{{
        {"autoinstall_known_extensions", "false"},
        {"autoload_known_extensions", "false"},
        {"enable_external_access", "false"},
    }};

    Config config;
    if (duckdb_create_config(&config.raw) == DuckDBError)
        return failure("DuckDB has no configuration to fill", std::string(kPlace));
    for (const auto& [name, value] : kSettings) {
        if (duckdb_set_config(config.raw, name, value) == DuckDBError)
            return failure(std::string("DuckDB does not know the setting ") + name, std::string(kPlace));
    }

    auto handles = std::make_unique<Handles>();
    char* message = nullptr;
    if (duckdb_open_ext(nullptr, &handles->database, config.raw, &message) == DuckDBError) {
        const std::string what = message ? message : "DuckDB could not be opened";
        duckdb_free(message);
        return failure(what, std::string(kPlace));
    }
    if (duckdb_connect(handles->database, &handles->connection) == DuckDBError)
        return failure("DuckDB refused a connection", std::string(kPlace));
    return Database(std::move(handles));
}

Result<void> Database::execute(const std::string& statement)
{
    QueryResult result;
    return run(m_handles->connection, statement, result);
}

Result<std::int64_t> Database::integer(const std::string& query)
{
    QueryResult result;
    if (auto done = run(m_handles->connection, query, result); !done)
        return tl::unexpected(done.error());
    if (duckdb_column_count(&result.raw) != 1)
        return failure("the query answered more than one column", std::string(kPlace));

    duckdb_data_chunk chunk = duckdb_fetch_chunk(result.raw);
    const bool hasOneRow = chunk && duckdb_data_chunk_get_size(chunk) == 1;
    auto value = hasOneRow ? firstInteger(chunk, duckdb_column_type(&result.raw, 0))
                           : failure("the query did not answer one row", std::string(kPlace));
    duckdb_destroy_data_chunk(&chunk);
    return value;
}

std::string Database::version()
{
    return duckdb_library_version();
}

} // namespace mgx
