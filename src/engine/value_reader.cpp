// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/value_reader.h"

#include "base/json_text.h"
#include "engine/digits.h"

#include <cmath>

namespace mgx {

struct ValueReader::TypeTree
{
    duckdb_type id = DUCKDB_TYPE_INVALID;
    ValueType type = ValueType::Text;
    std::string word;
    std::uint8_t scale = 0;                 ///< DECIMAL
    duckdb_type storage = DUCKDB_TYPE_INVALID; ///< DECIMAL, ENUM
    std::size_t arraySize = 0;
    std::vector<std::string> names;         ///< fields of a struct, words of an enum, members of a union
    std::vector<std::unique_ptr<TypeTree>> children;
};

namespace {

ValueType valueTypeOf(duckdb_type id, const std::string& alias)
{
    switch (id) {
    case DUCKDB_TYPE_SQLNULL: return ValueType::Null;
    case DUCKDB_TYPE_BOOLEAN: return ValueType::Boolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_UHUGEINT: return ValueType::Integer;
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE: return ValueType::Float;
    case DUCKDB_TYPE_DECIMAL: return ValueType::Decimal;
    case DUCKDB_TYPE_VARCHAR: return alias == "JSON" ? ValueType::Json : ValueType::Text;
    case DUCKDB_TYPE_TIMESTAMP_TZ: return ValueType::TimestampTz;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_S:
    case DUCKDB_TYPE_TIMESTAMP_MS:
    case DUCKDB_TYPE_TIMESTAMP_NS: return ValueType::Timestamp;
    case DUCKDB_TYPE_DATE: return ValueType::Date;
    case DUCKDB_TYPE_TIME:
    case DUCKDB_TYPE_TIME_NS: return ValueType::Time;
    case DUCKDB_TYPE_INTERVAL: return ValueType::Interval;
    case DUCKDB_TYPE_LIST:
    case DUCKDB_TYPE_ARRAY:
    case DUCKDB_TYPE_MAP: return ValueType::List;
    case DUCKDB_TYPE_STRUCT: return ValueType::Struct;
    case DUCKDB_TYPE_BLOB: return ValueType::Blob;
    default: return ValueType::Text;
    }
}

template <class T>
const T& at(duckdb_vector vector, std::size_t row)
{
    return static_cast<const T*>(duckdb_vector_get_data(vector))[row];
}

std::string_view textAt(duckdb_vector vector, std::size_t row)
{
    auto* data = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
    return {duckdb_string_t_data(&data[row]), duckdb_string_t_length(data[row])};
}

bool isNullAt(duckdb_vector vector, std::size_t row)
{
    std::uint64_t* validity = duckdb_vector_get_validity(vector);
    return validity && !duckdb_validity_row_is_valid(validity, row);
}

/// Integers, dates and times that fit 64 bits.
std::int64_t integerAt(duckdb_type id, duckdb_vector vector, std::size_t row)
{
    switch (id) {
    case DUCKDB_TYPE_BOOLEAN: return at<bool>(vector, row) ? 1 : 0;
    case DUCKDB_TYPE_TINYINT: return at<std::int8_t>(vector, row);
    case DUCKDB_TYPE_SMALLINT: return at<std::int16_t>(vector, row);
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_DATE: return at<std::int32_t>(vector, row);
    case DUCKDB_TYPE_UTINYINT: return at<std::uint8_t>(vector, row);
    case DUCKDB_TYPE_USMALLINT: return at<std::uint16_t>(vector, row);
    case DUCKDB_TYPE_UINTEGER: return at<std::uint32_t>(vector, row);
    case DUCKDB_TYPE_TIMESTAMP_S: return at<std::int64_t>(vector, row) * 1'000'000;
    case DUCKDB_TYPE_TIMESTAMP_MS: return at<std::int64_t>(vector, row) * 1'000;
    case DUCKDB_TYPE_TIMESTAMP_NS:
    case DUCKDB_TYPE_TIME_NS: return at<std::int64_t>(vector, row) / 1'000;
    default: return at<std::int64_t>(vector, row);
    }
}

bool isWide(duckdb_type id)
{
    return id == DUCKDB_TYPE_HUGEINT || id == DUCKDB_TYPE_UHUGEINT || id == DUCKDB_TYPE_UBIGINT;
}

__int128 wideAt(duckdb_type id, duckdb_vector vector, std::size_t row)
{
    switch (id) {
    case DUCKDB_TYPE_HUGEINT: {
        const auto& value = at<duckdb_hugeint>(vector, row);
        return static_cast<__int128>(value.upper) << 64 | value.lower;
    }
    case DUCKDB_TYPE_UHUGEINT: {
        const auto& value = at<duckdb_uhugeint>(vector, row);
        return static_cast<__int128>(static_cast<unsigned __int128>(value.upper) << 64 | value.lower);
    }
    case DUCKDB_TYPE_UBIGINT: return at<std::uint64_t>(vector, row);
    default: return integerAt(id, vector, row);
    }
}

void appendInterval(const duckdb_interval& value, std::string& out)
{
    out += "{\"months\":" + std::to_string(value.months) + ",\"days\":" + std::to_string(value.days) +
           ",\"us\":" + std::to_string(value.micros) + "}";
}

std::string hexOf(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += kDigits[static_cast<unsigned char>(c) >> 4];
        out += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

/// BIT: one byte of padding count, then the bits.
std::string bitsOf(std::string_view bytes)
{
    std::string out;
    const std::size_t padding = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
    for (std::size_t i = 8 + padding; i < bytes.size() * 8; ++i)
        out += static_cast<unsigned char>(bytes[i / 8]) >> (7 - i % 8) & 1 ? '1' : '0';
    return out;
}

} // namespace

ValueReader::ValueReader(duckdb_result& result)
{
    for (idx_t i = 0; i < duckdb_column_count(&result); ++i) {
        m_names.emplace_back(duckdb_column_name(&result, i));
        const duck::Type type(duckdb_column_logical_type(&result, i));
        m_types.push_back(describe(type.get()));
    }
}

ValueReader::~ValueReader() = default;

std::unique_ptr<ValueReader::TypeTree> ValueReader::describe(duckdb_logical_type type)
{
    auto tree = std::make_unique<TypeTree>();
    tree->id = duckdb_get_type_id(type);
    tree->word = duck::taken(duckdb_logical_type_get_alias(type));
    tree->type = valueTypeOf(tree->id, tree->word);
    const auto addChild = [&](duckdb_logical_type child) { tree->children.push_back(describe(duck::Type(child).get())); };
    switch (tree->id) {
    case DUCKDB_TYPE_DECIMAL:
        tree->scale = duckdb_decimal_scale(type);
        tree->storage = duckdb_decimal_internal_type(type);
        tree->word = "DECIMAL(" + std::to_string(duckdb_decimal_width(type)) + "," + std::to_string(tree->scale) + ")";
        break;
    case DUCKDB_TYPE_ENUM:
        tree->storage = duckdb_enum_internal_type(type);
        for (std::uint32_t i = 0; i < duckdb_enum_dictionary_size(type); ++i)
            tree->names.push_back(duck::taken(duckdb_enum_dictionary_value(type, i)));
        break;
    case DUCKDB_TYPE_LIST: addChild(duckdb_list_type_child_type(type)); break;
    case DUCKDB_TYPE_ARRAY:
        addChild(duckdb_array_type_child_type(type));
        tree->arraySize = duckdb_array_type_array_size(type);
        break;
    case DUCKDB_TYPE_MAP:
        addChild(duckdb_map_type_key_type(type));
        addChild(duckdb_map_type_value_type(type));
        break;
    case DUCKDB_TYPE_STRUCT:
        for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i) {
            tree->names.push_back(duck::taken(duckdb_struct_type_child_name(type, i)));
            addChild(duckdb_struct_type_child_type(type, i));
        }
        break;
    case DUCKDB_TYPE_UNION:
        for (idx_t i = 0; i < duckdb_union_type_member_count(type); ++i)
            addChild(duckdb_union_type_member_type(type, i));
        break;
    default: break;
    }
    if (tree->word.empty())
        tree->word = valueTypeWord(tree->type);
    return tree;
}

std::vector<ResultColumn> ValueReader::columns() const
{
    std::vector<ResultColumn> columns;
    for (std::size_t i = 0; i < m_types.size(); ++i)
        columns.push_back({m_names[i], m_types[i]->type, m_types[i]->id == DUCKDB_TYPE_FLOAT, m_types[i]->word});
    return columns;
}

void ValueReader::read(duckdb_data_chunk chunk, std::size_t first, std::size_t count, ResultPage& page) const
{
    page.columns.resize(m_types.size());
    for (std::size_t i = 0; i < m_types.size(); ++i) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, i);
        for (std::size_t row = first; row < first + count; ++row)
            append(*m_types[i], vector, row, page.columns[i]);
    }
    page.rowCount += count;
}

