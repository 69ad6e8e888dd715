// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_formatter.h"

#include "query/format_layout.h"
#include "query/sql_lexer.h"
#include "query/sql_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mgx {

namespace {

using Block = FormatLayout::Block;
constexpr std::size_t kIndent = 4;
constexpr std::size_t kDeepest = 30; ///< levels that are indented further
// Keywords that are called like functions.
constexpr std::array<std::string_view, 5> kCalled = {"cast", "try_cast", "extract", "left", "right"};

class Formatter
{
public:
    Formatter(std::string_view text, const SqlTokens& tokens) : m_text(text), m_tokens(tokens), m_layout(text, tokens), m_levels(1) {}

    std::string run()
    {
        for (m_at = 0; m_at < m_tokens.size(); ++m_at)
            write();
        if (!m_out.empty())
            m_out += '\n';
        return std::move(m_out);
    }

private:
    struct Level
    {
        Block block = Block::Query;
        bool isCase = false;
        std::size_t indent = 0;     ///< of its lines
        std::size_t outer = 0;      ///< of the line that it begins in
        bool isLong = false;        ///< the clause that is open
        bool isList = false;        ///< commas of that clause break the line
        bool isBetween = false;     ///< the next AND belongs to BETWEEN
        bool isWith = false;
    };

    [[nodiscard]] std::string_view token(std::size_t i) const { return i < m_tokens.size() ? m_tokens[i].in(m_text) : std::string_view(); }
    [[nodiscard]] bool is(std::string_view word) const { return isSameSqlWord(token(m_at), word); }
    [[nodiscard]] bool isKeyword(std::string_view word) const { return m_tokens[m_at].kind == SqlTokenKind::Keyword && is(word); }
    [[nodiscard]] bool isOpening() const
    {
        return m_tokens[m_at].kind == SqlTokenKind::Bracket && std::string_view("([{").find(m_text[m_tokens[m_at].begin]) != std::string_view::npos;
    }

    void breakLine(std::size_t indent)
    {
        if (m_out.empty())
            return;
        m_wanted = '\n';
        m_indent = indent;
    }

    /// Puts the white space that is due, then the token.
    void put(std::string_view text, bool hasSpace)
    {
        if (m_wanted == '\n') {
            m_out += m_isBlankLineDue ? "\n\n" : "\n";
            m_out.append(std::min(m_indent, kDeepest * kIndent), ' ');
            m_lineIndent = m_indent;
        } else if (hasSpace && !m_out.empty()) {
            m_out += ' ';
        }
        m_isBlankLineDue = false;
        m_wanted = ' ';
        m_out += text;
    }

    void writeComment()
    {
        const SqlToken& comment = m_tokens[m_at];
        const std::size_t before = m_at == 0 ? 0 : m_tokens[m_at - 1].end;
        const bool isOwnLine = m_text.substr(before, comment.begin - before).find('\n') != std::string_view::npos;
        const std::size_t indent = m_wanted == '\n' ? m_indent : m_levels.back().indent;
        if (isOwnLine && m_at > 0)
            breakLine(indent);
        else if (m_at > 0)
            m_wanted = ' '; // stays in the line of the token that it stands behind
        const bool isBlankLineDue = !isOwnLine && std::exchange(m_isBlankLineDue, false);
        std::string_view text = token(m_at);
        while (text.starts_with("--") && isSqlSpace(text.back()))
            text.remove_suffix(1);
        put(text, true);
        if (text.starts_with("--") || isOwnLine || m_at == 0 || isBlankLineDue)
            breakLine(indent);
        m_isBlankLineDue = isBlankLineDue;
    }

    /// Breaks that the token asks for before it.
    void prepare()
    {
        Level& level = m_levels.back();
        if (m_layout.isClause(m_at) || (isKeyword("with") && level.block == Block::Query && m_isStart)) {
            breakLine(level.indent);
            level.isLong = m_layout.isLong(m_at);
            level.isList = level.isLong && (is("select") || is("from") || is("group") || is("order"));
            level.isWith = is("with");
            level.isBetween = false;
        } else if (isKeyword("between")) {
            level.isBetween = true;
        } else if (isKeyword("and") && level.isBetween) {
            level.isBetween = false;
        } else if ((isKeyword("and") || isKeyword("or")) && ((level.block == Block::Query && level.isLong && !level.isList) || (level.block == Block::List && !level.isCase))) {
            breakLine(level.indent + (level.block == Block::Query ? kIndent : 0));
        } else if ((isKeyword("when") || isKeyword("else")) && level.isCase && level.block == Block::List) {
            breakLine(level.indent);
        }
    }

    void write()
    {
        if (m_tokens[m_at].kind == SqlTokenKind::Comment)
            return writeComment();
        if (is(";"))
            return writeEnd();
        if ((m_tokens[m_at].kind == SqlTokenKind::Bracket && !isOpening()) || (isKeyword("end") && m_levels.back().isCase))
            return writeClosing();
        prepare();
        const bool isKeywordToken = m_tokens[m_at].kind == SqlTokenKind::Keyword;
        const bool isFirst = std::exchange(m_isStart, false);
        put(isKeywordToken ? sqlUpper(token(m_at)) : std::string(token(m_at)), hasSpaceBefore());
        m_previous = m_at;
        m_isUnary = isSign() && !m_isOperand;
        m_isOperand = isOperandEnd();
        if (isOpening() || isKeyword("case"))
            open();
        else if (is(","))
            separate();
        else if (isKeyword("select") && m_levels.back().isList && m_layout.isClause(m_at) && !isDistinctNext())
            breakLine(m_levels.back().indent + kIndent);
        else if (isKeyword("distinct") && m_levels.back().isList && !isFirst && isBehindSelect())
            breakLine(m_levels.back().indent + kIndent);
    }

