// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/keywords.h"
#include "engine/dialect/parser_level.h"

namespace mgx::dialect {

namespace {

bool isClockWord(std::string_view word)
{
    return word == "current_timestamp" || word == "current_date" || word == "current_time" || word == "localtimestamp" ||
           word == "localtime";
}

} // namespace

bool Parser::startsExpression() const
{
    const Token& token = peek();
    switch (token.kind) {
    case TokenKind::Word:
        if (isMark('(', 1) && (token.value == "left" || token.value == "right"))
            return true;
        return !isGlueKeyword(token.value) && !isClauseKeyword(token.value) && !(m_inFrom && isJoinKeyword(token.value));
    case TokenKind::Operator: return token.value == "-" || token.value == "+" || token.value == "~" || token.value == "*";
    case TokenKind::Mark: return token.value[0] == '(' || token.value[0] == '[' || token.value[0] == '{';
    case TokenKind::End: return false;
    default: return true;
    }
}

Node* Parser::primary()
{
    if (!startsExpression())
        return nullptr;
    const Token& token = peek();
    switch (token.kind) {
    case TokenKind::Number: return literal(NodeKind::Number);
    case TokenKind::String: return literal(NodeKind::String);
    case TokenKind::Blob: return literal(NodeKind::Blob);
    case TokenKind::Parameter: return literal(NodeKind::Parameter);
    case TokenKind::QuotedWord: return name();
    case TokenKind::Word: return wordPrimary();
    default: break;
    }
    if (token.isMark('('))
        return parentheses();
    if (token.isMark('['))
        return brackets(']');
    if (token.isMark('{'))
        return brackets('}');
    if (token.value == "*") {
        Node* node = make(NodeKind::Star, m_at++);
        return finish(node);
    }
    return prefixed(token.value, 90); // a sign binds less than ^ and ::
}

Node* Parser::literal(NodeKind kind)
{
    Node* node = make(kind, m_at);
    node->opToken = m_at++;
    if (kind == NodeKind::String && peek().kind == TokenKind::String)
        fail("a text follows a text", "join texts with ||");
    return finish(node);
}

Node* Parser::wordPrimary()
{
    const std::string& word = peek().value;
    const bool isCall = isMark('(', 1);
    if (word == "not")
        return prefixed("not", 30);
    if (word == "case")
        return caseExpression();
    if ((word == "cast" || word == "try_cast") && isCall)
        return castCall();
    if (word == "interval" && !isMark('.', 1))
        return interval();
    if (word == "lambda" && peek(1).isName())
        return lambda();
    if (word == "true" || word == "false" || word == "null")
        return literal(NodeKind::Constant);
    if (isClockWord(word)) {
        Node* node = literal(NodeKind::Clock);
        if (isMark('(') && isMark(')', 1)) // some are functions as well
            m_at += 2;
        return finish(node);
    }
    if (word == "array" && (isMark('[', 1) || (isCall && startsQuery(2)))) {
        Node* node = make(NodeKind::Copy, m_at++);
        node->text = "array";
        adopt(node, isMark('[') ? brackets(']') : parentheses());
        return finish(node);
    }
    if (isTypeWord()) {
        if (Node* typed = typedString())
            return typed;
    }
    return name();
}

/// A dotted name: a column, `t.*`, or the name of a call.
Node* Parser::name()
{
    const std::uint32_t first = m_at;
    std::vector<std::string> names{peek().value};
    ++m_at;
    bool isStar = false;
    while (isMark('.') && !isStar) {
        isStar = peek(1).isOperator("*");
        if (!isStar && !peek(1).isName())
            break;
        names.push_back(peek(1).value);
        m_at += 2;
    }
    if (isMark('(') && !isStar) {
        if (names.size() > 1)
            failAt(first, "a qualified function name", "call functions by their plain name", true);
        return call(first, std::move(names[0]));
    }
    Node* node = make(isStar ? NodeKind::Star : NodeKind::Column, first);
    node->names = std::move(names);
    return finish(node);
}

Node* Parser::prefixed(std::string_view op, int precedence)
{
    Node* node = make(op == "not" ? NodeKind::Not : NodeKind::Unary, m_at);
    node->opToken = m_at++;
    node->text = op;
    Node* operand = expression(precedence);
    if (!operand)
        fail("an expression is missing behind " + std::string(m_tokens[node->opToken].text));
    adopt(node, operand);
    return finish(node);
}

Node* Parser::caseExpression()
{
    const Level level(*this);
    Node* node = make(NodeKind::Copy, m_at++);
    node->text = "case";
    while (!isAtEnd() && !isWord("end")) {
        if (isWord("when") || isWord("then") || isWord("else"))
            ++m_at;
        else if (Node* part = expression())
            adopt(node, part);
        else
            fail("CASE has no END", "CASE WHEN condition THEN value ELSE value END");
    }
    if (!take("end"))
        fail("CASE has no END", "CASE WHEN condition THEN value ELSE value END");
    return finish(node);
}

Node* Parser::castCall()
{
    Node* node = make(NodeKind::Cast, m_at);
    node->isTry = isWord("try_cast");
    node->opToken = m_at;
    m_at += 2;
    Node* value = expression();
    if (!value || !take("as"))
        fail("CAST needs a value and a type", "CAST(x AS int)");
    adopt(node, value);
    node->text = typeName();
    if (node->text.empty())
        fail("CAST needs a value and a type", "CAST(x AS int)");
    expect(')');
    return finish(node);
}

/// INTERVAL '1 hour', INTERVAL '1' HOUR, INTERVAL (n) DAY, or a column of that name.
Node* Parser::interval()
{
    const TokenKind next = peek(1).kind;
    if (next != TokenKind::String && next != TokenKind::Number && next != TokenKind::Parameter && !isMark('(', 1))
        return name();
    Node* node = make(NodeKind::Copy, m_at++);
    node->text = "interval";
    adopt(node, isMark('(') ? parentheses() : literal(NodeKind::Copy));
    const bool isUnit = peek().kind == TokenKind::Word && !isGlueKeyword(peek().value) && !isClauseKeyword(peek().value) &&
                        (peek().value.ends_with("s") || peek().value == "year" || peek().value == "month" || peek().value == "day" ||
                         peek().value == "hour" || peek().value == "minute" || peek().value == "second" || peek().value == "week" ||
                         peek().value == "quarter" || peek().value == "millisecond" || peek().value == "microsecond");
    m_at += isUnit && !(m_tokens[m_at - 1].kind == TokenKind::String && m_tokens[m_at - 1].value.find(' ') != std::string::npos) ? 1 : 0;
    return finish(node);
}

/// date '2026-03-01', timestamp with time zone '…': null if no text follows the type.
Node* Parser::typedString()
{
    const std::uint32_t first = m_at;
    std::string type = typeName();
    if (type.empty() || peek().kind != TokenKind::String) {
        m_at = first;
        return nullptr;
    }
    Node* node = make(NodeKind::TypedString, first);
    node->text = std::move(type);
    adopt(node, literal(NodeKind::String));
    return finish(node);
}

Node* Parser::lambda()
{
    Node* node = make(NodeKind::Copy, m_at++);
    node->text = "lambda";
    while (!isAtEnd() && !isMark(':') && !isMark(')'))
        ++m_at;
    expect(':', "lambda x : expression");
    if (Node* body = expression())
        adopt(node, body);
    return finish(node);
}

Node* Parser::brackets(char close)
{
    const Level level(*this);
    Node* node = make(NodeKind::Copy, m_at++);
    node->text = close == ']' ? "list" : "struct";
    loose(node, close);
    expect(close);
    return finish(node);
}

/// (x), (a, b), (SELECT …), or anything else between parentheses.
Node* Parser::parentheses()
{
    const Level level(*this);
    const bool wasInFrom = m_inFrom;
    m_inFrom = false;
    Node* node = make(NodeKind::Copy, m_at++);
    if (startsQuery()) {
        node->text = "subquery";
        adopt(node, query());
    } else {
        loose(node, ')');
    }
    expect(')');
    m_inFrom = wasInFrom;
    finish(node);
    // What stands between the pieces tells what it is: nothing, or one comma each.
    std::uint32_t between = node->first + 1;
    bool isList = !node->children.empty() && node->text.empty();
    for (const Node* child : node->children) {
        isList = isList && child->first == between;
        between = child->last + (m_tokens[child->last].isMark(',') ? 1 : 0);
    }
    isList = isList && between == node->last - 1;
    if (isList)
        node->kind = node->children.size() == 1 ? NodeKind::Paren : NodeKind::Row;
    if (isList)
        node->args = node->children;
    return node;
}

} // namespace mgx::dialect
