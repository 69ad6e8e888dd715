// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/text_functions.h"

#include "engine/float_text.h"
#include "engine/time_format.h"

#include <QCryptographicHash>

#include <array>
#include <initializer_list>
#include <optional>
#include <QString>
#include <string>

namespace mgx {

namespace {

/// A row of arguments: nothing where one of them is NULL.
class Arguments
{
public:
    explicit Arguments(duckdb_data_chunk input) : m_input(input) {}

    [[nodiscard]] idx_t rowCount() const { return duckdb_data_chunk_get_size(m_input); }
    [[nodiscard]] bool hasNull(idx_t row) const
    {
        for (idx_t column = 0; column < duckdb_data_chunk_get_column_count(m_input); ++column) {
            std::uint64_t* validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(m_input, column));
            if (validity && !duckdb_validity_row_is_valid(validity, row))
                return true;
        }
        return false;
    }
    template <class T>
    [[nodiscard]] const T& value(idx_t column, idx_t row) const
    {
        return static_cast<const T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(m_input, column)))[row];
    }
    [[nodiscard]] std::string_view text(idx_t column, idx_t row) const
    {
        auto* strings = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(m_input, column)));
        return {duckdb_string_t_data(&strings[row]), duckdb_string_t_length(strings[row])};
    }
    /// The texts of a list, NULL left out.
    [[nodiscard]] std::string joined(idx_t column, idx_t row, std::string_view separator) const
    {
        const auto& entry = value<duckdb_list_entry>(column, row);
        duckdb_vector child = duckdb_list_vector_get_child(duckdb_data_chunk_get_vector(m_input, column));
        std::uint64_t* validity = duckdb_vector_get_validity(child);
        auto* strings = static_cast<duckdb_string_t*>(duckdb_vector_get_data(child));
        std::string out;
        bool isFirst = true;
        for (idx_t i = entry.offset; i < entry.offset + entry.length; ++i) {
            if (validity && !duckdb_validity_row_is_valid(validity, i))
                continue;
            out += isFirst ? std::string_view() : separator;
            out.append(duckdb_string_t_data(&strings[i]), duckdb_string_t_length(strings[i]));
            isFirst = false;
        }
        return out;
    }

private:
    duckdb_data_chunk m_input;
};

/// kMake answers one row, or nothing where there is no answer, which is an error.
template <std::optional<std::string> (*kMake)(const Arguments&, idx_t)>
void run(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output)
{
    const Arguments arguments(input);
    for (idx_t row = 0; row < arguments.rowCount(); ++row) {
        if (arguments.hasNull(row)) {
            duckdb_vector_ensure_validity_writable(output);
            duckdb_validity_set_row_invalid(duckdb_vector_get_validity(output), row);
        } else if (const std::optional<std::string> made = kMake(arguments, row)) {
            duckdb_vector_assign_string_element_len(output, row, made->data(), made->size());
        } else {
            duckdb_scalar_function_set_error(info, "unknown algorithm");
            return;
        }
    }
}

std::optional<std::string> makeFloatText(const Arguments& arguments, idx_t row)
{
    return floatText(arguments.text(0, row), arguments.value<bool>(1, row));
}

std::optional<std::string> makeIntervalText(const Arguments& arguments, idx_t row)
{
    const auto& interval = arguments.value<duckdb_interval>(0, row);
    return intervalText(interval.months, interval.days, interval.micros);
}

std::optional<std::string> makeTime(const Arguments& arguments, idx_t row)
{
    return formatTime(arguments.value<std::int64_t>(0, row), arguments.text(1, row));
}

std::optional<std::string> makeDigest(const Arguments& arguments, idx_t row)
{
    constexpr std::array<std::pair<std::string_view, QCryptographicHash::Algorithm>, 7> kAlgorithms = {{
        {"md5", QCryptographicHash::Md5}, {"sha224", QCryptographicHash::Sha224}, {"sha256", QCryptographicHash::Sha256},
        {"sha384", QCryptographicHash::Sha384}, {"sha512", QCryptographicHash::Sha512}, {"blake2b", QCryptographicHash::Blake2b_512},
        {"blake2s", QCryptographicHash::Blake2s_256},
    }};
    const std::string_view bytes = arguments.text(0, row);
    for (const auto& [name, algorithm] : kAlgorithms) {
        if (name == arguments.text(1, row))
            return QCryptographicHash::hash(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())), algorithm).toStdString();
    }
    return {};
}

std::optional<std::string> makeInitcap(const Arguments& arguments, idx_t row)
{
    const std::string_view text = arguments.text(0, row);
    QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    bool isInWord = false;
    for (QChar& c : out) {
        c = isInWord ? c.toLower() : c.toUpper();
        isInWord = c.isLetterOrNumber() || c.isSurrogate();
    }
    return out.toStdString();
}

std::optional<std::string> makeJoined(const Arguments& arguments, idx_t row)
{
    return arguments.joined(0, row, arguments.text(1, row));
}

/// A list of texts is DUCKDB_TYPE_LIST among the parameters.
bool add(duckdb_connection connection, const char* name, std::initializer_list<duckdb_type> parameters, duckdb_type result,
         duckdb_scalar_function_t function)
{
    const duck::ScalarFunction made(duckdb_create_scalar_function());
    duckdb_scalar_function_set_name(made.get(), name);
    for (const duckdb_type type : parameters) {
        const duck::Type text(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
        const duck::Type parameter(type == DUCKDB_TYPE_LIST ? duckdb_create_list_type(text.get()) : duckdb_create_logical_type(type));
        duckdb_scalar_function_add_parameter(made.get(), parameter.get());
    }
    const duck::Type type(duckdb_create_logical_type(result));
    duckdb_scalar_function_set_return_type(made.get(), type.get());
    duckdb_scalar_function_set_function(made.get(), function);
    return duckdb_register_scalar_function(connection, made.get()) == DuckDBSuccess;
}

} // namespace

Result<void> registerTextFunctions(duckdb_connection connection)
{
    constexpr duckdb_type kText = DUCKDB_TYPE_VARCHAR;
    if (add(connection, "lf_float_text", {kText, DUCKDB_TYPE_BOOLEAN}, kText, run<makeFloatText>) &&
        add(connection, "lf_interval_text", {DUCKDB_TYPE_INTERVAL}, kText, run<makeIntervalText>) &&
        add(connection, "lf_to_char", {DUCKDB_TYPE_TIMESTAMP, kText}, kText, run<makeTime>) &&
        add(connection, "lf_initcap", {kText}, kText, run<makeInitcap>) &&
        add(connection, "lf_join_texts", {DUCKDB_TYPE_LIST, kText}, kText, run<makeJoined>) &&
        add(connection, "lf_digest", {DUCKDB_TYPE_BLOB, kText}, DUCKDB_TYPE_BLOB, run<makeDigest>))
        return {};
    return failure("the functions of text could not be added", "local engine");
}

} // namespace mgx
