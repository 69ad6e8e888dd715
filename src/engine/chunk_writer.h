// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "engine/duck.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Appends rows to a table, of the attached database `m` unless said otherwise, a data chunk at a time. Set the columns of a row in any order; what is
/// not set is NULL. One thread; about 20 ns a value.
class ChunkWriter
{
public:
    ChunkWriter(duckdb_connection connection, const char* table, const char* catalogue = "m");
    ~ChunkWriter();
    ChunkWriter(const ChunkWriter&) = delete;
    ChunkWriter& operator=(const ChunkWriter&) = delete;

    void integer(std::size_t column, std::int64_t value);
    void real(std::size_t column, double value);
    void boolean(std::size_t column, bool value);
    /// Cut to microseconds; kNoTime stays NULL.
    void time(std::size_t column, TimeNs value);
    void text(std::size_t column, std::string_view value);
    /// An empty text stays NULL.
    void optionalText(std::size_t column, std::string_view value);
    void list(std::size_t column, const std::vector<std::string_view>& values);
    void endRow();
    /// Writes what is left. The first error of all calls.
    [[nodiscard]] Result<void> finish();

private:
    /// A bit a row says that it has a value, as in DuckDB's own validity masks.
    void set(std::size_t column) { m_isSet[column * m_maskWords + m_rows / 64] |= std::uint64_t(1) << (m_rows % 64); }
    void flush();
    [[nodiscard]] void* data(std::size_t column) const { return m_data[column]; }
    void prepare();

    duckdb_appender m_appender = nullptr;
    duck::Chunk m_chunk;
    std::vector<duckdb_type> m_types;
    std::vector<duckdb_vector> m_vectors;
    std::vector<void*> m_data;
    std::size_t m_maskWords = 0;
    std::vector<std::uint64_t> m_isSet; ///< masks of the columns, one after the other
    std::vector<idx_t> m_listEnd; ///< elements of list columns so far
    idx_t m_rows = 0;
    idx_t m_capacity = 0;
    std::optional<Error> m_error;
};

} // namespace mgx
