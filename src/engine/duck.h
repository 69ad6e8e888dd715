// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <duckdb.h>

#include <string>
#include <utility>

namespace mgx::duck {

/// Owns one handle of DuckDB's C API and gives it back.
template <class Handle, void (*Destroy)(Handle*)>
class Owned
{
public:
    Owned() = default;
    explicit Owned(Handle handle) : m_handle(handle) {}
    Owned(const Owned&) = delete;
    Owned& operator=(const Owned&) = delete;
    Owned(Owned&& other) noexcept : m_handle(std::exchange(other.m_handle, Handle{})) {}
    Owned& operator=(Owned&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Owned()
    {
        if (m_handle)
            Destroy(&m_handle);
    }
    [[nodiscard]] Handle get() const { return m_handle; }
    [[nodiscard]] Handle* out() { return &m_handle; }
    explicit operator bool() const { return m_handle != nullptr; }

private:
    Handle m_handle{};
};

using Config = Owned<duckdb_config, duckdb_destroy_config>;
using Database = Owned<duckdb_database, duckdb_close>;
using Connection = Owned<duckdb_connection, duckdb_disconnect>;
using Type = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using Chunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using Extracted = Owned<duckdb_extracted_statements, duckdb_destroy_extracted>;
using Pending = Owned<duckdb_pending_result, duckdb_destroy_pending>;
using ScalarFunction = Owned<duckdb_scalar_function, duckdb_destroy_scalar_function>;
using ScalarFunctionSet = Owned<duckdb_scalar_function_set, duckdb_destroy_scalar_function_set>;

/// A result that frees itself.
struct QueryResult
{
    duckdb_result raw{};

    QueryResult() = default;
    QueryResult(const QueryResult&) = delete;
    QueryResult& operator=(const QueryResult&) = delete;
    ~QueryResult() { duckdb_destroy_result(&raw); }
    [[nodiscard]] std::string error()
    {
        const char* message = duckdb_result_error(&raw);
        return message ? message : "the statement failed without a message";
    }
};

/// Text that DuckDB allocated.
[[nodiscard]] inline std::string taken(char* text)
{
    std::string copy = text ? text : "";
    duckdb_free(text);
    return copy;
}

} // namespace mgx::duck
