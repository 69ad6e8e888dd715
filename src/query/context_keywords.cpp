// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/context_keywords.h"

#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

/// A word is a keyword behind `before` or in front of `after`; "" at the front of a statement.
struct Rule
{
    std::string_view word;
    std::string_view before;
    std::string_view after;
};

constexpr std::string_view kNone = "-";
constexpr std::array<Rule, 39> kRules = {{
    {"row", "current", kNone},        {"rows", kNone, "between"},
    {"rows", kNone, "unbounded"},     {"rows", kNone, "current"},       {"range", kNone, "between"},
    {"range", kNone, "unbounded"},    {"range", kNone, "current"},      {"groups", kNone, "between"},
    {"groups", kNone, "unbounded"},   {"groups", kNone, "current"},     {"first", "nulls", kNone},
    {"last", "nulls", kNone},         {"at", kNone, "time"},            {"time", "at", kNone},
    {"zone", "time", kNone},          {"tables", "show", kNone},        {"columns", "show", kNone},
    {"filter", ")", "("},             {"within", kNone, "group"},       {"partition", kNone, "by"},
    {"current", kNone, "row"},        {"unbounded", kNone, "preceding"}, {"unbounded", kNone, "following"},
    {"preceding", "unbounded", kNone}, {"following", "unbounded", kNone}, {"preceding", kNone, "and"},
    {"following", kNone, "and"},      {"following", kNone, ")"},        {"preceding", kNone, ")"},
    {"following", "row", kNone},      {"escape", "'", kNone},           {"to", "similar", kNone},
    {"similar", kNone, "to"},         {"recursive", "with", kNone},     {"values", kNone, "("},
    {"show", "", kNone},              {"describe", "", kNone},          {"analyze", "explain", kNone},
    {"window", kNone, "as"},
}};

class Marker
{
public:
    Marker(std::string_view text, SqlTokens& tokens) : m_text(text), m_tokens(tokens) {}

    void run()
    {
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            SqlToken& token = m_tokens[i];
            if (token.kind != SqlTokenKind::Identifier && token.kind != SqlTokenKind::Keyword)
                continue;
            const bool isPart = isPartOfPath(i);
            if (token.kind == SqlTokenKind::Keyword && isPart)
                token.kind = SqlTokenKind::Identifier;
            else if (token.kind == SqlTokenKind::Identifier && !isPart && isKeywordHere(i))
                token.kind = SqlTokenKind::Keyword;
        }
    }

private:
    /// A dot touches it: in `r. FROM` the name behind the dot is still to be typed.
    [[nodiscard]] bool isPartOfPath(std::size_t i) const
    {
        const SqlToken& token = m_tokens[i];
        return (token.begin > 0 && m_text[token.begin - 1] == '.') || (token.end < m_text.size() && m_text[token.end] == '.');
    }

    /// The token in front, comments left out; empty at the front of a statement. Strings are told by their quote.
    [[nodiscard]] std::string_view before(std::size_t i) const
    {
        while (i > 0 && m_tokens[i - 1].kind == SqlTokenKind::Comment)
            --i;
        return i > 0 ? textOf(m_tokens[i - 1]) : std::string_view();
    }
    [[nodiscard]] std::string_view after(std::size_t i) const
    {
        while (i + 1 < m_tokens.size() && m_tokens[i + 1].kind == SqlTokenKind::Comment)
            ++i;
        return i + 1 < m_tokens.size() ? textOf(m_tokens[i + 1]) : std::string_view();
    }
    [[nodiscard]] std::string_view textOf(const SqlToken& token) const
    {
        const std::string_view text = token.in(m_text);
        return token.kind == SqlTokenKind::String ? text.substr(0, 1) : text;
    }

    [[nodiscard]] bool isKeywordHere(std::size_t i) const
    {
        const std::string_view word = m_tokens[i].in(m_text);
        if (sqlWordClass(word) != SqlWordClass::ContextKeyword)
            return false;
        const std::string_view left = before(i);
        const std::string_view right = after(i);
        const bool isFirst = left.empty() || left == ";";
        return std::any_of(kRules.begin(), kRules.end(), [&](const Rule& rule) {
            const bool isLeft = rule.before.empty() ? isFirst && right != "(" : isSameSqlWord(left, rule.before);
            const bool hasBoth = rule.before != kNone && rule.after != kNone;
            return isSameSqlWord(word, rule.word)
                && (hasBoth ? isLeft && isSameSqlWord(right, rule.after)
                            : (rule.before != kNone && isLeft) || (rule.after != kNone && isSameSqlWord(right, rule.after)));
        });
    }

    std::string_view m_text;
    SqlTokens& m_tokens;
};

} // namespace

void markContextKeywords(std::string_view text, SqlTokens& tokens)
{
    Marker(text, tokens).run();
}

} // namespace mgx
