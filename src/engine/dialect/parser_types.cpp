// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/parser.h"

#include <algorithm>
#include <array>

namespace mgx::dialect {

namespace {

struct TypeWord
{
    std::string_view word;
    std::string_view canonical;
};

// What `'..'` may follow, and what the rules of casts tell apart.
constexpr std::array<TypeWord, 37> kTypes = {{
    {"bigint", "bigint"}, {"blob", "blob"}, {"bool", "bool"}, {"boolean", "bool"}, {"bpchar", "text"}, {"bytea", "blob"},
    {"char", "text"}, {"character", "text"}, {"date", "date"}, {"datetime", "timestamp"}, {"dec", "decimal"},
    {"decimal", "decimal"}, {"double", "double"}, {"float", "float"}, {"float4", "float"}, {"float8", "double"}, {"int", "int"},
    {"int2", "smallint"}, {"int4", "int"}, {"int8", "bigint"}, {"integer", "int"}, {"interval", "interval"}, {"json", "json"},
    {"jsonb", "json"}, {"long", "bigint"}, {"numeric", "decimal"}, {"real", "float"}, {"short", "smallint"},
    {"smallint", "smallint"}, {"string", "text"}, {"text", "text"}, {"time", "time"}, {"timestamp", "timestamp"},
    {"timestamptz", "timestamptz"}, {"tinyint", "tinyint"}, {"uuid", "uuid"}, {"varchar", "text"},
}};

const TypeWord* find(std::string_view word)
{
    const auto* found = std::lower_bound(kTypes.begin(), kTypes.end(), word, [](const TypeWord& a, std::string_view b) { return a.word < b; });
    return found != kTypes.end() && found->word == word ? found : nullptr;
}

} // namespace

bool Parser::isTypeWord() const
{
    return peek().kind == TokenKind::Word && find(peek().value);
}

void Parser::skipBalanced()
{
    int depth = 0;
    do {
        if (isMark('('))
            ++depth;
        else if (isMark(')'))
            --depth;
        else if (isAtEnd())
            fail("a ) is missing at the end");
        ++m_at;
    } while (depth > 0);
}

std::string Parser::typeName()
{
    if (!peek().isName())
        return {};
    const std::uint32_t first = m_at;
    const TypeWord* known = peek().kind == TokenKind::Word ? find(peek().value) : nullptr;
    std::string canonical(known ? known->canonical : std::string_view());
    const std::string word = m_tokens[m_at++].value;
    while (isMark('.') && peek(1).isName() && !known)
        m_at += 2;
    if (word == "double")
        take("precision");
    if (word == "character" || word == "char")
        take("varying");
    if (isMark('(')) {
        skipBalanced();
        canonical = canonical == "decimal" ? "" : canonical; // with its own digits it is a type like any other
    }
    if (word == "time" || word == "timestamp") {
        const bool isWith = isWord("with") && isWord("time", 1) && isWord("zone", 2);
        if (isWith)
            canonical += "tz";
        if (isWith || (isWord("without") && isWord("time", 1) && isWord("zone", 2)))
            m_at += 3;
    }
    if (isWord("unsigned") || isWord("array")) {
        ++m_at;
        canonical.clear();
    }
    while (isMark('[') && (isMark(']', 1) || (peek(1).kind == TokenKind::Number && isMark(']', 2)))) {
        m_at += isMark(']', 1) ? 2 : 3;
        canonical.clear();
    }
    if (!canonical.empty())
        return canonical;
    std::string text;
    for (std::uint32_t i = first; i < m_at; ++i) {
        text += m_tokens[i].hasSpace && i > first ? " " : "";
        text += m_tokens[i].text;
    }
    return text;
}

} // namespace mgx::dialect
