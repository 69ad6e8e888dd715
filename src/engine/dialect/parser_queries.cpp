// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/keywords.h"
#include "engine/dialect/parser_level.h"

namespace mgx::dialect {

/// Whether the token is the first one of a query: behind a '(' that decides between (x) and (SELECT …).
bool Parser::startsQuery(std::uint32_t ahead) const
{
    const Token& token = peek(ahead);
    if (token.kind != TokenKind::Word)
        return false;
    const Token& next = peek(ahead + 1);
    if (token.value == "select" || token.value == "with" || token.value == "values" || token.value == "from")
        return !next.isMark(',') && !next.isMark(')') && !next.isMark('.');
    const bool isOther = isQueryStart(token.value) || isOtherStatement(token.value);
    return isOther && next.kind == TokenKind::Word && !isGlueKeyword(next.value) && !isClauseKeyword(next.value);
}

bool Parser::isClauseWord(std::uint32_t ahead) const
{
    const Token& token = peek(ahead);
    return token.kind == TokenKind::Word && isClauseKeyword(token.value) && !(token.value == "sample" && !isMark('(', ahead + 1));
}

bool Parser::endsItems() const
{
    return isAtEnd() || isMark(')') || isClauseWord();
}

Node* Parser::query()
{
    const Level level(*this);
    Node* node = make(NodeKind::Query, m_at);
    if (isWord("with"))
        withClause(node);
    queryBody(node);
    while (isWord("union") || isWord("except") || isWord("intersect")) {
        ++m_at;
        if (!take("all"))
            take("distinct");
        if (take("by"))
            take("name");
        queryBody(node);
    }
    clauses(node); // ORDER BY, LIMIT of the whole
    return finish(node);
}

/// WITH [RECURSIVE] name [(columns)] AS [[NOT] MATERIALIZED] (query), …
void Parser::withClause(Node* parent)
{
    ++m_at;
    take("recursive");
    do {
        if (!peek().isName())
            fail("a name is missing behind WITH", "WITH name AS (SELECT …)");
        Node* item = make(NodeKind::FromItem, m_at);
        item->text = "with";
        item->names = {peek().value};
        item->opToken = m_at++;
        if (isMark('(')) {
            item->hasColumnNames = true;
            skipBalanced();
        }
        item->closeToken = m_at;
        while (isWord("using") || isWord("key"))
            ++m_at;
        if (isMark('('))
            skipBalanced();
        if (!take("as"))
            fail("AS is missing", "WITH name AS (SELECT …)");
        take("not");
        take("materialized");
        if (!isMark('('))
            fail("a query in parentheses is missing", "WITH name AS (SELECT …)");
        ++m_at;
        adopt(item, query());
        expect(')');
        adopt(parent, finish(item));
    } while (isMark(',') && ++m_at);
}

void Parser::queryBody(Node* parent)
{
    if (isWord("select") || isWord("from")) {
        adopt(parent, select());
    } else if (isWord("values")) {
        adopt(parent, values());
    } else if (isMark('(')) {
        ++m_at;
        adopt(parent, query());
        expect(')');
    } else if (peek().kind == TokenKind::Word && isOtherStatement(peek().value)) {
        fail("only queries can be run: " + std::string(peek().text) + " changes something", "begin with SELECT", true);
    } else if (isWord("table") || isWord("summarize") || isWord("pivot") || isWord("unpivot")) {
        ++m_at;
        Node* rest = make(NodeKind::Copy, m_at);
        fromClause(rest);
        clauseItems(rest);
        adopt(parent, finish(rest));
    } else {
        fail(isAtEnd() ? "a query is missing" : "a query was expected instead of " + std::string(peek().text), "begin with SELECT");
    }
}

Node* Parser::select()
{
    const Level level(*this);
    Node* node = make(NodeKind::Select, m_at);
    if (take("from")) {
        fromClause(node);
        node->fromEnd = m_at;
    }
    if (take("select")) {
        if (take("distinct")) {
            if (take("on") && isMark('('))
                adopt(node, parentheses());
        } else if (isWord("all") && !isMark('(', 1)) {
            ++m_at;
        }
        selectItems(node);
    }
    if (take("from")) {
        fromClause(node);
        node->fromEnd = m_at;
    }
    clauses(node);
    return finish(node);
}

void Parser::selectItems(Node* node)
{
    if (endsItems())
        fail("the columns are missing behind SELECT", "SELECT * FROM records");
    while (!endsItems()) {
        const std::uint32_t before = m_at;
        adopt(node, selectItem());
        if (isMark(',')) {
            ++m_at;
            if (endsItems())
                fail("an expression is missing behind the comma", "leave the comma out");
        } else if (!endsItems()) {
            if (m_at == before)
                ++m_at;
        }
    }
}

Node* Parser::selectItem()
{
    Node* item = make(NodeKind::SelectItem, m_at);
    if (Node* value = expression())
        adopt(item, value);
    if (item->children.empty())
        return finish(item);
    if (item->children[0]->kind == NodeKind::Star) {
        while (isWord("exclude") || isWord("replace") || isWord("rename")) {
            ++m_at;
            if (isMark('('))
                skipBalanced();
            else if (peek().isName())
                ++m_at;
        }
        return finish(item);
    }
    if (take("as")) {
        if (peek().isName() || peek().kind == TokenKind::String)
            item->opToken = m_at++;
    } else if (peek().isName() && !isClauseWord() && !(peek().kind == TokenKind::Word && isGlueKeyword(peek().value))) {
        item->opToken = m_at++;
        item->isNegated = true; // without AS
    }
    return finish(item);
}

Node* Parser::values()
{
    Node* node = make(NodeKind::Values, m_at++);
    while (!isAtEnd() && !isMark(')') && !isClauseWord()) {
        if (Node* row = expression())
            adopt(node, row);
        else
            ++m_at;
    }
    return finish(node);
}

/// The clauses behind FROM; a word that begins another query of a UNION ends them.
void Parser::clauses(Node* node)
{
    while (isClauseWord() && !isWord("union") && !isWord("except") && !isWord("intersect") && !isWord("from")) {
        node->hasGroupBy |= isWord("group");
        const bool isWindow = take("window");
        if (!isWindow)
            ++m_at;
        while (isWindow && peek().isName() && isWord("as", 1) && isMark('(', 2)) {
            m_at += 2;
            adopt(node, windowSpec());
            if (isMark(','))
                ++m_at;
        }
        clauseItems(node);
    }
}

void Parser::clauseItems(Node* node)
{
    while (!endsItems()) {
        const bool isComma = isMark(',');
        if (Node* part = expression())
            adopt(node, part);
        else
            ++m_at;
        if (isComma && endsItems())
            fail("an expression is missing behind the comma", "leave the comma out");
    }
}

} // namespace mgx::dialect
