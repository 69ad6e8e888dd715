// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/format_layout.h"

#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

constexpr std::size_t kLineWidth = 80;
constexpr std::array<std::string_view, 12> kClauses = {"select", "from",  "where",  "group", "having",    "order",
                                                       "limit",  "offset", "window", "union", "intersect", "except"};
constexpr std::array<std::string_view, 7> kJoins = {"natural", "left", "right", "full", "inner", "cross", "join"};

} // namespace

FormatLayout::FormatLayout(std::string_view text, const SqlTokens& tokens)
    : m_text(text), m_tokens(tokens), m_blocks(tokens.size(), Block::Inline), m_isClause(tokens.size()), m_isLong(tokens.size())
{
    measure();
    findClauses();
}

bool FormatLayout::is(std::size_t i, std::string_view word) const
{
    return i < m_tokens.size() && isSameSqlWord(m_tokens[i].in(m_text), word);
}

bool FormatLayout::isKeyword(std::size_t i, std::string_view word) const
{
    return i < m_tokens.size() && m_tokens[i].kind == SqlTokenKind::Keyword && is(i, word);
}

std::size_t FormatLayout::codeBehind(std::size_t i) const
{
    do
        ++i;
    while (i < m_tokens.size() && m_tokens[i].kind == SqlTokenKind::Comment);
    return i;
}

void FormatLayout::measure()
{
    m_widths.assign(m_tokens.size() + 1, 0);
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const bool isComment = m_tokens[i].kind == SqlTokenKind::Comment;
        const bool isGlued = m_tokens[i].kind == SqlTokenKind::Bracket || is(i, ",") || is(i, ".") || is(i, "::") || is(i, "->") || is(i, "->>");
        m_widths[i + 1] = m_widths[i] + (isComment ? kLineWidth + 1 : m_tokens[i].end - m_tokens[i].begin + (isGlued ? 0 : 1));
    }
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const bool isBracket = m_tokens[i].kind == SqlTokenKind::Bracket;
        if ((isBracket && std::string_view("([{").find(m_text[m_tokens[i].begin]) != std::string_view::npos) || isKeyword(i, "case")) {
            open.push_back(i);
            const std::size_t first = codeBehind(i);
            if (isBracket && (isKeyword(first, "select") || isKeyword(first, "with")))
                m_blocks[i] = Block::Query;
        } else if ((isBracket || isKeyword(i, "end")) && !open.empty()) {
            const bool isCase = isKeyword(open.back(), "case");
            if (isCase == isBracket)
                continue; // does not belong together
            if (m_blocks[open.back()] != Block::Query && m_widths[i] - m_widths[open.back()] > kLineWidth)
                m_blocks[open.back()] = Block::List;
            open.pop_back();
        }
    }
}

bool FormatLayout::startsClause(std::size_t i) const
{
    if (m_tokens[i].kind != SqlTokenKind::Keyword)
        return false;
    std::size_t before = i;
    while (before > 0 && m_tokens[before - 1].kind == SqlTokenKind::Comment)
        --before;
    const auto isBefore = [&](std::string_view word) { return before > 0 && isKeyword(before - 1, word); };
    const auto isAny = [&](const auto& words) {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(i, word); });
    };
    if (is(i, "from") && isBefore("distinct"))
        return false;
    if (isAny(kJoins)) // LEFT OUTER JOIN is one
        return !isBefore("outer") && std::none_of(kJoins.begin(), kJoins.end() - 1, isBefore) && !is(codeBehind(i), "(");
    return isAny(kClauses);
}

/// Clauses of the statement and of query brackets; a FROM in EXTRACT(x FROM y) or an ORDER BY in array_agg(…) is none.
void FormatLayout::findClauses()
{
    struct Level
    {
        bool isQuery = true;
        std::size_t clause = std::string::npos; ///< the one that is open
    };
    std::vector<Level> levels(1);
    const auto close = [&](std::size_t end) {
        const std::size_t begin = levels.back().clause;
        if (begin != std::string::npos)
            m_isLong[begin] = m_widths[end] - m_widths[begin] > kLineWidth;
        levels.back().clause = std::string::npos;
    };
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        const bool isBracket = m_tokens[i].kind == SqlTokenKind::Bracket;
        const bool isOpening = isBracket && std::string_view("([{").find(m_text[m_tokens[i].begin]) != std::string_view::npos;
        if (isOpening) {
            levels.push_back({m_blocks[i] == Block::Query, std::string::npos});
        } else if (isBracket && levels.size() > 1) {
            close(i);
            levels.pop_back();
        } else if (is(i, ";") && levels.size() == 1) {
            close(i);
        } else if (levels.back().isQuery && startsClause(i)) {
            close(i);
            levels.back().clause = i;
            m_isClause[i] = true;
        }
    }
    while (!levels.empty()) {
        close(m_tokens.size());
        levels.pop_back();
    }
}

} // namespace mgx
