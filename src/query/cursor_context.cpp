// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cursor_context.h"

#include "query/following_keywords.h"
#include "query/query_parts.h"
#include "query/sql_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace mgx {

namespace {

using Place = CursorContext::Place;
using Clause = CursorContext::Clause;
using Inside = SqlOutline::Inside;

constexpr std::array<std::string_view, 16> kComparisons = {"=", "==", "!=", "<>", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "like", "ilike"};
// Keywords behind which an expression has ended.
constexpr std::array<std::string_view, 17> kOperands = {"end", "null", "true", "false", "current_date", "current_timestamp", "asc", "desc",
                                                        "first", "last", "row", "preceding", "following", "zone", "tables", "columns", "all"};

class ContextReader
{
public:
    ContextReader(const SqlOutline& outline, bool isCondition)
        : m_outline(outline), m_isCondition(isCondition), m_last(outline.cursor() - 1), m_bracket(outline.bracketAtCursor())
    {
    }

    CursorContext run()
    {
        const Inside inside = m_outline.inside();
        if (inside == Inside::Comment || inside == Inside::Number)
            return {};
        if (inside == Inside::Parameter) {
            m_context.place = Place::Parameter;
            return m_context;
        }
        if (isWord(m_last, ".") || isJson())
            return m_context.place == Place::JsonKey ? m_context : member();
        m_context.compared = compared();
        if (inside == Inside::String)
            return inString();
        findClause();
        readCode();
        return m_context;
    }

private:
    [[nodiscard]] bool isWord(int i, std::string_view word) const { return i >= 0 && m_outline.is(i, word); }
    template <std::size_t N>
    [[nodiscard]] bool isAny(int i, const std::array<std::string_view, N>& words) const
    {
        return i >= 0 && std::any_of(words.begin(), words.end(), [&](std::string_view word) { return m_outline.is(i, word); });
    }

    CursorContext member()
    {
        if (m_outline.inside() == Inside::String || !m_outline.isName(m_last - 1))
            return {};
        m_context.place = Place::Member;
        m_context.qualifier = unquotedSql(m_outline.text(m_last - 1));
        return m_context;
    }

    /// `json -> |`, `json ? |`, `json['|`, `json_get_str(json, '|`
    bool isJson()
    {
        const bool isArrow = isWord(m_last, "->") || isWord(m_last, "->>") || isWord(m_last, "?");
        const bool isSubscript = isWord(m_last, "[") && m_outline.isName(m_last - 1) && m_outline.inside() == Inside::String;
        ValueOrigin& json = m_context.json;
        if (isArrow || isSubscript) {
            json = originOf(m_outline, m_last - 1);
        } else if (m_bracket > 0 && isWord(m_last, ",") && sqlLower(m_outline.text(m_bracket - 1)).starts_with("json_")) {
            json = originOf(m_outline, m_last - 1);
            if (json.key.empty() && m_outline.isKind(m_last - 1, SqlTokenKind::String) && m_outline.isName(m_bracket + 1))
                json = {unquotedSql(m_outline.text(m_bracket + 1)), {}, unquotedSql(m_outline.text(m_last - 1))};
        }
        if (!json.isKnown())
            return false;
        json.parent = std::exchange(json.key, {});
        m_context.place = Place::JsonKey;
        return true;
    }

    /// What the value at the cursor is compared with.
    [[nodiscard]] ValueOrigin compared() const
    {
        const auto operandBefore = [this](int i) { return originOf(m_outline, isWord(i - 1, "not") ? i - 2 : i - 1); };
        if (isAny(m_last, kComparisons) || isWord(m_last, "between"))
            return operandBefore(m_last);
        if (isWord(m_last, "to") && isWord(m_last - 1, "similar"))
            return operandBefore(m_last - 1);
        if (m_bracket < 0 || (m_last != m_bracket && !isWord(m_last, ",")))
            return {};
        if (isWord(m_bracket - 1, "in"))
            return operandBefore(m_bracket - 1);
        const int outer = m_outline.parent(m_bracket); // = ANY(ARRAY['|
        return isWord(m_bracket - 1, "array") && outer > 0 && isWord(outer - 1, "any") ? originOf(m_outline, outer - 3) : ValueOrigin();
    }

    CursorContext inString()
    {
        static constexpr std::array<std::string_view, 5> kOfTime = {"date_trunc", "date_part", "datepart", "datetrunc", "date_bin"};
        if (m_context.compared.isKnown()) {
            m_context.place = Place::Value;
        } else if (isWord(m_last, "interval") || (isWord(m_last, "(") && isWord(m_last - 1, "date_bin"))) {
            m_context.place = Place::Words;
            m_context.words = intervals();
        } else if (isWord(m_last, "(") && isAny(m_last - 1, kOfTime)) {
            m_context.place = Place::Words;
            m_context.words = timeUnits();
        }
        return m_context;
    }

    /// The clause that the cursor is in, from the tokens of its own bracket.
    void findClause()
    {
        int ends = 0;
        for (int i = m_outline.previous(m_outline.cursor()); i >= m_outline.begin(m_bracket); i = m_outline.previous(i)) {
            if (!m_outline.isKind(i, SqlTokenKind::Keyword))
                continue;
            if (isWord(i, "end"))
                ++ends;
            else if (isWord(i, "case") && ends-- == 0)
                m_isInCase = true;
            if (const Clause clause = clauseOf(i); clause != Clause::None) {
                m_context.clause = clause;
                return;
            }
        }
        if (m_bracket < 0) {
            m_context.clause = m_isCondition ? Clause::Where : Clause::None;
            return;
        }
        const int before = m_bracket - 1;
        m_context.isArgument = true;
        m_context.clause = isWord(before, "over") ? Clause::Window : isSourceBracket() ? Clause::From : Clause::Where;
    }

