// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query_parts.h"

#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

constexpr std::array<std::string_view, 13> kClauses = {"select", "from",   "where",     "group",  "having", "order", "limit",
                                                       "offset", "window", "union", "intersect", "except", "with"};
constexpr int kDeepest = 40;

template <std::size_t N>
bool isAny(const SqlOutline& outline, int i, const std::array<std::string_view, N>& words)
{
    return outline.isKind(i, SqlTokenKind::Keyword)
        && std::any_of(words.begin(), words.end(), [&](std::string_view word) { return outline.is(i, word); });
}

class Reader
{
public:
    Reader(const SqlOutline& outline, int bracket) : m_outline(outline), m_at(outline.begin(bracket)), m_end(outline.end(bracket)) {}

    QueryParts run()
    {
        while (m_at < m_end) {
            if (isWord("with") && m_parts.selects.empty())
                readCtes();
            else if (isWord("select"))
                readSelect();
            else
                step();
        }
        return std::move(m_parts);
    }

    /// The entries between FROM and the next clause, or all of a bracket around joins.
    void readSources(std::vector<SourcePart>& sources, int depth)
    {
        bool isExpected = true;
        while (m_at < m_end && !isSqlClause(m_outline, m_at)) {
            const bool isSeparator = m_outline.is(m_at, ",") || isWord("join");
            if (isExpected && (m_outline.isName(m_at) || m_outline.is(m_at, "("))) {
                readSource(sources, depth);
                isExpected = false;
                continue;
            }
            isExpected = isSeparator || (isExpected && isWord("lateral"));
            step();
        }
    }

private:
    [[nodiscard]] bool isWord(std::string_view word) const
    {
        return m_outline.isKind(m_at, SqlTokenKind::Keyword) && m_outline.is(m_at, word);
    }
    void step() { m_at = m_outline.next(m_at); }
    [[nodiscard]] std::string name(int i) const { return unquotedSql(m_outline.text(i)); }

    [[nodiscard]] std::vector<std::string> namesIn(int bracket) const
    {
        std::vector<std::string> names;
        for (int i = m_outline.begin(bracket); i < m_outline.end(bracket); i = m_outline.next(i)) {
            if (m_outline.isName(i))
                names.push_back(name(i));
        }
        return names;
    }

    void readCtes()
    {
        for (++m_at; m_at < m_end && !isWord("select");) {
            if (!m_outline.isName(m_at)) {
                step();
                continue;
            }
            CtePart cte{name(m_at++), {}, -1};
            if (m_outline.is(m_at, "(")) {
                cte.columns = namesIn(m_at);
                step();
            }
            while (m_at < m_end && !m_outline.is(m_at, "(") && !m_outline.is(m_at, ",") && !isWord("select"))
                step();
            if (m_outline.is(m_at, "(")) {
                cte.body = m_at;
                step();
            }
            m_parts.ctes.push_back(std::move(cte));
        }
    }

    void readSelect()
    {
        SelectPart select;
        select.begin = m_at++;
        readOutputs(select);
        while (m_at < m_end && !isWord("union") && !isWord("intersect") && !isWord("except") && !isWord("select")) {
            const bool isFrom = isWord("from") && isSqlClause(m_outline, m_at);
            step();
            if (isFrom)
                readSources(select.sources, 0);
        }
        select.end = m_at;
        m_parts.selects.push_back(std::move(select));
    }

    void readOutputs(SelectPart& select)
    {
        if (isWord("distinct") || isWord("all"))
            step();
        if (isWord("on")) {
            step();
            step();
        }
        for (int begin = m_at;;) {
            const bool isEnd = m_at >= m_end || isSqlClause(m_outline, m_at);
            if (isEnd || m_outline.is(m_at, ",")) {
                if (begin < m_at)
                    select.outputs.emplace_back(begin, m_at);
                begin = m_at + 1;
            }
            if (isEnd)
                return;
            step();
        }
    }

    void readSource(std::vector<SourcePart>& sources, int depth)
    {
        SourcePart source;
        if (m_outline.is(m_at, "(")) {
            const bool isQuery = m_outline.is(m_at + 1, "select") || m_outline.is(m_at + 1, "with") || m_outline.is(m_at + 1, "(");
            if (!isQuery) {
                if (depth < kDeepest)
                    Reader(m_outline, m_at).readSources(sources, depth + 1);
                return step();
            }
            source.body = m_at;
            step();
        } else {
            source.table = name(m_at++);
            while (m_outline.is(m_at, ".") && m_outline.isName(m_at + 1) && m_at + 1 < m_end) {
                source.table = name(m_at + 1);
                m_at += 2;
            }
            if (m_outline.is(m_at, "("))
                step(); // a function
        }
        if (m_at < m_end && isWord("as"))
            ++m_at;
        if (m_at < m_end && m_outline.isName(m_at))
            source.alias = name(m_at++);
        if (m_at < m_end && !source.alias.empty() && m_outline.is(m_at, "(")) {
            source.columns = namesIn(m_at);
            step();
        }
        sources.push_back(std::move(source));
    }

    const SqlOutline& m_outline;
    int m_at;
    int m_end;
    QueryParts m_parts;
};

} // namespace

bool isSqlClause(const SqlOutline& outline, int i)
{
    if (!isAny(outline, i, kClauses))
        return false;
    return !outline.is(i, "from") || !outline.is(i - 1, "distinct"); // IS DISTINCT FROM
}

QueryParts queryParts(const SqlOutline& outline, int bracket)
{
    return Reader(outline, bracket).run();
}

} // namespace mgx
