// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/rewriter.h"

#include "engine/dialect/guard.h"
#include "engine/dialect/keywords.h"
#include "engine/dialect/lexer.h"
#include "engine/dialect/parser.h"

namespace mgx::dialect {

namespace {

tl::unexpected<DialectError> stop(const Token& at, std::string message, std::string hint = {}, bool isRefused = false)
{
    return tl::unexpected(DialectError{isRefused, std::move(message), at.begin, std::move(hint)});
}

/// The words in front of the query: EXPLAIN [ANALYZE] [(…)], DESCRIBE. `at` moves behind them.
Outcome<std::string> prefixOf(const Tokens& tokens, std::uint32_t& at)
{
    std::string prefix;
    if (tokens[at].isWord("explain")) {
        prefix = "EXPLAIN ";
        ++at;
        if (tokens[at].isWord("analyze")) {
            prefix += "ANALYZE ";
            ++at;
        }
        while (tokens[at].isWord("verbose"))
            ++at;
        if (tokens[at].isMark('(') && !isQueryStart(tokens[at + 1].value) && !tokens[at + 1].isMark('('))
            return stop(tokens[at], "EXPLAIN with options is not available", "EXPLAIN [ANALYZE] SELECT …", true);
    }
    return prefix;
}

/// R23: SHOW and DESCRIBE as queries over what they show.
Outcome<std::string> catalogueQuery(const Tokens& tokens, std::uint32_t at, std::uint32_t& end)
{
    const Token& first = tokens[at];
    if (first.isWord("show") && tokens[at + 1].isWord("tables")) {
        end = at + 2;
        return std::string("SELECT * FROM lf_tables");
    }
    const bool isShow = first.isWord("show") && tokens[at + 1].isWord("columns") &&
                        (tokens[at + 2].isWord("from") || tokens[at + 2].isWord("in"));
    const bool isDescribe = first.isWord("describe") || first.isWord("desc");
    if (!isShow && !isDescribe)
        return stop(first, "only SHOW TABLES and SHOW COLUMNS FROM can be shown", "SHOW COLUMNS FROM records", true);
    at += isShow ? 3 : tokens[at + 1].isWord("table") ? 2 : 1;
    if (tokens[at].isWord("public") && tokens[at + 1].isMark('.'))
        at += 2;
    if (!tokens[at].isName() || isQueryStart(tokens[at].value))
        return stop(tokens[at], "the name of a table is missing", "DESCRIBE records");
    end = at + 1;
    Output query;
    query.put(isShow ? "SELECT table_catalog, table_schema, table_name, " : "SELECT ", 0);
    query.put("column_name, data_type, is_nullable FROM lf_columns WHERE table_name = ", 0);
    query.putText(tokens[at].value, 0);
    return query.text();
}

Outcome<void> checkEnd(const Tokens& tokens, std::uint32_t at)
{
    while (tokens[at].isMark(';'))
        ++at;
    if (tokens[at].kind == TokenKind::End)
        return {};
    const bool isSecond = at > 0 && tokens[at - 1].isMark(';');
    return isSecond ? stop(tokens[at], "only one statement is run at a time", "run them one by one", true)
                    : stop(tokens[at], "not understood from here: " + std::string(tokens[at].text));
}

Outcome<void> checkFirst(const Token& first)
{
    if (first.kind == TokenKind::End || first.isMark(';'))
        return stop(first, "there is no statement", "SELECT * FROM records LIMIT 100");
    if (first.kind == TokenKind::Word && isOtherStatement(first.value))
        return stop(first, "only queries can be run: " + std::string(first.text) + " is none", "begin with SELECT", true);
    const bool isKnown = first.isMark('(') || (first.kind == TokenKind::Word && (isQueryStart(first.value) || first.value == "show" ||
                                                                                  first.value == "describe" || first.value == "desc"));
    return isKnown ? Outcome<void>{} : stop(first, "syntax error at " + std::string(first.text), "begin with SELECT");
}

} // namespace

Outcome<Output> rewrite(std::string_view sql, const Parameters& parameters)
{
    Outcome<Tokens> tokens = tokenize(sql);
    if (!tokens)
        return tl::unexpected(tokens.error());
    std::uint32_t at = 0;
    while ((*tokens)[at].isMark(';'))
        ++at;
    const Outcome<std::string> prefix = prefixOf(*tokens, at);
    if (!prefix)
        return tl::unexpected(prefix.error());
    const Token& first = (*tokens)[at];
    if (const Outcome<void> good = checkFirst(first); !good)
        return tl::unexpected(good.error());
    if (first.isWord("show") || first.isWord("describe") || first.isWord("desc")) {
        std::uint32_t end = at;
        const Outcome<std::string> query = catalogueQuery(*tokens, at, end);
        if (!query)
            return tl::unexpected(query.error());
        if (const Outcome<void> good = checkEnd(*tokens, end); !good)
            return tl::unexpected(good.error());
        Output output;
        output.put(*prefix + *query, first.begin);
        return output;
    }
    Parser parser(*tokens);
    Outcome<Tree> tree = parser.parse(at);
    if (!tree)
        return tl::unexpected(tree.error());
    if (auto forbidden = findForbidden(*tree, *tokens))
        return tl::unexpected(std::move(*forbidden));
    if (const Outcome<void> good = checkEnd(*tokens, parser.end()); !good)
        return tl::unexpected(good.error());
    return Emitter(*tokens, parameters).run(*tree->root, *prefix);
}

} // namespace mgx::dialect
