// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/lexer.h"

#include "engine/dialect/characters.h"
#include "engine/dialect/escapes.h"

#include <array>

namespace mgx::dialect {

namespace {

// Longest first.
constexpr std::array<std::string_view, 43> kOperators = {
    "!~~*", "<=>", "<->", "->>", "#>>", "!~*", "!~~", "~~*", "~~~", "->", "#>", "||", "::", "<=", ">=", "<>", "!=", "==",
    "!~", "~*", "~~", "<<", ">>", "//", "**", "@>", "<@", "&&", "=>", ":=", "^@", "+", "-", "*", "/", "%", "<", ">", "=",
    "~", "^", "|", "&"};
constexpr std::string_view kSingleOperators = "?#!@`\\";
constexpr std::string_view kMarks = "()[]{},;.:";
constexpr std::string_view kOperatorBytes = "+-*/<>=~!@#%^&|`?";

class Lexer
{
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    Outcome<Tokens> run()
    {
        // The database takes a text that ends at the first one; in a string it would hide what comes after it.
        if (const std::size_t nul = m_text.find('\0'); nul != std::string_view::npos)
            return fail(static_cast<std::uint32_t>(nul), "the statement holds a NUL character", "remove it");
        if (m_text.size() > kMaxBytes)
            return fail(0, "the statement is longer than 1 MB", {});
        while (true) {
            Token token;
            if (!skipSpace(token))
                return tl::unexpected(m_error);
            token.begin = m_at;
            if (m_at == m_text.size()) {
                token.end = m_at;
                m_tokens.push_back(std::move(token));
                return std::move(m_tokens);
            }
            if (!read(token))
                return tl::unexpected(m_error);
            token.end = m_at;
            token.text = m_text.substr(token.begin, token.end - token.begin);
            if (token.value.empty() && token.kind != TokenKind::String && token.kind != TokenKind::QuotedWord)
                token.value = token.text;
            m_tokens.push_back(std::move(token));
        }
    }

private:
    static constexpr std::size_t kMaxBytes = 1 << 20;

    [[nodiscard]] char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    [[nodiscard]] bool startsWith(std::string_view part) const { return m_text.substr(m_at, part.size()) == part; }

    tl::unexpected<DialectError> fail(std::uint32_t offset, std::string message, std::string hint)
    {
        m_error = DialectError{false, std::move(message), offset, std::move(hint)};
        return tl::unexpected(m_error);
    }
    bool stop(std::uint32_t offset, std::string message, std::string hint = {})
    {
        (void)fail(offset, std::move(message), std::move(hint));
        return false;
    }

    bool skipSpace(Token& token)
    {
        while (m_at < m_text.size()) {
            const std::size_t begin = m_at;
            if (const std::size_t n = spaceLength(m_text.substr(m_at)); n > 0)
                m_at += static_cast<std::uint32_t>(n);
            else if (startsWith("--"))
                m_at = static_cast<std::uint32_t>(std::min(m_text.find_first_of("\n\r", m_at), m_text.size()));
            else if (startsWith("/*")) {
                if (!skipComment())
                    return false;
            } else {
                break;
            }
            token.hasSpace = true;
            token.hasLineBreak |= m_text.substr(begin, m_at - begin).find('\n') != std::string_view::npos;
        }
        return true;
    }

    bool skipComment()
    {
        const std::uint32_t begin = m_at;
        int depth = 0;
        while (m_at < m_text.size()) {
            if (startsWith("/*")) {
                ++depth;
                m_at += 2;
            } else if (startsWith("*/")) {
                m_at += 2;
                if (--depth == 0)
                    return true;
            } else {
                ++m_at;
            }
        }
        return stop(begin, "the comment has no end", "close it with */");
    }

    bool read(Token& token)
    {
        const char c = peek();
        if (c == '\'')
            return readString(token);
        if (c == '"')
            return readQuotedWord(token);
        if (isDigit(c) || (c == '.' && isDigit(peek(1))))
            return readNumber(token);
        if (c == '$')
            return readDollar(token);
        if (peek(1) == '\'' && (c == 'e' || c == 'E'))
            return readEscapedString(token);
        if (peek(1) == '\'' && (c == 'x' || c == 'X'))
            return readBlob(token);
        if (isWordByte(c))
            return readWord(token);
        return readOperator(token);
    }

    /// The text up to the closing quote, where a doubled quote stands for one.
    bool readQuoted(char quote, std::string& value, std::string_view what)
    {
        const std::uint32_t begin = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == quote && peek() != quote)
                return true;
            m_at += c == quote ? 1 : 0;
            if (c == '\0')
                return stop(m_at - 1, "the statement holds a NUL character", "remove it");
            value += c;
        }
        return stop(begin, std::string(what) + " has no end", std::string("close it with ") + quote);
    }

    bool readString(Token& token)
    {
        token.kind = TokenKind::String;
        return readQuoted('\'', token.value, "the text");
    }

