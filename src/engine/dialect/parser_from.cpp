// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/keywords.h"
#include "engine/dialect/parser_level.h"

namespace mgx::dialect {

void Parser::fromClause(Node* node)
{
    const Level level(*this);
    const bool wasInFrom = m_inFrom;
    m_inFrom = true;
    while (!isAtEnd() && !isMark(')') && !(isClauseWord() && !isWord("using")) && !isWord("select")) {
        if (isWord("on")) {
            ++m_at;
            if (Node* condition = expression())
                adopt(node, condition);
        } else if (isWord("using") || isWord("tablesample")) {
            ++m_at;
            while (peek().kind == TokenKind::Word && !isMark('(') && isMark('(', 1))
                ++m_at;
            if (isMark('('))
                skipBalanced();
        } else if (peek().kind == TokenKind::String) {
            fail("a text cannot be a table", "write the name of a table without quotes: FROM records");
        } else if (isMark('(') || (peek().isName() && !(peek().kind == TokenKind::Word && (isJoinKeyword(peek().value) || isGlueKeyword(peek().value))))) {
            adopt(node, fromItem());
        } else if (isWord("left") && (isWord("semi", 1) || isWord("anti", 1))) {
            Node* word = make(NodeKind::Dropped, m_at++); // SEMI JOIN is a left one here
            adopt(node, finish(word));
        } else {
            ++m_at; // a comma, JOIN and its kin
        }
    }
    m_inFrom = wasInFrom;
}

Node* Parser::fromItem()
{
    const Level level(*this);
    Node* item = make(NodeKind::FromItem, m_at);
    if (isMark('(')) {
        fromParentheses(item);
    } else if (isWord("pivot") || isWord("unpivot")) {
        ++m_at;
        if (isMark('(')) {
            ++m_at;
            loose(item, ')');
            expect(')');
        }
    } else {
        item->names.push_back(peek().value);
        ++m_at;
        while (isMark('.') && peek(1).isName()) {
            item->names.push_back(peek(1).value);
            m_at += 2;
        }
        if (isMark('(')) {
            const std::uint32_t first = item->first;
            if (item->names.size() > 1)
                failAt(first, "a qualified function name", "call functions by their plain name", true);
            Node* function = call(first, item->names[0]);
            adopt(item, function);
            item->text = "function";
            if (isWord("with") && isWord("ordinality", 1))
                m_at += 2;
        } else {
            item->text = "table";
        }
    }
    fromAlias(item);
    return finish(item);
}

/// ((SELECT …) UNION …) as opposed to ((SELECT …) a JOIN b): what stands behind the inner parentheses tells.
bool Parser::isQueryInParentheses() const
{
    std::uint32_t depth = 0;
    while (isMark('(', depth))
        ++depth;
    if (depth == 0 || !startsQuery(depth))
        return false;
    int open = 0;
    for (std::uint32_t i = 0; peek(i).kind != TokenKind::End; ++i) {
        open += isMark('(', i) ? 1 : isMark(')', i) ? -1 : 0;
        if (open == 0)
            return isMark(')', i + 1) || isClauseWord(i + 1);
    }
    return false;
}

void Parser::fromParentheses(Node* item)
{
    ++m_at;
    if (startsQuery() || isQueryInParentheses()) {
        item->text = "query";
        adopt(item, query());
    } else {
        item->text = "join";
        fromClause(item);
    }
    expect(')');
}

void Parser::fromAlias(Node* item)
{
    item->closeToken = m_at;
    const bool isNamed = take("as");
    const bool isAlias = peek().isName() && (isNamed || peek().kind == TokenKind::QuotedWord ||
                                             (!isClauseWord() && !isJoinKeyword(peek().value) && !isGlueKeyword(peek().value) &&
                                              peek().value != "pivot" && peek().value != "unpivot"));
    if (!isAlias)
        return;
    item->opToken = m_at++;
    if (isMark('(')) {
        item->hasColumnNames = true;
        skipBalanced();
    }
    item->closeToken = m_at;
}

} // namespace mgx::dialect
