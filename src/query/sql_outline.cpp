// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_outline.h"

#include "query/sql_lexer.h"
#include "query/sql_words.h"

#include <algorithm>

namespace mgx {

namespace {

std::size_t wordEnd(std::string_view text, std::size_t at)
{
    while (at < text.size() && isSqlWordByte(text[at]))
        ++at;
    return at;
}

/// Drops comments and everything outside the statement.
void keepStatement(std::string_view text, SqlTokens& before, SqlTokens& behind)
{
    const auto isEnd = [text](const SqlToken& token) {
        return token.kind == SqlTokenKind::Operator && token.in(text) == ";";
    };
    const auto isComment = [](const SqlToken& token) { return token.kind == SqlTokenKind::Comment; };
    before.erase(before.begin(), std::find_if(before.rbegin(), before.rend(), isEnd).base());
    behind.erase(std::find_if(behind.begin(), behind.end(), isEnd), behind.end());
    std::erase_if(before, isComment);
    std::erase_if(behind, isComment);
}

} // namespace

SqlOutline::SqlOutline(std::string_view text, std::size_t cursor)
    : m_text(text), m_cursor(std::min(cursor, text.size())), m_replaceFrom(m_cursor), m_replaceTo(m_cursor)
{
    SqlTokens before = tokenizeSql(text.substr(0, m_cursor));
    const std::size_t tail = takeWord(before);
    SqlTokens behind = tokenizeSql(text.substr(tail));
    for (SqlToken& token : behind) {
        token.begin += static_cast<std::uint32_t>(tail);
        token.end += static_cast<std::uint32_t>(tail);
    }
    keepStatement(text, before, behind);
    m_cursorIndex = static_cast<int>(before.size());
    m_tokens = std::move(before);
    m_tokens.insert(m_tokens.end(), behind.begin(), behind.end());
    pairBrackets();
}

bool SqlOutline::is(int i, std::string_view word) const
{
    return !isKind(i, SqlTokenKind::QuotedIdentifier) && isSameSqlWord(text(i), word);
}

/// Takes the word at the cursor out of the tokens before it; where the text goes on behind it.
std::size_t SqlOutline::takeWord(SqlTokens& before)
{
    if (before.empty())
        return m_replaceTo = wordEnd(m_text, m_cursor);
    const SqlToken last = before.back();
    const std::string_view text = last.in(m_text);
    const bool isLineComment = last.kind == SqlTokenKind::Comment && text.starts_with("--") && last.end == m_cursor;
    if (last.kind == SqlTokenKind::Comment && (last.isOpen || isLineComment)) {
        m_inside = Inside::Comment;
        return m_cursor;
    }
    if (last.isOpen) {
        before.pop_back();
        return closeString(last.begin);
    }
    if (last.end != m_cursor)
        return m_replaceTo = wordEnd(m_text, m_cursor);
    switch (last.kind) {
    case SqlTokenKind::Number: m_inside = Inside::Number; return wordEnd(m_text, m_cursor);
    case SqlTokenKind::Keyword:
    case SqlTokenKind::Identifier: m_replaceFrom = last.begin; break;
    case SqlTokenKind::Parameter: m_inside = Inside::Parameter; m_replaceFrom = last.begin + 1; break;
    case SqlTokenKind::Operator:
        if (text != "$")
            return m_replaceTo = wordEnd(m_text, m_cursor);
        m_inside = Inside::Parameter;
        break;
    default: return m_replaceTo = wordEnd(m_text, m_cursor);
    }
    before.pop_back();
    return m_replaceTo = wordEnd(m_text, m_cursor);
}

/// Finds the end of the string or quoted name that the cursor is in. An odd number of quotes up to the end of the line says that
/// the next one closes it; with an even number they belong to other strings.
std::size_t SqlOutline::closeString(std::size_t begin)
{
    const char first = m_text[begin];
    const char quote = first == '"' ? '"' : '\'';
    m_inside = first == '"' ? Inside::QuotedName : Inside::String;
    m_replaceFrom = begin + (first == quote ? 1 : 2);
    if (first == '$' || m_replaceFrom > m_cursor) { // free text between $$
        m_inside = Inside::Comment;
        m_replaceFrom = m_cursor;
        return m_cursor;
    }
    const std::string_view line = m_text.substr(m_cursor, std::min(m_text.find('\n', m_cursor), m_text.size()) - m_cursor);
    m_isClosed = std::count(line.begin(), line.end(), quote) % 2 == 1;
    if (!m_isClosed)
        return m_cursor;
    m_replaceTo = m_cursor + line.find(quote);
    return m_replaceTo + 1;
}

void SqlOutline::pairBrackets()
{
    constexpr std::string_view kOpening = "([{";
    constexpr std::string_view kClosing = ")]}";
    std::vector<int> open;
    m_parents.reserve(m_tokens.size() + 1);
    m_partners.assign(m_tokens.size(), -1);
    for (int i = 0; i < size(); ++i) {
        const char c = m_tokens[at(i)].kind == SqlTokenKind::Bracket ? m_text[m_tokens[at(i)].begin] : ' ';
        const std::size_t closing = kClosing.find(c);
        if (closing != std::string_view::npos && !open.empty() && text(open.back()).front() == kOpening[closing]) {
            m_partners[at(open.back())] = i;
            m_partners[at(i)] = open.back();
            open.pop_back();
        }
        m_parents.push_back(open.empty() ? -1 : open.back());
        if (kOpening.find(c) != std::string_view::npos)
            open.push_back(i);
    }
    m_parents.push_back(open.empty() ? -1 : open.back());
    for (const int i : open)
        m_partners[at(i)] = size();
}

} // namespace mgx
