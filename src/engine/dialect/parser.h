// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/dialect_error.h"
#include "engine/dialect/node.h"

namespace mgx::dialect {

/// Takes a query apart as far as the rules need it: expressions with PostgreSQL's precedence, clauses, select lists, FROM items.
/// Whatever it does not know stays a Copy, so it fails only on what no engine accepts: unbalanced parentheses, a text as a table,
/// nesting beyond kMaxDepth. `begin` is the first token of the query. O(n).
class Parser
{
public:
    static constexpr int kMaxDepth = 200;

    explicit Parser(const Tokens& tokens) : m_tokens(tokens) {}

    /// The query from `begin` to the end of the text or the first ';' outside of parentheses.
    [[nodiscard]] Outcome<Tree> parse(std::uint32_t begin);
    /// The token behind the query: ';' or End.
    [[nodiscard]] std::uint32_t end() const { return m_at; }

private:
    class Level;
    struct Failure {};  ///< unwinds to parse(); the error is in m_error

    // --- tokens
    [[nodiscard]] const Token& peek(std::uint32_t ahead = 0) const;
    [[nodiscard]] bool isWord(std::string_view word, std::uint32_t ahead = 0) const { return peek(ahead).isWord(word); }
    [[nodiscard]] bool isMark(char c, std::uint32_t ahead = 0) const { return peek(ahead).isMark(c); }
    [[nodiscard]] bool isAtEnd() const;
    bool take(std::string_view word);
    void expect(char mark, std::string_view hint = {});
    [[noreturn]] void fail(std::string message, std::string hint = {}, bool isRefused = false);
    [[noreturn]] void failAt(std::uint32_t token, std::string message, std::string hint = {}, bool isRefused = false);

    // --- nodes
    Node* make(NodeKind kind, std::uint32_t first);
    Node* finish(Node* node);
    void adopt(Node* parent, Node* child);
    Node* combine(NodeKind kind, Node* left, std::uint32_t op);

    // --- expressions (parser_expressions.cpp, parser_operators.cpp)
    Node* expression(int precedence = 0);
    Node* operatorsAfter(Node* left, int precedence);
    Node* infix(Node* left, int precedence);
    Node* wordInfix(Node* left, int precedence);
    Node* isTest(Node* left);
    Node* between(Node* left, bool isNegated);
    Node* in(Node* left, bool isNegated);
    Node* like(Node* left, bool isNegated);
    Node* chain(Node* left, std::string_view word, int precedence);
    Node* castAfter(Node* left);
    Node* indexAfter(Node* left);
    Node* fieldAfter(Node* left);
    Node* timeZoneAfter(Node* left);
    Node* primary();
    Node* wordPrimary();
    Node* name();
    Node* prefixed(std::string_view op, int precedence);
    Node* caseExpression();
    Node* castCall();
    Node* interval();
    Node* typedString();
    Node* lambda();
    Node* brackets(char close);
    Node* parentheses();
    Node* literal(NodeKind kind);
    [[nodiscard]] bool startsExpression() const;

    // --- calls (parser_calls.cpp)
    Node* call(std::uint32_t first, std::string name);
    void callArguments(Node* node);
    void callTail(Node* node);
    void orderWithin(Node* node);
    Node* windowSpec();
    /// Expressions and raw tokens up to the closing mark, which stays.
    void loose(Node* parent, char close);

    // --- types (parser_types.cpp)
    /// Reads a type name; the canonical word of simple types, else its text. Empty if there is none.
    std::string typeName();
    [[nodiscard]] bool isTypeWord() const;
    void skipBalanced();

    // --- queries (parser_queries.cpp, parser_from.cpp)
    [[nodiscard]] bool startsQuery(std::uint32_t ahead = 0) const;
    Node* query();
    void withClause(Node* parent);
    void queryBody(Node* parent);
    Node* select();
    Node* values();
    void selectItems(Node* node);
    Node* selectItem();
    void clauses(Node* node);
    void clauseItems(Node* node);
    void fromClause(Node* node);
    Node* fromItem();
    void fromAlias(Node* item);
    [[nodiscard]] bool isQueryInParentheses() const;
    void fromParentheses(Node* item);
    [[nodiscard]] bool isClauseWord(std::uint32_t ahead = 0) const;
    [[nodiscard]] bool endsItems() const;

    const Tokens& m_tokens;
    std::uint32_t m_at = 0;
    int m_level = 0;
    bool m_inFrom = false;
    Tree m_tree;
    DialectError m_error;
};

} // namespace mgx::dialect
