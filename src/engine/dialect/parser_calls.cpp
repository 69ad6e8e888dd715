// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/keywords.h"
#include "engine/dialect/parser_level.h"

namespace mgx::dialect {

Node* Parser::call(std::uint32_t first, std::string name)
{
    const Level level(*this);
    const bool wasInFrom = m_inFrom;
    m_inFrom = false;
    Node* node = make(NodeKind::Call, first);
    node->text = std::move(name);
    node->opToken = m_at;
    expect('(');
    if (startsQuery()) {
        node->isPlainCall = false;
        adopt(node, query());
    } else {
        callArguments(node);
    }
    node->closeToken = m_at;
    expect(')');
    node->tail = m_at;
    callTail(node);
    m_inFrom = wasInFrom;
    return finish(node);
}

/// Arguments between commas. Everything else (FROM in extract(), ORDER BY in aggregates, `a := b`) makes the call no plain one.
void Parser::callArguments(Node* node)
{
    node->isDistinct = take("distinct");
    if (!node->isDistinct)
        take("all");
    bool isInOrder = false;
    bool isExpected = true; // an argument, not a comma
    while (!isAtEnd() && !isMark(')')) {
        if (isMark(',')) {
            node->isPlainCall &= !isExpected;
            isExpected = true;
            ++m_at;
        } else if (isWord("order") && isWord("by", 1)) {
            m_at += 2;
            isInOrder = true;
            isExpected = true;
        } else if (Node* part = expression()) {
            adopt(node, part);
            if (isInOrder && !node->orderBy)
                node->orderBy = part;
            if (!isInOrder)
                node->args.push_back(part);
            node->isPlainCall &= isExpected || isInOrder;
            isExpected = false;
        } else {
            node->isPlainCall &= isInOrder;
            ++m_at;
        }
    }
    if (!node->isPlainCall)
        node->args.clear();
}

void Parser::callTail(Node* node)
{
    while (true) {
        if (isWord("within") && isWord("group", 1) && isMark('(', 2)) {
            m_at += 3;
            orderWithin(node);
            expect(')');
            node->tail = m_at;
        } else if (isWord("filter") && isMark('(', 1)) {
            m_at += 2;
            if (!take("where"))
                fail("FILTER needs a condition", "FILTER (WHERE condition)");
            loose(node, ')');
            expect(')');
        } else if ((isWord("ignore") || isWord("respect")) && isWord("nulls", 1)) {
            m_at += 2;
        } else if (isWord("over") && (isMark('(', 1) || peek(1).isName())) {
            node->isOver = true;
            ++m_at;
            if (isMark('('))
                adopt(node, windowSpec());
            else
                ++m_at;
            return;
        } else {
            return;
        }
    }
}

void Parser::orderWithin(Node* node)
{
    if (!take("order") || !take("by"))
        fail("WITHIN GROUP needs an order", "WITHIN GROUP (ORDER BY x)");
    node->within = expression();
    if (!node->within)
        fail("WITHIN GROUP needs an order", "WITHIN GROUP (ORDER BY x)");
    adopt(node, node->within);
    node->isDescending = take("desc");
    take("asc");
    if (take("nulls"))
        ++m_at;
}

/// ([PARTITION BY …] [ORDER BY …] [frame])
Node* Parser::windowSpec()
{
    const Level level(*this);
    Node* node = make(NodeKind::Copy, m_at);
    expect('(');
    while (!isAtEnd() && !isMark(')')) {
        const bool isFrame = (isWord("rows") || isWord("range") || isWord("groups")) &&
                             (isWord("between", 1) || isWord("unbounded", 1) || isWord("current", 1) || isWord("interval", 1) ||
                              peek(1).kind == TokenKind::Number || peek(1).kind == TokenKind::Parameter);
        if (isFrame) {
            while (!isAtEnd() && !isMark(')')) {
                if (isMark('('))
                    skipBalanced();
                else
                    ++m_at;
            }
        } else if (isWord("partition") || isWord("order")) {
            ++m_at;
        } else if (Node* part = expression()) {
            adopt(node, part);
        } else {
            ++m_at;
        }
    }
    expect(')');
    return finish(node);
}

void Parser::loose(Node* parent, char close)
{
    while (!isAtEnd() && !isMark(close)) {
        if (isMark(')') || isMark(']') || isMark('}'))
            fail(std::string("a ") + close + " is missing before " + std::string(peek().text));
        if (Node* part = expression())
            adopt(parent, part);
        else
            ++m_at;
    }
}

} // namespace mgx::dialect
