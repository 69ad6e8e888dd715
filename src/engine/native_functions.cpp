// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/native_functions.h"

#include "engine/decimal_functions.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace mgx {

namespace {

enum class Operation { Divide, Remainder };

bool isNull(duckdb_vector vector, idx_t row)
{
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    return validity && !duckdb_validity_row_is_valid(validity, row);
}

void setNull(duckdb_vector vector, idx_t row)
{
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
}

/// False: there is no result, `error` says why.
template <class T, Operation kOperation>
bool compute(T a, T b, T& result, const char*& error)
{
    if constexpr (std::is_same_v<T, double>) {
        result = kOperation == Operation::Divide ? a / b : std::fmod(a, b);
        return true;
    } else {
        if (b == 0) {
            error = "division by zero";
            return false;
        }
        if (b == -1) { // the least number has no opposite
            if constexpr (kOperation == Operation::Remainder) {
                result = 0;
            } else {
                const bool isLeast = a < 0 && a == static_cast<T>(static_cast<T>(1) << (sizeof(T) * 8 - 1));
                error = "the result is too large";
                if (isLeast)
                    return false;
                result = -a;
            }
            return true;
        }
        result = kOperation == Operation::Divide ? a / b : a % b;
        return true;
    }
}

template <class T, Operation kOperation>
void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    duckdb_vector left = duckdb_data_chunk_get_vector(input, 0);
    duckdb_vector right = duckdb_data_chunk_get_vector(input, 1);
    const auto* a = static_cast<const T*>(duckdb_vector_get_data(left));
    const auto* b = static_cast<const T*>(duckdb_vector_get_data(right));
    auto* out = static_cast<T*>(duckdb_vector_get_data(output));
    const char* error = nullptr;
    for (idx_t row = 0; row < duckdb_data_chunk_get_size(input); ++row) {
        if (isNull(left, row) || isNull(right, row)) {
            setNull(output, row);
        } else if (!compute<T, kOperation>(a[row], b[row], out[row], error)) {
            duckdb_scalar_function_set_error(info, error);
            return;
        }
    }
}

void addOverload(duckdb_scalar_function_set set, const char* name, duckdb_type type, duckdb_scalar_function_t function)
{
    duck::ScalarFunction overload(duckdb_create_scalar_function());
    const duck::Type logical(duckdb_create_logical_type(type));
    duckdb_scalar_function_set_name(overload.get(), name);
    duckdb_scalar_function_add_parameter(overload.get(), logical.get());
    duckdb_scalar_function_add_parameter(overload.get(), logical.get());
    duckdb_scalar_function_set_return_type(overload.get(), logical.get());
    duckdb_scalar_function_set_function(overload.get(), function);
    duckdb_add_scalar_function_to_set(set, overload.get());
}

template <Operation kOperation>
bool add(duckdb_connection connection, const char* name)
{
    const duck::ScalarFunctionSet set(duckdb_create_scalar_function_set(name));
    addOverload(set.get(), name, DUCKDB_TYPE_BIGINT, run<std::int64_t, kOperation>);
    addOverload(set.get(), name, DUCKDB_TYPE_HUGEINT, run<__int128, kOperation>);
    addOverload(set.get(), name, DUCKDB_TYPE_DOUBLE, run<double, kOperation>);
    const bool hasDecimals = kOperation == Operation::Divide ? addDecimalDivision(set.get(), name) : addDecimalRemainder(set.get(), name);
    return hasDecimals && duckdb_register_scalar_function_set(connection, set.get()) == DuckDBSuccess;
}

} // namespace

Result<void> registerArithmetic(duckdb_connection connection)
{
    if (add<Operation::Divide>(connection, "lf_div") && add<Operation::Remainder>(connection, "lf_mod"))
        return {};
    return failure("the functions of the dialect could not be added", "local engine");
}

} // namespace mgx