    [[nodiscard]] Clause clauseOf(int i) const
    {
        static constexpr std::array<std::pair<std::string_view, Clause>, 14> kWords = {{
            {"select", Clause::Select}, {"from", Clause::From}, {"join", Clause::From}, {"on", Clause::On}, {"where", Clause::Where},
            {"group", Clause::GroupBy}, {"having", Clause::Having}, {"order", Clause::OrderBy}, {"limit", Clause::Limit},
            {"offset", Clause::Limit}, {"with", Clause::With}, {"partition", Clause::Window}, {"window", Clause::Window},
            {"union", Clause::None},
        }};
        if (isWord(i, "from") && (!isSqlClause(m_outline, i) || (m_bracket > 0 && isWord(m_bracket - 1, "extract"))))
            return Clause::None;
        if (isWord(i, "on") && isWord(i - 1, "distinct"))
            return Clause::None;
        const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const auto& word) { return isWord(i, word.first); });
        return found == kWords.end() ? Clause::None : found->second;
    }

    /// `FROM (|`: a bracket where a table may stand.
    [[nodiscard]] bool isSourceBracket() const
    {
        if (isWord(m_bracket - 1, "from") || isWord(m_bracket - 1, "join"))
            return true;
        if (!isWord(m_bracket - 1, ","))
            return false;
        for (int i = m_outline.previous(m_bracket); i >= m_outline.begin(m_outline.parent(m_bracket)); i = m_outline.previous(i)) {
            if (isSqlClause(m_outline, i))
                return isWord(i, "from");
        }
        return false;
    }

    [[nodiscard]] bool isBehindOperand() const
    {
        using Kind = SqlTokenKind;
        if (m_outline.isName(m_last) || m_outline.isClosing(m_last) || isAny(m_last, kOperands))
            return !(isWord(m_last, "all") && isWord(m_last - 1, "select"));
        for (const Kind kind : {Kind::String, Kind::Number, Kind::Parameter, Kind::Placeholder}) {
            if (m_outline.isKind(m_last, kind))
                return true;
        }
        if (!isWord(m_last, "*")) // a star that stands for all columns, not for a product
            return false;
        const int before = m_last - 1;
        return isWord(before, "select") || isWord(before, "(") || isWord(before, ",") || isWord(before, ".") || isWord(before, "distinct");
    }

    void readCode()
    {
        const Clause clause = m_context.clause;
        const bool isFirst = m_last < m_outline.begin(m_bracket);
        const auto only = [this](std::span<const std::string_view> keywords) {
            m_context.place = Place::Keywords;
            m_context.keywords = keywords;
        };
        m_context.isQueryPossible = isFirst && m_bracket >= 0;
        if (m_last < 0 && !m_isCondition)
            return only(keywordsOfStatement());
        if (isWord(m_last, "::") || (isWord(m_last, "as") && m_bracket > 0 && sqlLower(m_outline.text(m_bracket - 1)).ends_with("cast"))) {
            m_context.place = Place::Words;
            m_context.words = typeNames();
            return;
        }
        if (const auto next = keywordsBehind(m_outline.text(m_last)); m_outline.isKind(m_last, SqlTokenKind::Keyword) && !next.empty())
            return only(next);
        if (isWord(m_last, "as") && clause == Clause::With)
            return only(keywordsBehind("over"));
        if (isWord(m_last, "as") || isWord(m_last, "limit") || isWord(m_last, "offset") || isWord(m_last, "with") || isWord(m_last, "recursive")
            || (clause == Clause::With && isWord(m_last, ",")))
            return;
        if (clause == Clause::From && (isWord(m_last, "from") || isWord(m_last, "join") || isWord(m_last, ",") || isFirst)) {
            m_context.place = Place::Source;
            return;
        }
        if (isBehindOperand())
            return only(m_isInCase ? keywordsOfCase()
                        : m_context.isArgument && clause == Clause::Where ? keywordsOfArgument()
                        : m_isCondition && m_bracket < 0 ? keywordsOfCondition()
                                                          : keywordsIn(clause));
        m_context.place = Place::Expression;
        const bool isDistinct = isWord(m_last, "select") || (isFirst && m_bracket > 0 && m_outline.isName(m_bracket - 1));
        m_context.keywords = keywordsOfExpression(isDistinct);
        m_context.areKeywordsFirst = isWord(m_last, "case") || (isFirst && clause == Clause::Window);
        if (m_context.areKeywordsFirst)
            m_context.keywords = keywordsIn(clause).first(2);
        if (isWord(m_last, "case"))
            m_context.keywords = keywordsOfCase().first(1);
    }

    const SqlOutline& m_outline;
    bool m_isCondition;
    int m_last;
    int m_bracket;
    bool m_isInCase = false;
    CursorContext m_context;
};

} // namespace

CursorContext contextAt(const SqlOutline& outline, bool isCondition)
{
    return ContextReader(outline, isCondition).run();
}

} // namespace mgx
