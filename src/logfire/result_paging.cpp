// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/result_paging.h"

#include "query/sql_lexer.h"

#include <algorithm>
#include <charconv>

namespace mgx {

namespace {

/// The clauses at the end of a statement that say which rows it answers with, outside all brackets.
struct Tail
{
    bool hasOrder = false;
    std::size_t end = 0;              ///< of the text that stays: before LIMIT, or after the last token
    std::optional<std::size_t> limit; ///< its number
    bool isOdd = false;               ///< an OFFSET, or a LIMIT that is no number at the end
};

bool isWord(const SqlToken& token, std::string_view text, std::string_view word)
{
    const std::string_view own = token.in(text);
    return own.size() == word.size() && std::equal(own.begin(), own.end(), word.begin(), [](char a, char b) { return (a | 0x20) == b; });
}

Tail readTail(std::string_view sql)
{
    SqlTokens tokens = tokenizeSql(sql);
    std::erase_if(tokens, [](const SqlToken& token) { return token.kind == SqlTokenKind::Comment; });
    while (!tokens.empty() && tokens.back().in(sql) == ";")
        tokens.pop_back();
    Tail tail;
    tail.end = tokens.empty() ? 0 : tokens.back().end;
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string_view word = tokens[i].in(sql);
        if (tokens[i].kind == SqlTokenKind::Bracket)
            depth += word == "(" || word == "[" || word == "{" ? 1 : -1;
        if (depth != 0 || tokens[i].kind == SqlTokenKind::QuotedIdentifier || tokens[i].kind == SqlTokenKind::String)
            continue;
        if (isWord(tokens[i], sql, "order") && i + 1 < tokens.size() && isWord(tokens[i + 1], sql, "by"))
            tail.hasOrder = true;
        tail.isOdd |= isWord(tokens[i], sql, "offset") || isWord(tokens[i], sql, "fetch");
        if (!isWord(tokens[i], sql, "limit"))
            continue;
        const std::string_view number = i + 2 == tokens.size() ? tokens[i + 1].in(sql) : std::string_view();
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
        tail.isOdd |= number.empty() || error != std::errc() || end != number.data() + number.size();
        tail.limit = value;
        tail.end = tokens[i].begin;
    }
    return tail;
}

} // namespace

std::optional<std::string> pageSql(std::string_view sql, std::size_t skip, std::size_t rows)
{
    const Tail tail = readTail(sql);
    if (!tail.hasOrder || tail.isOdd || (tail.limit && *tail.limit <= skip))
        return std::nullopt;
    const std::size_t count = tail.limit ? std::min(rows, *tail.limit - skip) : rows;
    // On a line of its own: a comment may end the text that stays.
    return std::string(sql.substr(0, tail.end)) + "\nLIMIT " + std::to_string(count) + " OFFSET " + std::to_string(skip);
}

} // namespace mgx
