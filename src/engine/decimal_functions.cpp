// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/decimal_functions.h"

#include <cmath>

namespace mgx {

namespace {

constexpr std::uint8_t kScale = 10; // of the arguments as they arrive here

/// Digits behind the point of the dividend's own type, before DuckDB converts it.
void bindScale(duckdb_bind_info info)
{
    duckdb_expression argument = duckdb_scalar_function_bind_get_argument(info, 0);
    const duck::Type type(duckdb_expression_return_type(argument));
    const bool isDecimal = duckdb_get_type_id(type.get()) == DUCKDB_TYPE_DECIMAL;
    const auto scale = new int(isDecimal ? duckdb_decimal_scale(type.get()) : 0);
    duckdb_destroy_expression(&argument);
    duckdb_scalar_function_set_bind_data(info, scale, [](void* data) { delete static_cast<int*>(data); });
    duckdb_scalar_function_set_bind_data_copy(info, [](void* data) -> void* { return new int(*static_cast<int*>(data)); });
}

bool isNull(duckdb_vector vector, idx_t row)
{
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    return validity && !duckdb_validity_row_is_valid(validity, row);
}

template <class F>
void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output, F f)
{
    duckdb_vector left = duckdb_data_chunk_get_vector(input, 0);
    duckdb_vector right = duckdb_data_chunk_get_vector(input, 1);
    const auto* a = static_cast<const __int128*>(duckdb_vector_get_data(left));
    const auto* b = static_cast<const __int128*>(duckdb_vector_get_data(right));
    auto* out = static_cast<double*>(duckdb_vector_get_data(output));
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
        if (isNull(left, row) || isNull(right, row)) {
            duckdb_vector_ensure_validity_writable(output);
            duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), row);
        } else if (b[row] == 0) {
            duckdb_scalar_function_set_error(info, "division by zero");
            return;
        } else {
            out[row] = f(a[row], b[row]);
        }
    }
}

void divide(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const int scale = *static_cast<const int*>(duckdb_scalar_function_get_bind_data(info)) + 4;
    const long double unit = std::pow(10.0L, scale);
    run(info, input, output, [unit](__int128 a, __int128 b) {
        // The exact quotient is a fraction of whole numbers: what lies this close to a digit is that digit.
        const long double scaled = static_cast<long double>(a) / static_cast<long double>(b) * unit;
        return static_cast<double>(std::trunc(scaled * (1 + 1e-17L)) / unit);
    });
}

void remainder(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const long double unit = std::pow(10.0L, kScale);
    run(info, input, output, [unit](__int128 a, __int128 b) { return static_cast<double>(static_cast<long double>(a % b) / unit); });
}

bool add(duckdb_scalar_function_set set, const char* name, duckdb_scalar_function_t function, duckdb_scalar_function_bind_t bind)
{
    const duck::ScalarFunction overload(duckdb_create_scalar_function());
    const duck::Type decimal(duckdb_create_decimal_type(38, kScale));
    const duck::Type result(duckdb_create_logical_type(DUCKDB_TYPE_DOUBLE));
    duckdb_scalar_function_set_name(overload.get(), name);
    duckdb_scalar_function_add_parameter(overload.get(), decimal.get());
    duckdb_scalar_function_add_parameter(overload.get(), decimal.get());
    duckdb_scalar_function_set_return_type(overload.get(), result.get());
    if (bind)
        duckdb_scalar_function_set_bind(overload.get(), bind);
    duckdb_scalar_function_set_function(overload.get(), function);
    return duckdb_add_scalar_function_to_set(set, overload.get()) == DuckDBSuccess;
}

} // namespace

bool addDecimalDivision(duckdb_scalar_function_set set, const char* name)
{
    return add(set, name, divide, bindScale);
}

bool addDecimalRemainder(duckdb_scalar_function_set set, const char* name)
{
    return add(set, name, remainder, nullptr);
}

} // namespace mgx
