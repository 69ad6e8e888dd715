// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chunk_writer.h"

#include <algorithm>

namespace mgx {

ChunkWriter::ChunkWriter(duckdb_connection connection, const char* table, const char* catalogue) : m_capacity(duckdb_vector_size())
{
    if (duckdb_appender_create_ext(connection, catalogue, "main", table, &m_appender) == DuckDBError) {
        const char* message = m_appender ? duckdb_appender_error(m_appender) : nullptr;
        m_error = Error{message ? message : "the table cannot be filled", table, {}};
        return;
    }
    const idx_t columns = duckdb_appender_column_count(m_appender);
    std::vector<duckdb_logical_type> types;
    for (idx_t i = 0; i < columns; ++i) {
        types.push_back(duckdb_appender_column_type(m_appender, i));
        m_types.push_back(duckdb_get_type_id(types.back()));
    }
    m_chunk = duck::Chunk(duckdb_create_data_chunk(types.data(), columns));
    for (duckdb_logical_type& type : types)
        duckdb_destroy_logical_type(&type);
    m_maskWords = (m_capacity + 63) / 64;
    m_isSet.assign(columns * m_maskWords, 0);
    m_listEnd.assign(columns, 0);
    prepare();
}

ChunkWriter::~ChunkWriter()
{
    duckdb_appender_destroy(&m_appender);
}

void ChunkWriter::prepare()
{
    m_vectors.clear();
    m_data.clear();
    for (idx_t i = 0; i < m_types.size(); ++i) {
        m_vectors.push_back(duckdb_data_chunk_get_vector(m_chunk.get(), i));
        m_data.push_back(duckdb_vector_get_data(m_vectors.back()));
    }
}

void ChunkWriter::integer(std::size_t column, std::int64_t value)
{
    if (m_error)
        return;
    set(column);
    switch (m_types[column]) {
    case DUCKDB_TYPE_SMALLINT: static_cast<std::int16_t*>(data(column))[m_rows] = static_cast<std::int16_t>(value); return;
    case DUCKDB_TYPE_INTEGER: static_cast<std::int32_t*>(data(column))[m_rows] = static_cast<std::int32_t>(value); return;
    default: static_cast<std::int64_t*>(data(column))[m_rows] = value; return;
    }
}

void ChunkWriter::real(std::size_t column, double value)
{
    if (m_error)
        return;
    set(column);
    static_cast<double*>(data(column))[m_rows] = value;
}

void ChunkWriter::boolean(std::size_t column, bool value)
{
    if (m_error)
        return;
    set(column);
    static_cast<bool*>(data(column))[m_rows] = value;
}

void ChunkWriter::time(std::size_t column, TimeNs value)
{
    if (value == kNoTime)
        return;
    // Towards the past, also before 1970.
    integer(column, value >= 0 ? value / 1000 : -((-value + 999) / 1000));
}

void ChunkWriter::text(std::size_t column, std::string_view value)
{
    if (m_error)
        return;
    set(column);
    duckdb_vector_assign_string_element_len(m_vectors[column], m_rows, value.data(), value.size());
}

void ChunkWriter::optionalText(std::size_t column, std::string_view value)
{
    if (!value.empty())
        text(column, value);
}

void ChunkWriter::list(std::size_t column, const std::vector<std::string_view>& values)
{
    if (m_error)
        return;
    set(column);
    duckdb_vector vector = m_vectors[column];
    const idx_t begin = m_listEnd[column];
    if (!values.empty()) {
        duckdb_list_vector_reserve(vector, begin + values.size());
        duckdb_vector child = duckdb_list_vector_get_child(vector);
        for (idx_t i = 0; i < values.size(); ++i)
            duckdb_vector_assign_string_element_len(child, begin + i, values[i].data(), values[i].size());
        m_listEnd[column] = begin + values.size();
        duckdb_list_vector_set_size(vector, m_listEnd[column]);
    }
    static_cast<duckdb_list_entry*>(data(column))[m_rows] = {begin, values.size()};
}

void ChunkWriter::endRow()
{
    if (m_error)
        return;
    if (++m_rows == m_capacity)
        flush();
}

void ChunkWriter::flush()
{
    if (m_error || m_rows == 0)
        return;
    for (std::size_t i = 0; i < m_vectors.size(); ++i) {
        duckdb_vector_ensure_validity_writable(m_vectors[i]);
        const auto mask = m_isSet.begin() + static_cast<std::ptrdiff_t>(i * m_maskWords);
        std::copy(mask, mask + static_cast<std::ptrdiff_t>(m_maskWords), duckdb_vector_get_validity(m_vectors[i]));
    }
    duckdb_data_chunk_set_size(m_chunk.get(), m_rows);
    if (duckdb_append_data_chunk(m_appender, m_chunk.get()) == DuckDBError)
        m_error = Error{duckdb_appender_error(m_appender), "local engine", {}};
    duckdb_data_chunk_reset(m_chunk.get());
    m_rows = 0;
    m_isSet.assign(m_isSet.size(), 0);
    m_listEnd.assign(m_listEnd.size(), 0);
    prepare();
}

Result<void> ChunkWriter::finish()
{
    flush();
    if (!m_error && duckdb_appender_close(m_appender) == DuckDBError)
        m_error = Error{duckdb_appender_error(m_appender), "local engine", {}};
    if (m_error)
        return tl::unexpected(*m_error);
    return {};
}

} // namespace mgx
