// SPDX-License-Identifier: GPL-3.0-or-later
// Rules R5 and R7, and arrow_cast of R16.
#include "engine/dialect/emitter_factor.h"

#include <array>

namespace mgx::dialect {

namespace {

struct IntegerCast
{
    std::string_view type;
    std::string_view macro;
    std::string_view tryMacro;
};
constexpr std::array<IntegerCast, 4> kIntegers = {{{"bigint", "lf_i64", "lf_try_i64"},
                                                   {"int", "lf_i32", "lf_try_i32"},
                                                   {"smallint", "lf_i16", "lf_try_i16"},
                                                   {"tinyint", "lf_i8", "lf_try_i8"}}};

std::string_view engineType(std::string_view type)
{
    if (type == "decimal")
        return "DECIMAL(38,10)";
    if (type == "text")
        return "VARCHAR";
    if (type == "float")
        return "FLOAT";
    return type;
}

/// Arrow's type names that people write in arrow_cast.
std::string_view arrowType(std::string_view name)
{
    constexpr std::array<std::array<std::string_view, 2>, 16> kTypes = {{
        {"Boolean", "bool"}, {"Date32", "date"}, {"Float32", "float"}, {"Float64", "double"}, {"Int16", "smallint"},
        {"Int32", "int"}, {"Int64", "bigint"}, {"Int8", "tinyint"}, {"LargeUtf8", "text"}, {"UInt16", "usmallint"},
        {"UInt32", "uinteger"}, {"UInt64", "ubigint"}, {"UInt8", "utinyint"}, {"Utf8", "text"}, {"Utf8View", "text"},
        {"Date64", "timestamp"},
    }};
    for (const auto& [arrow, type] : kTypes) {
        if (arrow == name)
            return type;
    }
    if (name.starts_with("Timestamp("))
        return name.find("None") != std::string_view::npos ? "timestamp" : "timestamptz";
    return name.starts_with("Decimal128(") || name.starts_with("Decimal256(") ? "decimal" : "";
}

} // namespace

void Emitter::cast(const Node& node)
{
    castTo(node, *node.children[0], node.text, node.isTry);
}

void Emitter::castTo(const Node& node, const Node& value, std::string_view type, bool isTry)
{
    if (isJsonValue(value)) {
        Node typed = node;
        typed.text = type;
        jsonCast(typed, value);
        return;
    }
    const Node* argument = &value;
    for (const IntegerCast& integer : kIntegers) {
        if (integer.type == type) {
            function(isTry ? integer.tryMacro : integer.macro, node, {&argument, 1}, 5);
            return;
        }
    }
    if (type == "text" && !isTry) {
        if (isJsonText(value))
            emit(withoutParentheses(value));
        else
            function("lf_text", node, {&argument, 1}, 5);
        return;
    }
    space(node.first);
    put(isTry ? "TRY_CAST(" : "CAST(", node);
    emit(value);
    put(" AS ", node);
    put(engineType(type), node);
    put(")", node);
}

void Emitter::typedString(const Node& node)
{
    space(node.first);
    put("CAST(", node);
    emit(*node.children[0]);
    put(" AS ", node);
    put(engineType(node.text), node);
    put(")", node);
}

void Emitter::arrowCast(const Node& node)
{
    const Node& name = withoutParentheses(*node.args[1]);
    const std::string_view type = name.kind == NodeKind::String ? arrowType(m_tokens[name.opToken].value) : std::string_view();
    if (type.empty())
        fail(node, "arrow_cast to a type that is not known here", "cast with ::, for example x::double");
    castTo(node, *node.args[0], type, false);
}

} // namespace mgx::dialect
