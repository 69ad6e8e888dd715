// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_lexer.h"

#include "query/context_keywords.h"
#include "query/placeholder.h"
#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

// Longest first: `->>` is one operator.
constexpr std::array<std::string_view, 31> kLongOperators = {
    "!~~*", "<=>", "->>", "#>>", "!~*", "!~~", "~~*", "->", "#>", "||", "::", "<=", ">=", "<>", "!=", "==",
    "!~",   "~*",  "~~",  "<<",  ">>",  "//",  "**",  "@>", "<@", "&&", "=>", ":=", "^@", "?|", "?&"};

constexpr std::string_view kOperatorBytes = "*>=<-|:~/@&?"; ///< second bytes of the long ones

enum class Mode : std::uint32_t { Plain, String, EscapedString, QuotedName, Comment, Dollar };
constexpr std::uint32_t kModeBits = 3;
constexpr std::size_t kBytesOfToken = 5; ///< about, with its space

SqlLineState stateOf(Mode mode, std::uint32_t detail = 0)
{
    return static_cast<std::uint32_t>(mode) | detail << kModeBits;
}

/// Of the tag between two dollars, so that it fits into the state of a line.
std::uint32_t hashOf(std::string_view tag)
{
    std::uint32_t hash = 2166136261u;
    for (const char c : tag)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash >> kModeBits;
}

class Lexer
{
public:
    Lexer(std::string_view text, SqlLineState state) : m_text(text), m_state(state) {}

