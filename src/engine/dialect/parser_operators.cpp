// SPDX-License-Identifier: GPL-3.0-or-later
// Precedence climbing with PostgreSQL's table, as the reference engine has it.
#include "engine/dialect/parser_level.h"

#include <array>

namespace mgx::dialect {

namespace {

constexpr int kOr = 10;
constexpr int kAnd = 20;
constexpr int kIs = 40;
constexpr int kCompare = 50;
constexpr int kLike = 60;
constexpr int kOther = 70;
constexpr int kPlus = 80;
constexpr int kTimes = 90;
constexpr int kPower = 100;
constexpr int kTimeZone = 110;
constexpr int kIndex = 130;
constexpr int kCast = 140;

int precedenceOf(std::string_view op)
{
    constexpr std::array<std::string_view, 8> kComparisons = {"=", "==", "<", ">", "<=", ">=", "<>", "!="};
    for (const std::string_view c : kComparisons) {
        if (op == c)
            return kCompare;
    }
    if (op == "+" || op == "-")
        return kPlus;
    if (op == "*" || op == "/" || op == "%" || op == "//")
        return kTimes;
    if (op == "^" || op == "**")
        return kPower;
    if (op == "::")
        return kCast;
    if (op == ":=" || op == "=>" || op == "!" || op == "@" || op == "`" || op == "\\")
        return 0; // no infix operators: they stay as they are
    return kOther;
}

} // namespace

Node* Parser::expression(int precedence)
{
    const Level level(*this);
    Node* left = primary();
    return left ? operatorsAfter(left, precedence) : nullptr;
}

Node* Parser::operatorsAfter(Node* left, int precedence)
{
    while (Node* more = infix(left, precedence))
        left = more;
    return left;
}

/// The expression that begins with `left` and the next operator; null if that binds less than `precedence`.
Node* Parser::infix(Node* left, int precedence)
{
    const Token& token = peek();
    if (token.kind == TokenKind::Word)
        return wordInfix(left, precedence);
    if (token.isMark('[') && kIndex > precedence)
        return indexAfter(left);
    if (token.isMark('.') && peek(1).isName())
        return fieldAfter(left);
    if (token.kind != TokenKind::Operator)
        return nullptr;
    const int own = precedenceOf(token.value);
    if (own == 0 || own <= precedence)
        return nullptr;
    if (own == kCast)
        return castAfter(left);
    const std::uint32_t op = m_at++;
    Node* node = combine(NodeKind::Binary, left, op);
    Node* right = expression(own);
    if (!right)
        failAt(m_at, "an expression is missing behind " + std::string(m_tokens[op].text));
    adopt(node, right);
    return finish(node);
}

Node* Parser::wordInfix(Node* left, int precedence)
{
    const std::string& word = peek().value;
    if (word == "and")
        return kAnd > precedence ? chain(left, "and", kAnd) : nullptr;
    if (word == "or")
        return kOr > precedence ? chain(left, "or", kOr) : nullptr;
    if (word == "is" || word == "isnull" || word == "notnull")
        return kIs > precedence ? isTest(left) : nullptr;
    if (word == "at" && isWord("time", 1) && isWord("zone", 2))
        return kTimeZone > precedence ? timeZoneAfter(left) : nullptr;
    if (word == "collate" && kCast > precedence && peek(1).isName()) {
        Node* node = make(NodeKind::Copy, left->first);
        adopt(node, left);
        m_at += 2;
        return finish(node);
    }
    if (kLike <= precedence)
        return nullptr;
    const bool isNegated = word == "not";
    const std::string& test = isNegated ? peek(1).value : word;
    if (peek(isNegated ? 1 : 0).kind != TokenKind::Word)
        return nullptr;
    const std::uint32_t before = m_at;
    m_at += isNegated ? 1 : 0;
    if (test == "between")
        return between(left, isNegated);
    if (test == "in")
        return in(left, isNegated);
    if (test == "like" || test == "ilike" || test == "similar" || test == "glob")
        return like(left, isNegated);
    m_at = before;
    return nullptr;
}

Node* Parser::chain(Node* left, std::string_view word, int precedence)
{
    Node* node = make(NodeKind::Chain, left->first);
    node->text = word;
    node->opToken = m_at;
    adopt(node, left);
    while (take(word)) {
        Node* next = expression(precedence);
        if (!next)
            fail("an expression is missing behind " + std::string(word));
        adopt(node, next);
    }
    return finish(node);
}

Node* Parser::isTest(Node* left)
{
    Node* node = make(NodeKind::Is, left->first);
    adopt(node, left);
    node->opToken = m_at;
    const bool isShort = !isWord("is");
    ++m_at;
    if (isShort)
        return finish(node);
    take("not");
    if (take("distinct")) {
        take("from");
        if (Node* right = expression(kIs))
            adopt(node, right);
    } else if (!isAtEnd() && peek().kind == TokenKind::Word) {
        ++m_at; // NULL, TRUE, FALSE, UNKNOWN
    }
    return finish(node);
}

Node* Parser::between(Node* left, bool isNegated)
{
    Node* node = combine(NodeKind::Between, left, m_at++);
    node->isNegated = isNegated;
    Node* low = expression(kLike);
    if (low)
        adopt(node, low);
    if (!low || !take("and"))
        fail("BETWEEN needs two values", "x BETWEEN low AND high");
    Node* high = expression(kLike);
    if (!high)
        fail("BETWEEN needs two values", "x BETWEEN low AND high");
    adopt(node, high);
    return finish(node);
}

Node* Parser::in(Node* left, bool isNegated)
{
    Node* node = combine(NodeKind::In, left, m_at++);
    node->isNegated = isNegated;
    Node* list = isMark('(') ? parentheses() : expression(kLike);
    if (!list)
        fail("IN needs a list", "x IN ('a', 'b')");
    adopt(node, list);
    return finish(node);
}

Node* Parser::like(Node* left, bool isNegated)
{
    Node* node = combine(NodeKind::Like, left, m_at++);
    node->isNegated = isNegated;
    if (node->text == "similar")
        take("to");
    Node* pattern = expression(kLike);
    if (!pattern)
        fail("a pattern is missing behind " + std::string(m_tokens[node->opToken].text));
    adopt(node, pattern);
    if (isWord("escape")) {
        ++m_at;
        if (Node* escape = expression(kLike))
            adopt(node, escape);
    }
    return finish(node);
}

Node* Parser::castAfter(Node* left)
{
    Node* node = combine(NodeKind::Cast, left, m_at++);
    node->text = typeName();
    if (node->text.empty())
        fail("a type is missing behind ::", "for example x::int");
    return finish(node);
}

Node* Parser::indexAfter(Node* left)
{
    Node* node = combine(NodeKind::Index, left, m_at++);
    loose(node, ']');
    expect(']');
    return finish(node);
}

Node* Parser::fieldAfter(Node* left)
{
    Node* node = make(NodeKind::Field, left->first);
    adopt(node, left);
    m_at += 2;
    if (isMark('('))
        fail("a function behind a point", "call functions by their plain name", true);
    return finish(node);
}

Node* Parser::timeZoneAfter(Node* left)
{
    Node* node = make(NodeKind::TimeZone, left->first);
    adopt(node, left);
    m_at += 3;
    Node* zone = expression(kTimeZone);
    if (!zone)
        fail("a time zone is missing", "for example AT TIME ZONE 'Europe/Berlin'");
    adopt(node, zone);
    return finish(node);
}

} // namespace mgx::dialect
