// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record_functions.h"

#include "engine/rest_fields.h"
#include "store/record_row.h"

#include <string>

namespace mgx {

namespace {

/// Extra information of a function: what it reads.
struct Reader
{
    const RecordSources* sources;
    /// False: NULL.
    bool (*read)(const TraceSnapshot& snapshot, RowId row, std::string_view column, std::string& scratch, std::string_view& value);
};

bool readAttributes(const TraceSnapshot& snapshot, RowId row, std::string_view, std::string&, std::string_view& value)
{
    value = snapshot.attributes(row);
    if (!value.empty())
        return true;
    value = "{}";
    return snapshot.rest(row).find("\"attributes\":null") == std::string_view::npos;
}

bool readResource(const TraceSnapshot& snapshot, RowId row, std::string_view, std::string&, std::string_view& value)
{
    value = snapshot.resource(row);
    return !value.empty();
}

bool readRestJson(const TraceSnapshot& snapshot, RowId row, std::string_view column, std::string& scratch, std::string_view& value)
{
    return restField(snapshot.rest(row), column, scratch, value);
}

void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const auto* reader = static_cast<const Reader*>(duckdb_scalar_function_get_extra_info(info));
    const bool hasColumn = duckdb_data_chunk_get_column_count(input) > 1;
    duckdb_vector ids = duckdb_data_chunk_get_vector(input, 0);
    duckdb_vector columns = hasColumn ? duckdb_data_chunk_get_vector(input, 1) : nullptr;
    const auto* id = static_cast<const std::int64_t*>(duckdb_vector_get_data(ids));
    auto* column = columns ? static_cast<duckdb_string_t*>(duckdb_vector_get_data(columns)) : nullptr;
    std::string scratch;
    for (idx_t i = 0; i < duckdb_data_chunk_get_size(input); ++i) {
        const auto isNull = [&](duckdb_vector v) {
            std::uint64_t* validity = v ? duckdb_vector_get_validity(v) : nullptr;
            return validity && !duckdb_validity_row_is_valid(validity, i);
        };
        RowId row = kNoRow;
        const TraceSnapshot* snapshot = isNull(ids) || isNull(columns) ? nullptr : reader->sources->find(id[i], row);
        std::string_view name;
        if (column && snapshot)
            name = {duckdb_string_t_data(&column[i]), duckdb_string_t_length(column[i])};
        std::string_view value;
        if (snapshot && reader->read(*snapshot, row, name, scratch, value)) {
            duckdb_vector_assign_string_element_len(output, i, value.data(), value.size());
        } else {
            duckdb_vector_ensure_validity_writable(output);
            duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), i);
        }
    }
}

bool add(duckdb_connection connection, const char* name, bool hasColumn, bool isJson, Reader reader)
{
    const duck::ScalarFunction function(duckdb_create_scalar_function());
    const duck::Type id(duckdb_create_logical_type(DUCKDB_TYPE_BIGINT));
    const duck::Type text(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
    const duck::Type result(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
    if (isJson)
        duckdb_logical_type_set_alias(result.get(), "JSON");
    duckdb_scalar_function_set_name(function.get(), name);
    duckdb_scalar_function_add_parameter(function.get(), id.get());
    if (hasColumn)
        duckdb_scalar_function_add_parameter(function.get(), text.get());
    duckdb_scalar_function_set_return_type(function.get(), result.get());
    duckdb_scalar_function_set_extra_info(function.get(), new Reader(reader), [](void* data) { delete static_cast<Reader*>(data); });
    duckdb_scalar_function_set_function(function.get(), run);
    return duckdb_register_scalar_function(connection, function.get()) == DuckDBSuccess;
}

} // namespace

Result<void> registerRecordFunctions(duckdb_connection connection, const RecordSources& sources)
{
    if (add(connection, "mgx_attributes", false, true, {&sources, readAttributes}) &&
        add(connection, "mgx_resource", false, true, {&sources, readResource}) &&
        add(connection, "mgx_rest", true, true, {&sources, readRestJson}) &&
        add(connection, "mgx_rest_text", true, false, {&sources, readRestJson}))
        return {};
    return failure("the functions that read records could not be added", "local engine");
}

} // namespace mgx
