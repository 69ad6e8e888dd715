// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/json_path.h"

#include "query/sql_catalog.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

bool isIntegerToken(const Token& token)
{
    return token.kind == TokenKind::Number && token.value.find_first_not_of("0123456789") == std::string::npos;
}

JsonKey keyOf(const Node& node, const Tokens& tokens)
{
    const Node& key = withoutParentheses(node);
    if (key.kind == NodeKind::String)
        return {nullptr, false, tokens[key.opToken].value};
    if (key.kind == NodeKind::Number && isIntegerToken(tokens[key.opToken]))
        return {nullptr, true, tokens[key.opToken].value};
    if (key.kind == NodeKind::Unary && key.text == "-" && key.children[0]->kind == NodeKind::Number &&
        isIntegerToken(tokens[key.children[0]->opToken]))
        return {nullptr, true, "-" + tokens[key.children[0]->opToken].value};
    return {&node, false, {}};
}

/// array['a', '0']: elements made of digits are indexes.
void addArrayKeys(const Node& node, const Tokens& tokens, std::vector<JsonKey>& keys)
{
    const Node* list = &withoutParentheses(node);
    if (list->text == "array" && !list->children.empty())
        list = list->children[0];
    if (list->text != "list") {
        keys.push_back({&node, false, {}});
        return;
    }
    for (const Node* element : list->children) {
        JsonKey key = keyOf(*element, tokens);
        const std::string_view digits = std::string_view(key.text).substr(key.text.starts_with('-') ? 1 : 0);
        key.isIndex = !key.expression && !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
        keys.push_back(std::move(key));
    }
}

std::string quotedKey(std::string_view name)
{
    std::string out = ".\"";
    for (const char c : name) {
        if (c == '\\' || c == '"')
            out += '\\';
        out += c;
    }
    return out + '"';
}

std::string pointerPart(std::string_view name)
{
    std::string out = "/";
    for (const char c : name)
        c == '~' ? out += "~0" : c == '/' ? out += "~1" : out += c;
    return out;
}

} // namespace

const Node& withoutParentheses(const Node& node)
{
    const Node* inner = &node;
    while (inner->kind == NodeKind::Paren)
        inner = inner->children[0];
    return *inner;
}

bool isJsonValue(const Node& node)
{
    const Node& inner = withoutParentheses(node);
    if (inner.kind == NodeKind::Binary)
        return inner.text == "->" || inner.text == "#>";
    return inner.kind == NodeKind::Call && inner.text == "json_get" && inner.args.size() >= 2;
}

bool isJsonText(const Node& node)
{
    const Node& inner = withoutParentheses(node);
    if (inner.kind == NodeKind::Binary)
        return inner.text == "->>" || inner.text == "#>>";
    return inner.kind == NodeKind::Call && inner.text == "json_as_text" && inner.args.size() >= 2;
}

bool isText(const Node& node)
{
    constexpr std::array<std::string_view, 22> kFunctions = {
        "btrim", "concat", "concat_ws", "format", "initcap", "left", "lower", "lpad", "ltrim", "md5", "regexp_replace", "repeat", "replace",
        "reverse", "right", "rpad", "rtrim", "split_part", "substr", "to_char", "trim", "upper"};
    const Node& inner = withoutParentheses(node);
    if (inner.kind == NodeKind::String || isJsonText(inner))
        return true;
    if (inner.kind == NodeKind::Cast)
        return inner.text == "text";
    if (inner.kind == NodeKind::Column) {
        const SqlTable* records = findSqlTable("records");
        return std::any_of(records->columns.begin(), records->columns.end(),
                           [&](const SqlColumn& column) { return column.type == "TEXT" && column.name == inner.names.back(); });
    }
    if (inner.kind == NodeKind::Call) {
        const bool isChoice = inner.text == "coalesce" || inner.text == "nullif" || inner.text == "greatest" || inner.text == "least";
        return std::find(kFunctions.begin(), kFunctions.end(), inner.text) != kFunctions.end() || (isChoice && !inner.args.empty() && isText(*inner.args[0]));
    }
    return inner.kind == NodeKind::Binary && inner.text == "||" && (isText(*inner.children[0]) || isText(*inner.children[1]));
}

bool isJsonColumn(const Node& node)
{
    constexpr std::array<std::string_view, 6> kColumns = {"attributes", "attributes_json_schema", "otel_events", "otel_links",
                                                          "otel_resource_attributes", "otel_scope_attributes"};
    const Node& inner = withoutParentheses(node);
    return inner.kind == NodeKind::Column && std::find(kColumns.begin(), kColumns.end(), inner.names.back()) != kColumns.end();
}

std::optional<JsonGetter> jsonGetterOf(std::string_view function)
{
    struct Entry
    {
        std::string_view name;
        JsonGetter getter;
    };
    constexpr std::array<Entry, 13> kGetters = {{
        {"json_get", JsonGetter::Json}, {"json_as_text", JsonGetter::Text}, {"json_contains", JsonGetter::Exists},
        {"json_get_str", JsonGetter::Str}, {"json_get_int", JsonGetter::Int}, {"json_get_float", JsonGetter::Float},
        {"json_get_bool", JsonGetter::Bool}, {"json_get_json", JsonGetter::RawText}, {"json_get_array", JsonGetter::Array},
        {"json_length", JsonGetter::Length}, {"json_len", JsonGetter::Length}, {"json_object_keys", JsonGetter::Keys},
        {"json_keys", JsonGetter::Keys},
    }};
    for (const Entry& entry : kGetters) {
        if (entry.name == function)
            return entry.getter;
    }
    return {};
}

JsonPath jsonPathOf(const Node& node, const Tokens& tokens)
{
    // From the last step inwards, without recursion: chains can be long.
    std::vector<const Node*> steps;
    const Node* at = &withoutParentheses(node);
    while (true) {
        steps.push_back(at);
        const Node* inner = at->kind == NodeKind::Call ? at->args[0] : at->children[0];
        if (!isJsonValue(*inner)) {
            JsonPath path;
            path.base = inner;
            for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
                if ((*step)->kind == NodeKind::Call) {
                    for (std::size_t i = 1; i < (*step)->args.size(); ++i)
                        path.keys.push_back(keyOf(*(*step)->args[i], tokens));
                } else if ((*step)->text == "#>" || (*step)->text == "#>>") {
                    addArrayKeys(*(*step)->children[1], tokens, path.keys);
                } else {
                    path.keys.push_back(keyOf(*(*step)->children[1], tokens));
                }
            }
            return path;
        }
        at = &withoutParentheses(*inner);
    }
}

std::string pathText(const std::vector<JsonKey>& keys, std::size_t first, std::size_t last)
{
    bool isPointer = false;
    for (std::size_t i = first; i < last; ++i)
        isPointer |= !keys[i].isIndex && keys[i].text.empty();
    std::string out = isPointer ? "" : "$";
    for (std::size_t i = first; i < last; ++i) {
        const JsonKey& key = keys[i];
        if (isPointer)
            out += pointerPart(key.text);
        else if (!key.isIndex)
            out += quotedKey(key.text);
        else
            out += key.text.starts_with('-') ? "[#" + key.text + "]" : "[" + key.text + "]";
    }
    return out;
}

} // namespace mgx::dialect