    SqlLine run()
    {
        m_line.tokens.reserve(m_text.size() / kBytesOfToken);
        if (m_state != 0)
            goOn();
        while (skipSpace())
            read();
        markContextKeywords(m_text, m_line.tokens);
        m_line.endState = m_state;
        return std::move(m_line);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    [[nodiscard]] bool startsWith(std::string_view part) const { return m_text.substr(m_at, part.size()) == part; }

    bool skipSpace()
    {
        while (m_at < m_text.size() && isSqlSpace(m_text[m_at]))
            ++m_at;
        return m_at < m_text.size();
    }

    void add(std::size_t begin, SqlTokenKind kind, bool isOpen = false)
    {
        m_line.tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_at), kind, isOpen});
    }

    /// The rest of what the line begins in.
    void goOn()
    {
        const auto mode = static_cast<Mode>(m_state & ((1u << kModeBits) - 1));
        const std::uint32_t detail = m_state >> kModeBits;
        m_state = 0;
        switch (mode) {
        case Mode::Plain: return;
        case Mode::String: return finishQuoted(0, '\'', Mode::String);
        case Mode::EscapedString: return finishQuoted(0, '\'', Mode::EscapedString);
        case Mode::QuotedName: return finishQuoted(0, '"', Mode::QuotedName);
        case Mode::Comment: return finishComment(0, detail);
        case Mode::Dollar: return finishDollar(0, detail);
        }
    }

    void read()
    {
        const std::size_t begin = m_at;
        const char c = peek();
        const char lower = sqlLower(c);
        if (startsWith("--")) {
            m_at = std::min(m_text.find_first_of("\n\r", m_at), m_text.size());
            return add(begin, SqlTokenKind::Comment);
        }
        if (startsWith("/*")) {
            m_at += 2;
            return finishComment(begin, 1);
        }
        if (c == '\'' || c == '"') {
            ++m_at;
            return finishQuoted(begin, c, c == '"' ? Mode::QuotedName : Mode::String);
        }
        if ((lower == 'e' || lower == 'x') && peek(1) == '\'') {
            m_at += 2;
            return finishQuoted(begin, '\'', lower == 'e' ? Mode::EscapedString : Mode::String);
        }
        if (isSqlDigit(c) || (c == '.' && isSqlDigit(peek(1))))
            return readNumber(begin);
        if (c == '$')
            return readDollar(begin);
        if (isSqlWordByte(c))
            return readWord(begin);
        readMark(begin);
    }

    void finishQuoted(std::size_t begin, char quote, Mode mode)
    {
        const auto kind = mode == Mode::QuotedName ? SqlTokenKind::QuotedIdentifier : SqlTokenKind::String;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '\\' && mode == Mode::EscapedString)
                m_at = std::min(m_at + 1, m_text.size());
            else if (c == quote && peek() == quote)
                ++m_at;
            else if (c == quote)
                return add(begin, isPlaceholder(m_text.substr(begin, m_at - begin)) ? SqlTokenKind::Placeholder : kind);
        }
        m_state = stateOf(mode);
        add(begin, kind, true);
    }

    void finishComment(std::size_t begin, std::uint32_t depth)
    {
        while (m_at < m_text.size() && depth > 0) {
            if (startsWith("/*") || startsWith("*/")) {
                depth += peek() == '/' ? 1 : -1u;
                m_at += 2;
            } else {
                ++m_at;
            }
        }
        m_state = depth > 0 ? stateOf(Mode::Comment, depth) : 0;
        add(begin, SqlTokenKind::Comment, depth > 0);
    }

    /// To the `$tag$` whose tag has this hash.
    void finishDollar(std::size_t begin, std::uint32_t hash)
    {
        std::size_t opening = m_text.find('$', m_at);
        while (opening != std::string_view::npos) {
            const std::size_t closing = m_text.find('$', opening + 1);
            if (closing == std::string_view::npos)
                break;
            if (hashOf(m_text.substr(opening + 1, closing - opening - 1)) == hash) {
                m_at = closing + 1;
                return add(begin, SqlTokenKind::String);
            }
            opening = closing;
        }
        m_at = m_text.size();
        m_state = stateOf(Mode::Dollar, hash);
        add(begin, SqlTokenKind::String, true);
    }

    void readDollar(std::size_t begin)
    {
        ++m_at;
        while (isSqlWordByte(peek()))
            ++m_at;
        const bool isTag = peek() == '$' && !isSqlDigit(m_text[std::min(begin + 1, m_text.size() - 1)]);
        if (!isTag)
            return add(begin, m_at == begin + 1 ? SqlTokenKind::Operator : SqlTokenKind::Parameter);
        const std::string_view tag = m_text.substr(begin + 1, m_at - begin - 1);
        ++m_at;
        finishDollar(begin, hashOf(tag));
    }

    void readNumber(std::size_t begin)
    {
        bool hasDot = false;
        while (isSqlWordByte(peek()) || (peek() == '.' && !hasDot && peek(1) != '.')) {
            hasDot |= peek() == '.';
            const bool isExponent = sqlLower(peek()) == 'e' && (peek(1) == '+' || peek(1) == '-') && isSqlDigit(peek(2));
            m_at += isExponent && sqlLower(m_text[std::min(begin + 1, m_text.size() - 1)]) != 'x' ? 2 : 1;
        }
        add(begin, SqlTokenKind::Number);
    }

    void readWord(std::size_t begin)
    {
        while (isSqlWordByte(peek()) || (peek() == '$' && m_at > begin))
            ++m_at;
        const auto wordClass = sqlWordClass(m_text.substr(begin, m_at - begin));
        add(begin, wordClass == SqlWordClass::Keyword ? SqlTokenKind::Keyword : SqlTokenKind::Identifier);
    }

    /// Of `tags[ID]`, where the bracket is a subscript.
    [[nodiscard]] bool isSubscript() const
    {
        if (m_line.tokens.empty())
            return false;
        const SqlToken& last = m_line.tokens.back();
        const std::string_view text = last.in(m_text);
        return last.kind == SqlTokenKind::Identifier || last.kind == SqlTokenKind::QuotedIdentifier
            || (last.kind == SqlTokenKind::Bracket && (text == ")" || text == "]"))
            || (last.kind == SqlTokenKind::Keyword && isSameSqlWord(text, "array"));
    }

    void readMark(std::size_t begin)
    {
        if (peek() == '[' && !isSubscript()) {
            if (const std::size_t length = placeholderLength(m_text.substr(m_at)); length > 0) {
                m_at += length;
                return add(begin, SqlTokenKind::Placeholder);
            }
        }
        const bool isBracket = std::string_view("()[]{}").find(peek()) != std::string_view::npos;
        if (isBracket || kOperatorBytes.find(peek(1)) == std::string_view::npos) {
            ++m_at;
            return add(begin, isBracket ? SqlTokenKind::Bracket : SqlTokenKind::Operator);
        }
        const auto found = std::find_if(kLongOperators.begin(), kLongOperators.end(),
                                        [this](std::string_view name) { return startsWith(name); });
        m_at += found == kLongOperators.end() ? 1 : found->size();
        add(begin, SqlTokenKind::Operator);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    SqlLineState m_state;
    SqlLine m_line;
};

} // namespace

SqlTokens tokenizeSql(std::string_view text)
{
    return Lexer(text, 0).run().tokens;
}

SqlLine tokenizeSqlLine(std::string_view line, SqlLineState state)
{
    return Lexer(line, state).run();
}

} // namespace mgx