    [[nodiscard]] bool isDistinctNext() const { return isSameSqlWord(token(m_at + 1), "distinct") || isSameSqlWord(token(m_at + 1), "all"); }
    [[nodiscard]] bool isBehindSelect() const { return m_at > 0 && isSameSqlWord(token(m_at - 1), "select") && !isSameSqlWord(token(m_at + 1), "on"); }
    [[nodiscard]] bool isSign() const { return is("-") || is("+") || is("~"); }
    [[nodiscard]] bool isOperandEnd() const
    {
        const SqlTokenKind kind = m_tokens[m_at].kind;
        if (kind == SqlTokenKind::Keyword)
            return is("end") || is("null") || is("true") || is("false") || is("current_date") || is("current_timestamp");
        return kind != SqlTokenKind::Operator && !isOpening();
    }

    void open()
    {
        const Block block = m_layout.block(m_at);
        Level level{block, isKeyword("case"), m_levels.back().indent, m_lineIndent};
        if (block != Block::Inline) {
            level.indent = m_lineIndent + kIndent;
            if (!level.isCase)
                breakLine(level.indent);
        }
        m_isStart = block == Block::Query;
        m_levels.push_back(level);
    }

    void separate()
    {
        const Level& level = m_levels.back();
        if (level.block == Block::List && !level.isCase)
            breakLine(level.indent);
        else if (level.block == Block::Query && level.isWith)
            breakLine(level.indent);
        else if (level.block == Block::Query && level.isList)
            breakLine(level.indent + kIndent);
    }

    void writeClosing()
    {
        const bool isCase = isKeyword("end");
        if (m_levels.size() > 1 && m_levels.back().isCase == isCase) {
            const Level level = m_levels.back();
            m_levels.pop_back();
            if (level.block != Block::Inline)
                breakLine(level.outer);
        }
        put(isCase ? sqlUpper(token(m_at)) : std::string(token(m_at)), isCase);
        m_previous = m_at;
        m_isOperand = true;
        m_isUnary = m_isStart = false;
    }

    void writeEnd()
    {
        m_levels.assign(1, {});
        put(";", false);
        m_previous = m_at;
        m_isOperand = m_isUnary = false;
        m_isStart = true;
        breakLine(0);
        m_isBlankLineDue = true;
    }

    [[nodiscard]] bool hasSpaceBefore() const
    {
        if (m_previous == std::string::npos || is(",") || is("::") || is("->") || is("->>"))
            return false;
        const std::string_view left = token(m_previous);
        const SqlTokenKind leftKind = m_tokens[m_previous].kind;
        if (left == "(" || left == "[" || left == "{" || left == "::" || left == "->" || left == "->>" || (m_isUnary && !isSign()))
            return false;
        if (is(".") || left == ".") // numbers keep their distance
            return m_tokens[m_at].begin != m_tokens[m_previous].end;
        const bool isName = leftKind == SqlTokenKind::Identifier || leftKind == SqlTokenKind::QuotedIdentifier;
        if (is("["))
            return !isName && left != ")" && left != "]" && !isSameSqlWord(left, "array");
        if (is("("))
            return !isName && std::none_of(kCalled.begin(), kCalled.end(), [left](std::string_view word) { return isSameSqlWord(word, left); });
        return true;
    }

    std::string_view m_text;
    const SqlTokens& m_tokens;
    FormatLayout m_layout;
    std::vector<Level> m_levels;
    std::string m_out;
    std::size_t m_at = 0;
    std::size_t m_previous = std::string::npos; ///< the last token that is no comment
    char m_wanted = ' ';
    std::size_t m_indent = 0;
    std::size_t m_lineIndent = 0;
    bool m_isBlankLineDue = false;
    bool m_isStart = true;    ///< of a statement or query
    bool m_isOperand = false; ///< an expression can end here, so that - is no sign
    bool m_isUnary = false;
};

bool areSame(std::string_view a, const SqlTokens& tokensA, std::string_view b, const SqlTokens& tokensB)
{
    const auto text = [](const SqlToken& token, std::string_view of) {
        std::string_view own = token.in(of);
        while (token.kind == SqlTokenKind::Comment && !own.empty() && isSqlSpace(own.back()))
            own.remove_suffix(1);
        return own;
    };
    return std::equal(tokensA.begin(), tokensA.end(), tokensB.begin(), tokensB.end(), [&](const SqlToken& x, const SqlToken& y) {
        return x.kind == y.kind && (x.kind == SqlTokenKind::Keyword ? isSameSqlWord(text(x, a), text(y, b)) : text(x, a) == text(y, b));
    });
}

} // namespace

std::string formattedSql(std::string_view script)
{
    const SqlTokens tokens = tokenizeSql(script);
    if (tokens.empty() || tokens.back().isOpen)
        return std::string(script);
    const std::string once = Formatter(script, tokens).run();
    const SqlTokens again = tokenizeSql(once);
    if (!areSame(script, tokens, once, again))
        return std::string(script);
    // Odd mixtures of comments and line breaks may settle only now.
    const std::string twice = Formatter(once, again).run();
    return twice == once ? once : std::string(script);
}

} // namespace mgx
