// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_token.h"

#include <string>
#include <string_view>

namespace mgx {

/// The statement around a cursor while it is being typed: its tokens without comments and without the word at the cursor, and
/// which brackets enclose what. A string without an end that the cursor is in ends at the cursor, so that what follows is still
/// read as SQL. O(n) in the script; the text has to outlive it.
class SqlOutline
{
public:
    enum class Inside : std::uint8_t { Code, String, QuotedName, Parameter, Comment, Number };

    SqlOutline(std::string_view text, std::size_t cursor);

    [[nodiscard]] Inside inside() const { return m_inside; }
    /// What is typed so far of the word at the cursor, without quote or $.
    [[nodiscard]] std::string_view word() const { return m_text.substr(m_replaceFrom, m_cursor - m_replaceFrom); }
    /// The bytes that a completion replaces: the word on both sides of the cursor.
    [[nodiscard]] std::size_t replaceFrom() const { return m_replaceFrom; }
    [[nodiscard]] std::size_t replaceTo() const { return m_replaceTo; }
    /// The string or quoted name at the cursor has its closing quote.
    [[nodiscard]] bool isClosed() const { return m_isClosed; }

    [[nodiscard]] int size() const { return static_cast<int>(m_tokens.size()); }
    /// Index of the first token behind the cursor.
    [[nodiscard]] int cursor() const { return m_cursorIndex; }
    /// Empty outside.
    [[nodiscard]] std::string_view text(int i) const { return isIn(i) ? m_tokens[at(i)].in(m_text) : std::string_view(); }
    [[nodiscard]] bool is(int i, std::string_view word) const;
    [[nodiscard]] bool isKind(int i, SqlTokenKind kind) const { return isIn(i) && m_tokens[at(i)].kind == kind; }
    [[nodiscard]] bool isName(int i) const
    {
        return isKind(i, SqlTokenKind::Identifier) || isKind(i, SqlTokenKind::QuotedIdentifier);
    }

    /// Index of the bracket that encloses token `i`, -1 for none. `i` may be size().
    [[nodiscard]] int parent(int i) const { return m_parents[at(i)]; }
    /// The bracket that the cursor is in.
    [[nodiscard]] int bracketAtCursor() const { return isClosing(m_cursorIndex) ? partner(m_cursorIndex) : parent(m_cursorIndex); }
    /// Of an opening bracket the closing one, size() if it has none; of a closing one the opening one; else -1.
    [[nodiscard]] int partner(int i) const { return isIn(i) ? m_partners[at(i)] : -1; }
    [[nodiscard]] bool isOpening(int i) const { return partner(i) > i; }
    [[nodiscard]] bool isClosing(int i) const { return partner(i) >= 0 && partner(i) < i; }
    /// First token of what an opening bracket encloses, and one behind its last; -1 = the statement.
    [[nodiscard]] int begin(int bracket) const { return bracket + 1; }
    [[nodiscard]] int end(int bracket) const { return bracket < 0 ? size() : partner(bracket); }
    /// The next token of the same bracket: what is enclosed further in is stepped over.
    [[nodiscard]] int next(int i) const { return isOpening(i) ? partner(i) + 1 : i + 1; }
    /// The last token of the same bracket; a pair of brackets counts as its opening one.
    [[nodiscard]] int previous(int i) const { return isClosing(i - 1) ? partner(i - 1) : i - 1; }

private:
    [[nodiscard]] static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] bool isIn(int i) const { return i >= 0 && i < size(); }
    std::size_t takeWord(SqlTokens& before);
    std::size_t closeString(std::size_t begin);
    void pairBrackets();

    std::string_view m_text;
    std::size_t m_cursor;
    std::size_t m_replaceFrom;
    std::size_t m_replaceTo;
    Inside m_inside = Inside::Code;
    bool m_isClosed = false;
    int m_cursorIndex = 0;
    SqlTokens m_tokens;
    std::vector<int> m_parents; ///< one more than tokens
    std::vector<int> m_partners;
};

} // namespace mgx