void ValueReader::append(const TypeTree& type, duckdb_vector vector, std::size_t row, ColumnPage& out)
{
    if (isNullAt(vector, row) || type.type == ValueType::Null) {
        out.addNull();
        return;
    }
    std::string text;
    switch (type.type) {
    case ValueType::Boolean:
    case ValueType::TimestampTz:
    case ValueType::Timestamp:
    case ValueType::Date:
    case ValueType::Time: out.addInteger(integerAt(type.id, vector, row)); return;
    case ValueType::Integer:
        if (!isWide(type.id)) {
            out.addInteger(integerAt(type.id, vector, row));
        } else if (const __int128 value = wideAt(type.id, vector, row); value >= INT64_MIN && value <= INT64_MAX) {
            out.addInteger(static_cast<std::int64_t>(value));
        } else {
            appendDigits(text, value, 0);
            out.addText(text);
        }
        return;
    case ValueType::Float:
        out.addFloat(type.id == DUCKDB_TYPE_FLOAT ? static_cast<double>(at<float>(vector, row)) : at<double>(vector, row));
        return;
    case ValueType::Decimal: appendDigits(text, wideAt(type.storage, vector, row), type.scale); break;
    case ValueType::Blob: text = hexOf(textAt(vector, row)); break;
    case ValueType::Json: out.addText(textAt(vector, row)); return;
    case ValueType::Text:
        if (type.id == DUCKDB_TYPE_VARCHAR) {
            out.addText(textAt(vector, row));
            return;
        }
        appendJson(type, vector, row, text);
        if (text.size() >= 2 && text.front() == '"') // words without special characters: the quotes are all there is
            text = text.substr(1, text.size() - 2);
        break;
    default: appendJson(type, vector, row, text); break;
    }
    out.addText(text);
}

