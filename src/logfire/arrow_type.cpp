// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/arrow_type.h"

#include <nlohmann/json.hpp>

namespace mgx {

namespace {

using Json = nlohmann::ordered_json;

ValueType plainType(std::string_view word)
{
    if (word == "Null")
        return ValueType::Null;
    if (word == "Boolean")
        return ValueType::Boolean;
    if (word.starts_with("Int") || word.starts_with("UInt"))
        return ValueType::Integer;
    if (word.starts_with("Float"))
        return ValueType::Float;
    if (word.starts_with("Date"))
        return ValueType::Date;
    if (word.find("Binary") != std::string_view::npos)
        return ValueType::Blob;
    return ValueType::Text;
}

ValueType typeOf(const Json& type)
{
    if (type.is_string())
        return plainType(type.get_ref<const std::string&>());
    if (!type.is_object() || type.empty())
        return ValueType::Text;
    const std::string& word = type.begin().key();
    const Json& inner = type.begin().value();
    if (word == "Timestamp")
        return inner.is_array() && inner.size() == 2 && !inner[1].is_null() ? ValueType::TimestampTz : ValueType::Timestamp;
    if (word == "Dictionary")
        return inner.is_array() && inner.size() == 2 ? typeOf(inner[1]) : ValueType::Text;
    if (word.starts_with("Time"))
        return ValueType::Time;
    if (word == "Interval" || word == "Duration")
        return ValueType::Interval;
    if (word.starts_with("Decimal"))
        return ValueType::Decimal;
    if (word == "Struct" || word == "Map" || word == "Union")
        return ValueType::Struct;
    if (word.find("List") != std::string::npos)
        return ValueType::List;
    return ValueType::Text;
}

} // namespace

ResultColumn columnOf(const Json& field)
{
    ResultColumn column;
    if (!field.is_object())
        return column;
    if (const auto name = field.find("name"); name != field.end() && name->is_string())
        column.name = name->get<std::string>();
    const auto type = field.find("data_type");
    if (type == field.end())
        return column;
    column.type = typeOf(*type);
    column.isSingle = *type == "Float32";
    column.engineType = type->is_string() ? type->get<std::string>() : type->dump();
    return column;
}

} // namespace mgx
