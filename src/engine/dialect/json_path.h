// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/node.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx::dialect {

/// What is asked of the value at a path.
enum class JsonGetter : std::uint8_t {
    Json, Text, Exists, Str, Int, Float, Bool, RawText, Array, Length, Keys, ///< by the reference's functions
    OnlyStr, OnlyInt, OnlyFloat, OnlyBool, ///< compared with a literal
};

/// One step: a member's name, an index, or an expression.
struct JsonKey
{
    const Node* expression = nullptr; ///< null = constant
    bool isIndex = false;
    std::string text; ///< name, or digits with an optional sign
};

/// A value inside a JSON value: `base -> 'a' -> 0`.
struct JsonPath
{
    const Node* base = nullptr;
    std::vector<JsonKey> keys;
};

[[nodiscard]] const Node& withoutParentheses(const Node& node);
/// `J -> k`, `J #> array[…]`, json_get(J, …): the value as JSON.
[[nodiscard]] bool isJsonValue(const Node& node);
/// `J ->> k`, `J #>> array[…]`, json_as_text(J, …).
[[nodiscard]] bool isJsonText(const Node& node);
/// Certainly a text: a literal, ->>, a cast to text, something joined with a text, a function of texts.
[[nodiscard]] bool isText(const Node& node);
/// A column of JSON in `records`, known by its name.
[[nodiscard]] bool isJsonColumn(const Node& node);

/// The getter of a function by its name, nothing for other functions.
[[nodiscard]] std::optional<JsonGetter> jsonGetterOf(std::string_view function);

/// The path that ends with the operator or the call `node`; steps of values inside become one path.
[[nodiscard]] JsonPath jsonPathOf(const Node& node, const Tokens& tokens);

/// Keys [first, last) as DuckDB's path: $."a"[0], or a JSON pointer where a name is empty.
[[nodiscard]] std::string pathText(const std::vector<JsonKey>& keys, std::size_t first, std::size_t last);

} // namespace mgx::dialect
