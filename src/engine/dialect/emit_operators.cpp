// SPDX-License-Identifier: GPL-3.0-or-later
// Rules R6 and R8 to R14: operators.
#include "engine/dialect/emitter_factor.h"
#include "engine/dialect/levels.h"
#include "engine/dialect/regex_text.h"

#include <array>

namespace mgx::dialect {

namespace {

bool isComparison(std::string_view op)
{
    return op == "=" || op == "==" || op == "<>" || op == "!=" || op == "<" || op == ">" || op == "<=" || op == ">=";
}

bool isArithmetic(std::string_view op)
{
    return op == "+" || op == "-" || op == "*" || op == "/" || op == "%" || op == "//" || op == "^" || op == "**";
}

/// Operators that DuckDB does not chain, and what binds less.
bool isLoose(const Node& node)
{
    switch (node.kind) {
    case NodeKind::Binary: return isComparison(node.text);
    case NodeKind::Between:
    case NodeKind::In:
    case NodeKind::Like:
    case NodeKind::Is:
    case NodeKind::Not:
    case NodeKind::Chain: return true;
    default: return false;
    }
}

bool isInteger(const Token& token)
{
    return token.kind == TokenKind::Number && token.value.size() <= 18 && token.value.find_first_not_of("0123456789") == std::string::npos;
}

/// Made of integer literals alone.
bool isConstantInteger(const Node& node, const Tokens& tokens)
{
    const Node& inner = withoutParentheses(node);
    if (inner.kind == NodeKind::Number)
        return isInteger(tokens[inner.opToken]);
    if (inner.kind == NodeKind::Unary)
        return isConstantInteger(*inner.children[0], tokens);
    return inner.kind == NodeKind::Binary && (inner.text == "+" || inner.text == "-" || inner.text == "*") &&
           isConstantInteger(*inner.children[0], tokens) && isConstantInteger(*inner.children[1], tokens);
}

} // namespace

void Emitter::operand(const Node& node)
{
    if (!isLoose(node)) {
        emit(node);
        return;
    }
    put("(", node);
    emit(node);
    put(")", node);
}

/// R1 beside ||, LIKE and ~: a JSON value as its text.
void Emitter::asText(const Node& node)
{
    if (isJsonValue(node))
        json(jsonPathOf(node, m_tokens), JsonGetter::Text, withoutParentheses(node));
    else
        operand(node);
}

/// Beside a text: as ::text would write it, so that times and floats look as they do in the reference.
void Emitter::joined(const Node& node)
{
    const Node* argument = &node;
    if (isJsonValue(node) || isJsonColumn(node) || isText(node) || withoutParentheses(node).kind == NodeKind::Constant)
        asText(node);
    else
        function("lf_text", node, {&argument, 1}, 6);
}

/// R8: a pattern in the other engine's spelling, where it is constant.
void Emitter::pattern(const Node& node, std::string_view flags)
{
    const Node& inner = withoutParentheses(node);
    if (inner.kind != NodeKind::String) {
        asText(node);
        return;
    }
    space(inner.first);
    m_out.putText(regexPattern(m_tokens[inner.opToken].value, flags), m_tokens[inner.first].begin);
}

void Emitter::binary(const Node& node)
{
    const std::string& op = node.text;
    if (op == "->" || op == "#>") {
        json(jsonPathOf(node, m_tokens), JsonGetter::Json, node);
    } else if (op == "->>" || op == "#>>") {
        json(jsonPathOf(node, m_tokens), JsonGetter::Text, node);
    } else if (op == "?") {
        JsonPath path = isJsonValue(*node.children[0]) ? jsonPathOf(*node.children[0], m_tokens) : JsonPath{node.children[0], {}};
        Node step = node;
        step.text = "->";
        path.keys.push_back(jsonPathOf(step, m_tokens).keys.back());
        json(path, JsonGetter::Exists, node);
    } else if (op == "~" || op == "~*" || op == "!~" || op == "!~*") {
        regexOperator(node);
    } else if (isComparison(op)) {
        if (!rowComparison(node))
            comparison(node, *node.children[0], op, *node.children[1]);
    } else if (op == "/" || op == "%") {
        division(node);
    } else if (op == "#") {
        const std::array<const Node*, 2> args = {node.children[0], node.children[1]};
        function("xor", node, args);
    } else if (isArithmetic(op)) {
        arithmetic(node);
    } else {
        const bool isJoin = op == "||" && (isText(*node.children[0]) || isText(*node.children[1]));
        space(node.first);
        put("(", node);
        isJoin ? joined(*node.children[0]) : asText(*node.children[0]);
        token(node.opToken);
        m_out.put(" ", m_tokens[node.opToken].begin);
        isJoin ? joined(*node.children[1]) : asText(*node.children[1]);
        put(")", node);
    }
}

void Emitter::arithmetic(const Node& node)
{
    const Node& left = *node.children[0];
    const Node& right = *node.children[1];
    const bool isWide = node.text == "*" || (isConstantInteger(left, m_tokens) && isConstantInteger(right, m_tokens));
    for (const Node* side : {&left, &right}) {
        if (side == &right)
            token(node.opToken);
        if (isWide && (node.text == "*" || node.text == "+" || node.text == "-"))
            integerLiteral(*side);
        else
            operand(*side);
    }
}

/// R11: literals are 64 bit.
void Emitter::integerLiteral(const Node& node)
{
    operand(node);
    if (node.kind == NodeKind::Number && isInteger(m_tokens[node.opToken]))
        put("::BIGINT", node);
    else if (node.kind == NodeKind::Unary && node.children[0]->kind == NodeKind::Number && isInteger(m_tokens[node.children[0]->opToken]))
        put("::BIGINT", node);
}

/// R10: floats give ±Infinity and NaN, integers fail.
void Emitter::division(const Node& node)
{
    const Node& divisor = *node.children[1];
    if (!m_hasDecimals && divisor.kind == NodeKind::Number && m_tokens[divisor.opToken].value.find_first_of("123456789") != std::string::npos) {
        copy(node);
        return;
    }
    const std::array<const Node*, 2> args = {node.children[0], node.children[1]};
    function(node.text == "/" ? "lf_div" : "lf_mod", node, args);
}

/// x = ANY(list): an unknown x gives NULL, a list without it false, whatever NULL there is in it.
bool Emitter::anyOfList(const Node& left, std::string_view op, const Node& right)
{
    const bool isAny = right.kind == NodeKind::Call && (right.text == "any" || right.text == "some") && right.args.size() == 1 && right.isPlainCall;
    if (!isAny || (op != "=" && op != "==") || withoutParentheses(*right.args[0]).kind == NodeKind::Query)
        return false;
    const std::array<const Node*, 2> args = {right.args[0], &left};
    function("list_contains", left, args);
    return true;
}

void Emitter::comparison(const Node& node, const Node& left, std::string_view op, const Node& right)
{
    if (anyOfList(left, op, right))
        return;
    const bool isTextual = isText(left) || isText(right);
    if (!jsonLiteral(left, right) && !levelName(right, left))
        isTextual ? plainText(left) : operand(left);
    if (node.opToken > 0 && m_tokens[node.opToken].value == op)
        token(node.opToken);
    else
        put(std::string(" ") + std::string(op), node);
    m_out.put(" ", m_tokens[node.opToken].begin);
    if (!jsonLiteral(right, left) && !levelName(left, right))
        isTextual ? plainText(right) : operand(right);
}

/// A column of JSON beside a text is compared as text; the other engine would read the text as JSON.
void Emitter::plainText(const Node& node)
{
    if (!isJsonColumn(node)) {
        operand(node);
        return;
    }
    space(node.first);
    put("CAST(", node);
    emit(node);
    put(" AS VARCHAR)", node);
}

/// R12: the name of a level beside the column `level`, as its number.
bool Emitter::levelName(const Node& column, const Node& value)
{
    const Node& inner = withoutParentheses(column);
    const Node& text = withoutParentheses(value);
    if (inner.kind != NodeKind::Column || inner.names.back() != "level" || text.kind != NodeKind::String)
        return false;
    const int number = levelNumber(m_tokens[text.opToken].value);
    if (number == 0)
        return false;
    space(text.first);
    put(std::to_string(number), text);
    return true;
}

/// R14: rows are compared pair by pair, each with its own conversion.
bool Emitter::rowComparison(const Node& node)
{
    const Node& left = *node.children[0];
    const Node& right = *node.children[1];
    if (left.kind != NodeKind::Row || right.kind != NodeKind::Row || left.args.size() != right.args.size())
        return false;
    const std::string_view op = node.text == "==" ? "=" : node.text == "!=" ? "<>" : std::string_view(node.text);
    space(node.first);
    put("(", node);
    if (op == "=" || op == "<>") {
        for (std::size_t i = 0; i < left.args.size(); ++i) {
            put(i == 0 ? "" : op == "=" ? " AND " : " OR ", node);
            comparison(node, *left.args[i], op, *right.args[i]);
        }
    } else {
        rowOrder(node, op, 0);
    }
    put(")", node);
    return true;
}

/// a > x OR (a = x AND (b > y OR …))
void Emitter::rowOrder(const Node& node, std::string_view op, std::size_t from)
{
    const Node& left = *node.children[0];
    const Node& right = *node.children[1];
    if (from + 1 == left.args.size()) {
        comparison(node, *left.args[from], op, *right.args[from]);
        return;
    }
    comparison(node, *left.args[from], op.substr(0, 1), *right.args[from]);
    put(" OR (", node);
    comparison(node, *left.args[from], "=", *right.args[from]);
    put(" AND (", node);
    rowOrder(node, op, from + 1);
    put("))", node);
}

/// R8: DuckDB's ~ matches the whole text.
void Emitter::regexOperator(const Node& node)
{
    space(node.first);
    put(node.text[0] == '!' ? "(NOT regexp_matches(" : "regexp_matches(", node);
    asText(*node.children[0]);
    put(", ", node);
    pattern(*node.children[1]);
    put(node.text.back() == '*' ? ", 'i')" : ")", node);
    put(node.text[0] == '!' ? ")" : "", node);
}

/// R9: a backslash escapes by default.
void Emitter::like(const Node& node)
{
    if (node.text == "similar") { // there: any part of the text, as with ~
        space(node.first);
        put(node.isNegated ? "(NOT regexp_matches(" : "regexp_matches(", node);
        asText(*node.children[0]);
        put(", ", node);
        pattern(*node.children[1]);
        put(node.isNegated ? "))" : ")", node);
        return;
    }
    asText(*node.children[0]);
    copyRange(node.children[0]->last, node.children[1]->first, {});
    asText(*node.children[1]);
    if (node.children.size() > 2) {
        copyRange(node.children[1]->last, node.last, node.children);
        return;
    }
    const Node& pattern = withoutParentheses(*node.children[1]);
    const bool isPlain = pattern.kind == NodeKind::String && m_tokens[pattern.opToken].value.find('\\') == std::string::npos;
    if (!isPlain && (node.text == "like" || node.text == "ilike"))
        put(" ESCAPE '\\'", node);
}

void Emitter::in(const Node& node)
{
    const Node& value = *node.children[0];
    const Node& list = *node.children[1];
    const bool isList = !list.args.empty() && (list.kind == NodeKind::Row || list.kind == NodeKind::Paren);
    const bool isTextual = isList && isText(*list.args[0]);
    if (!isList || !jsonLiteral(value, *list.args[0]))
        isTextual ? plainText(value) : operand(value);
    copyRange(value.last, list.first, {});
    if (!isList) {
        emit(list);
        return;
    }
    put(" (", list);
    for (std::size_t i = 0; i < list.args.size(); ++i) {
        put(i > 0 ? ", " : "", list);
        if (!levelName(value, *list.args[i]) && !jsonLiteral(*list.args[i], value))
            emit(*list.args[i]);
    }
    put(")", list);
}

void Emitter::between(const Node& node)
{
    const Node& value = *node.children[0];
    if (!jsonLiteral(value, *node.children[1]))
        operand(value);
    copyRange(value.last, node.children[1]->first, {});
    m_out.put(" ", m_tokens[node.opToken].begin);
    for (std::size_t i = 1; i < 3; ++i) {
        if (i == 2)
            copyRange(node.children[1]->last, node.children[2]->first, {});
        m_out.put(" ", m_tokens[node.opToken].begin);
        if (!levelName(value, *node.children[i]))
            operand(*node.children[i]);
    }
}

/// A sign binds less than ^ and AT TIME ZONE in the reference, more in DuckDB.
void Emitter::unary(const Node& node)
{
    const Node& value = *node.children[0];
    token(node.opToken);
    const bool isWrapped = value.kind == NodeKind::Binary || value.kind == NodeKind::TimeZone || value.kind == NodeKind::Unary || isLoose(value);
    put(isWrapped ? "(" : "", value);
    emit(value);
    put(isWrapped ? ")" : "", value);
}

} // namespace mgx::dialect