    bool readQuotedWord(Token& token)
    {
        token.kind = TokenKind::QuotedWord;
        const std::uint32_t begin = m_at;
        if (!readQuoted('"', token.value, "the quoted name"))
            return false;
        return !token.value.empty() || stop(begin, "a quoted name is empty", "write '' for an empty text");
    }

    bool readEscapedString(Token& token)
    {
        token.kind = TokenKind::String;
        const std::uint32_t begin = m_at++;
        const EscapedText text = decodeEscapes(m_text.substr(m_at));
        if (!text.problem.empty())
            return stop(begin + 1 + static_cast<std::uint32_t>(text.length), text.problem);
        m_at += static_cast<std::uint32_t>(text.length);
        token.value = text.value;
        return true;
    }

    bool readBlob(Token& token)
    {
        token.kind = TokenKind::Blob;
        const std::uint32_t begin = m_at++;
        if (!readQuoted('\'', token.value, "the binary text"))
            return false;
        for (const char c : token.value) {
            if (!isHexDigit(c))
                return stop(begin, "a binary text may hold only hexadecimal digits");
        }
        return token.value.size() % 2 == 0 || stop(begin, "a binary text needs an even number of digits");
    }

    bool readNumber(Token& token)
    {
        token.kind = TokenKind::Number;
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && isHexDigit(peek(2))) {
            token.kind = TokenKind::Blob;
            m_at += 2;
            while (isHexDigit(peek()))
                token.value += m_text[m_at++];
            if (token.value.size() % 2 != 0)
                token.value.insert(0, 1, '0');
            return true;
        }
        readDigits(token.value);
        if (peek() == '.' && peek(1) != '.' && (!isWordByte(peek(1)) || isDigit(peek(1)) || peek(1) == 'e' || peek(1) == 'E')) {
            token.value += '.';
            ++m_at;
            readDigits(token.value);
        }
        const std::size_t sign = peek(1) == '-' || peek(1) == '+' ? 2 : 1;
        if ((peek() == 'e' || peek() == 'E') && isDigit(peek(sign))) {
            token.value += m_text.substr(m_at, sign);
            m_at += static_cast<std::uint32_t>(sign);
            readDigits(token.value);
        }
        return true;
    }

    void readDigits(std::string& value)
    {
        for (; isDigit(peek()) || (peek() == '_' && isDigit(peek(1))); ++m_at) {
            if (peek() != '_')
                value += peek();
        }
    }

    /// $tag$ text $tag$, or a parameter: $name, $1.
    bool readDollar(Token& token)
    {
        std::size_t length = 1;
        while (isWordByte(peek(length)) && peek(length) != '$')
            ++length;
        if (peek(length) == '$' && !isDigit(peek(1))) {
            const std::string_view tag = m_text.substr(m_at, length + 1);
            const std::size_t end = m_text.find(tag, m_at + tag.size());
            if (end == std::string_view::npos)
                return stop(m_at, "the text that " + std::string(tag) + " begins has no end", "close it with " + std::string(tag));
            token.kind = TokenKind::String;
            token.value = m_text.substr(m_at + tag.size(), end - m_at - tag.size());
            if (token.value.find('\0') != std::string::npos)
                return stop(m_at, "the statement holds a NUL character", "remove it");
            m_at = static_cast<std::uint32_t>(end + tag.size());
            return true;
        }
        if (length == 1)
            return stop(m_at, "a $ stands alone", "a parameter is written $name");
        token.kind = TokenKind::Parameter;
        token.value = m_text.substr(m_at + 1, length - 1);
        m_at += static_cast<std::uint32_t>(length);
        return true;
    }

    bool readWord(Token& token)
    {
        token.kind = TokenKind::Word;
        while (isWordByte(peek()) && (static_cast<unsigned char>(peek()) < 0x80 || spaceLength(m_text.substr(m_at)) == 0))
            token.value += toLower(m_text[m_at++]);
        return true;
    }

    bool readOperator(Token& token)
    {
        token.kind = TokenKind::Operator;
        for (const std::string_view op : kOperators) {
            if (!startsWith(op))
                continue;
            const bool isArrow = op == "->" || op == "->>" || op == "#>" || op == "#>>";
            const std::string_view next = m_text.substr(m_at + op.size());
            if (isArrow && !next.empty() && kOperatorBytes.find(next[0]) != std::string_view::npos &&
                !next.starts_with("--") && !next.starts_with("/*"))
                return stop(m_at, "unknown operator " + std::string(op) + next[0], "put a blank behind " + std::string(op));
            m_at += static_cast<std::uint32_t>(op.size());
            return true;
        }
        const bool isMark = kMarks.find(peek()) != std::string_view::npos;
        if (!isMark && kSingleOperators.find(peek()) == std::string_view::npos)
            return stop(m_at, "a character that means nothing here");
        token.kind = isMark ? TokenKind::Mark : TokenKind::Operator;
        ++m_at;
        return true;
    }

    std::string_view m_text;
    std::uint32_t m_at = 0;
    Tokens m_tokens;
    DialectError m_error;
};

} // namespace

Outcome<Tokens> tokenize(std::string_view text)
{
    return Lexer(text).run();
}

} // namespace mgx::dialect
