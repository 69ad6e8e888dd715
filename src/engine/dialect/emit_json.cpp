// SPDX-License-Identifier: GPL-3.0-or-later
// Rules R1 to R6: values inside JSON.
#include "engine/dialect/emitter_factor.h"

namespace mgx::dialect {

namespace {

/// The macro for a constant path, and the one for a key that is no constant.
struct GetterNames
{
    std::string_view byPath;
    std::string_view byKey;
    std::uint32_t copies; ///< of the JSON value in the macro
};

GetterNames namesOf(JsonGetter getter)
{
    switch (getter) {
    case JsonGetter::Json: return {"", "json_get", 4};
    case JsonGetter::Text: return {"", "json_as_text", 4};
    case JsonGetter::Exists: return {"", "lf_has", 4};
    case JsonGetter::Str: return {"lf_get_str", "json_get_str", 2};
    case JsonGetter::Int: return {"lf_get_int", "json_get_int", 8};
    case JsonGetter::Float: return {"lf_get_float", "json_get_float", 1};
    case JsonGetter::Bool: return {"lf_get_bool", "json_get_bool", 1};
    case JsonGetter::RawText: return {"lf_get_json", "json_get_json", 1};
    case JsonGetter::Array: return {"lf_get_array", "json_get_array", 2};
    case JsonGetter::Length: return {"lf_length", "json_length", 3};
    case JsonGetter::Keys: return {"lf_keys", "json_object_keys", 2};
    case JsonGetter::OnlyStr: return {"lf_only_str", "json_get_str", 2};
    case JsonGetter::OnlyInt: return {"lf_only_int", "json_get_int", 2};
    case JsonGetter::OnlyFloat: return {"lf_only_float", "json_get_float", 2};
    case JsonGetter::OnlyBool: return {"lf_only_bool", "json_get_bool", 2};
    }
    return {};
}

/// Where the constant keys begin that end before `last`.
std::size_t constantsBefore(const JsonPath& path, std::size_t last)
{
    std::size_t first = last;
    while (first > 0 && !path.keys[first - 1].expression)
        --first;
    return first;
}

} // namespace

void Emitter::jsonBase(const Node& base)
{
    if (isJsonColumn(base)) {
        emit(withoutParentheses(base));
        return;
    }
    const Node* argument = &base;
    function("lf_json", base, {&argument, 1}, 5);
}

/// The JSON value behind the first `keys` keys.
void Emitter::jsonOf(const JsonPath& path, std::size_t keys, const Node& from)
{
    if (keys == 0) {
        jsonBase(*path.base);
        return;
    }
    const std::size_t first = constantsBefore(path, keys);
    if (first == keys) {
        const Factor factor(*this, 6);
        put("json_get(", from);
        jsonOf(path, keys - 1, from);
        put(", ", from);
        emit(*path.keys[keys - 1].expression);
        put(")", from);
        return;
    }
    put("nullif(", from);
    jsonOf(path, first, from);
    put(" -> ", from);
    m_out.putText(pathText(path.keys, first, keys), m_tokens[from.opToken].begin);
    put(", 'null'::JSON)", from);
}

void Emitter::json(const JsonPath& path, JsonGetter getter, const Node& from)
{
    const std::size_t count = path.keys.size();
    const GetterNames names = namesOf(getter);
    space(from.first);
    if (count > 0 && path.keys[count - 1].expression) {
        const Factor factor(*this, names.copies * 6);
        put(names.byKey, from);
        put("(", from);
        jsonOf(path, count - 1, from);
        put(", ", from);
        emit(*path.keys[count - 1].expression);
        put(")", from);
        return;
    }
    if (getter == JsonGetter::Json && count > 0) {
        jsonOf(path, count, from);
        return;
    }
    const std::size_t first = constantsBefore(path, count);
    const std::string text = pathText(path.keys, first, count);
    const Factor factor(*this, names.copies);
    const bool isArrow = getter == JsonGetter::Text || getter == JsonGetter::Json;
    const bool isExists = getter == JsonGetter::Exists;
    put(isArrow ? "(" : isExists ? "coalesce(json_exists" : names.byPath, from);
    put(isArrow ? "" : "(", from);
    jsonOf(path, first, from);
    put(!isArrow ? ", " : getter == JsonGetter::Text ? " ->> " : " -> ", from);
    m_out.putText(text, m_tokens[from.opToken].begin);
    put(isExists ? "), false)" : ")", from);
}

/// R4: the reference's functions, with any number of keys.
bool Emitter::jsonCall(const Node& node)
{
    const std::optional<JsonGetter> getter = jsonGetterOf(node.text);
    if (!getter || node.args.empty() || !node.isPlainCall)
        return false;
    json(jsonPathOf(node, m_tokens), *getter, node);
    return true;
}

/// R5: a cast of a JSON value is a typed getter.
void Emitter::jsonCast(const Node& node, const Node& value)
{
    const Node& inner = withoutParentheses(value);
    const JsonPath path = jsonPathOf(inner, m_tokens);
    const std::string& type = node.text;
    const auto wrapped = [&](JsonGetter getter, std::string_view as) {
        space(node.first);
        put(node.isTry ? "TRY_CAST(" : "CAST(", node);
        json(path, getter, inner);
        put(" AS ", node);
        put(as, node);
        put(")", node);
    };
    if (type == "text")
        json(path, JsonGetter::Text, inner);
    else if (type == "bigint")
        json(path, JsonGetter::Int, inner);
    else if (type == "double")
        json(path, JsonGetter::Float, inner);
    else if (type == "bool")
        json(path, JsonGetter::Bool, inner);
    else if (type == "json")
        json(path, JsonGetter::Json, inner);
    else if (type == "int")
        wrapped(JsonGetter::Int, "INTEGER");
    else if (type == "smallint" || type == "tinyint")
        wrapped(JsonGetter::OnlyInt, type);
    else if (type == "float")
        wrapped(JsonGetter::Float, "FLOAT");
    else if (type == "decimal")
        wrapped(JsonGetter::Float, "DECIMAL(38,10)");
    else if (type == "date" || type.starts_with("time") || type == "interval")
        put("CAST(NULL AS " + (type == "timetz" ? std::string("TIMETZ") : type) + ")", node); // the reference has no such cast of JSON
    else if (type.starts_with("decimal") || type.starts_with("numeric") || type.starts_with("DECIMAL") || type.starts_with("NUMERIC"))
        wrapped(JsonGetter::Float, type);
    else
        wrapped(JsonGetter::Json, type);
}

/// R6: a JSON value beside a literal: only a value of the literal's own type takes part.
bool Emitter::jsonLiteral(const Node& value, const Node& literal)
{
    if (!isJsonValue(value))
        return false;
    const Node* other = &withoutParentheses(literal);
    if (other->kind == NodeKind::Unary && (other->text == "-" || other->text == "+"))
        other = other->children[0];
    JsonGetter getter = JsonGetter::OnlyStr;
    const Token& token = m_tokens[other->first];
    std::string text = token.value;
    if (other->kind == NodeKind::Parameter) {
        const auto found = m_parameters.find(token.value);
        text = found == m_parameters.end() ? "''" : found->second;
        getter = text.starts_with('\'') ? JsonGetter::OnlyStr
                 : text == "true" || text == "false" ? JsonGetter::OnlyBool : JsonGetter::OnlyInt;
    } else if (other->kind == NodeKind::Constant) {
        if (text == "null")
            return false;
        getter = JsonGetter::OnlyBool;
    } else if (other->kind == NodeKind::Number) {
        getter = JsonGetter::OnlyInt;
    } else if (other->kind != NodeKind::String) {
        return false;
    }
    if (getter == JsonGetter::OnlyInt && text.find_first_of(".eE") != std::string::npos)
        getter = JsonGetter::OnlyFloat;
    const Node& inner = withoutParentheses(value);
    json(jsonPathOf(inner, m_tokens), getter, inner);
    return true;
}

} // namespace mgx::dialect