void ValueReader::appendJson(const TypeTree& type, duckdb_vector vector, std::size_t row, std::string& out)
{
    if (isNullAt(vector, row)) {
        out += "null";
        return;
    }
    const auto addElements = [&](duckdb_vector child, std::size_t begin, std::size_t count) {
        out += '[';
        for (std::size_t i = 0; i < count; ++i) {
            out += i > 0 ? "," : "";
            appendJson(*type.children[0], child, begin + i, out);
        }
        out += ']';
    };
    switch (type.id) {
    case DUCKDB_TYPE_VARCHAR:
        if (type.type == ValueType::Json)
            out += textAt(vector, row);
        else
            appendJsonText(out, textAt(vector, row));
        return;
    case DUCKDB_TYPE_INTERVAL: appendInterval(at<duckdb_interval>(vector, row), out); return;
    case DUCKDB_TYPE_LIST: {
        const auto& entry = at<duckdb_list_entry>(vector, row);
        addElements(duckdb_list_vector_get_child(vector), entry.offset, entry.length);
        return;
    }
    case DUCKDB_TYPE_ARRAY: addElements(duckdb_array_vector_get_child(vector), row * type.arraySize, type.arraySize); return;
    case DUCKDB_TYPE_MAP: {
        const auto& entry = at<duckdb_list_entry>(vector, row);
        duckdb_vector pairs = duckdb_list_vector_get_child(vector);
        out += '[';
        for (std::size_t i = entry.offset; i < entry.offset + entry.length; ++i) {
            out += i > entry.offset ? ",{\"key\":" : "{\"key\":";
            appendJson(*type.children[0], duckdb_struct_vector_get_child(pairs, 0), i, out);
            out += ",\"value\":";
            appendJson(*type.children[1], duckdb_struct_vector_get_child(pairs, 1), i, out);
            out += '}';
        }
        out += ']';
        return;
    }
    case DUCKDB_TYPE_STRUCT:
        for (std::size_t i = 0; i < type.children.size(); ++i) {
            out += i > 0 ? "," : "{";
            appendJsonText(out, type.names[i]);
            out += ':';
            appendJson(*type.children[i], duckdb_struct_vector_get_child(vector, i), row, out);
        }
        out += type.children.empty() ? "{}" : "}";
        return;
    case DUCKDB_TYPE_UNION: {
        const std::size_t member = at<std::uint8_t>(duckdb_struct_vector_get_child(vector, 0), row);
        appendJson(*type.children[member], duckdb_struct_vector_get_child(vector, member + 1), row, out);
        return;
    }
    case DUCKDB_TYPE_ENUM: {
        const std::size_t word = type.storage == DUCKDB_TYPE_UTINYINT    ? at<std::uint8_t>(vector, row)
                                 : type.storage == DUCKDB_TYPE_USMALLINT ? at<std::uint16_t>(vector, row)
                                                                         : at<std::uint32_t>(vector, row);
        appendJsonText(out, type.names[word]);
        return;
    }
    case DUCKDB_TYPE_UUID: appendJsonText(out, uuidText(wideAt(DUCKDB_TYPE_HUGEINT, vector, row))); return;
    case DUCKDB_TYPE_BIT: appendJsonText(out, bitsOf(textAt(vector, row))); return;
    case DUCKDB_TYPE_TIME_TZ: appendJsonText(out, zonedTimeText(at<std::uint64_t>(vector, row))); return;
    case DUCKDB_TYPE_BIGNUM: appendJsonText(out, hexOf(textAt(vector, row))); return;
    default: break;
    }
    // A scalar: the same words as in a column of its own.
    ResultTable table({{"", type.type, type.id == DUCKDB_TYPE_FLOAT, {}}});
    ResultPage page;
    page.columns.resize(1);
    page.rowCount = 1;
    append(type, vector, row, page.columns[0]);
    table.add(std::move(page));
    table.appendJson(0, 0, out);
}

} // namespace mgx
