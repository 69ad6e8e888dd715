// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/parser.h"

#include "engine/dialect/parser_level.h"

#include <algorithm>

namespace mgx::dialect {

Outcome<Tree> Parser::parse(std::uint32_t begin)
{
    m_at = begin;
    // Exceptions stay within this call: the alternative is a check behind every one of some hundred steps.
    try {
        m_tree.root = query();
        if (!isAtEnd())
            fail(isMark(')') ? "a ) too many" : "not understood from here");
    } catch (const Failure&) {
        return tl::unexpected(m_error);
    }
    return std::move(m_tree);
}

const Token& Parser::peek(std::uint32_t ahead) const
{
    return m_tokens[std::min<std::size_t>(m_at + ahead, m_tokens.size() - 1)];
}

bool Parser::isAtEnd() const
{
    return peek().kind == TokenKind::End || isMark(';');
}

bool Parser::take(std::string_view word)
{
    if (!isWord(word))
        return false;
    ++m_at;
    return true;
}

void Parser::expect(char mark, std::string_view hint)
{
    if (!isMark(mark)) {
        const bool isOver = isAtEnd();
        fail(isOver ? std::string("a ") + mark + " is missing at the end" : std::string("a ") + mark + " is missing before " + std::string(peek().text),
             std::string(hint));
    }
    ++m_at;
}

void Parser::fail(std::string message, std::string hint, bool isRefused)
{
    failAt(m_at, std::move(message), std::move(hint), isRefused);
}

void Parser::failAt(std::uint32_t token, std::string message, std::string hint, bool isRefused)
{
    const Token& at = m_tokens[std::min<std::size_t>(token, m_tokens.size() - 1)];
    m_error = DialectError{isRefused, std::move(message), at.begin, std::move(hint)};
    throw Failure{};
}

Node* Parser::make(NodeKind kind, std::uint32_t first)
{
    Node& node = m_tree.nodes.emplace_back();
    node.kind = kind;
    node.first = first;
    node.last = first;
    return &node;
}

Node* Parser::finish(Node* node)
{
    node->last = m_at;
    return node;
}

void Parser::adopt(Node* parent, Node* child)
{
    parent->children.push_back(child);
    parent->depth = std::max<std::uint16_t>(parent->depth, static_cast<std::uint16_t>(child->depth + 1));
    if (parent->depth > kMaxDepth * 3)
        fail("the expression is nested too deeply", "take it apart with WITH");
}

Node* Parser::combine(NodeKind kind, Node* left, std::uint32_t op)
{
    Node* node = make(kind, left->first);
    node->opToken = op;
    node->text = m_tokens[op].value;
    adopt(node, left);
    return node;
}

} // namespace mgx::dialect
