// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_scope.h"

#include "query/query_parts.h"
#include "query/sql_words.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace mgx {

namespace {

constexpr int kDeepest = 40;
constexpr std::size_t kMostColumns = 2000; ///< of a source: CTEs that join themselves again and again double them

const SqlTable* tableNamed(std::span<const SqlTable> tables, std::string_view name)
{
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [name](const SqlTable& table) { return isSameSqlWord(table.name, name); });
    return found == tables.end() ? nullptr : &*found;
}

/// `attributes->'a'->>'b'` whose last key is token `key`.
ValueOrigin originOfPath(const SqlOutline& outline, int key)
{
    ValueOrigin origin;
    origin.key = unquotedSql(outline.text(key));
    int i = key - 2;
    if (outline.isKind(i, SqlTokenKind::String) && outline.is(i - 1, "->")) {
        origin.parent = unquotedSql(outline.text(i));
        i -= 2;
    }
    if (outline.isName(i))
        origin.column = unquotedSql(outline.text(i));
    return origin.isKnown() ? origin : ValueOrigin();
}

/// json_get_str(attributes, 'a', 'b')
ValueOrigin originOfCall(const SqlOutline& outline, int open)
{
    ValueOrigin origin;
    const int end = outline.end(open);
    if (outline.isName(open + 1))
        origin.column = unquotedSql(outline.text(outline.is(open + 2, ".") ? open + 3 : open + 1));
    for (int i = open + 1; i < end; ++i) {
        if (!outline.isKind(i, SqlTokenKind::String))
            continue;
        origin.parent = origin.key;
        origin.key = unquotedSql(outline.text(i));
    }
    return origin.key.empty() ? ValueOrigin() : origin;
}

class ScopeReader
{
public:
    ScopeReader(const SqlOutline& outline, std::span<const SqlTable> tables) : m_outline(outline), m_tables(tables) {}

    SqlScope run()
    {
        SqlScope scope;
        bool isOwn = true;
        std::set<std::string> names;
        for (int bracket = m_outline.bracketAtCursor();; bracket = m_outline.parent(bracket)) {
            const QueryParts& parts = partsOf(bracket);
            for (const CtePart& cte : parts.ctes) {
                if (names.insert(sqlLower(cte.name)).second && !isInside(cte.body))
                    scope.ctes.push_back({cte.name, columnsOfCte(cte, 0)});
            }
            if (const SelectPart* select = selectAtCursor(parts)) {
                std::vector<ScopeSource>& sources = isOwn ? scope.sources : scope.outer;
                for (const SourcePart& part : select->sources) {
                    if (!isInside(part.body))
                        sources.push_back(sourceOf(part, bracket, 0));
                }
                if (isOwn)
                    scope.outputs = outputsOf(*select, bracket, 0, false);
                isOwn = false;
            }
            if (bracket < 0)
                return scope;
        }
    }

private:
    /// The cursor is in that bracket, so that its result is not there yet.
    [[nodiscard]] bool isInside(int bracket) const
    {
        return bracket >= 0 && bracket < m_outline.cursor() && m_outline.partner(bracket) >= m_outline.cursor();
    }

    const QueryParts& partsOf(int bracket)
    {
        auto found = m_parts.find(bracket);
        if (found == m_parts.end())
            found = m_parts.emplace(bracket, queryParts(m_outline, bracket)).first;
        return found->second;
    }

    [[nodiscard]] const SelectPart* selectAtCursor(const QueryParts& parts) const
    {
        for (auto select = parts.selects.rbegin(); select != parts.selects.rend(); ++select) {
            if (select->begin < m_outline.cursor())
                return &*select;
        }
        return nullptr;
    }

    ScopeSource sourceOf(const SourcePart& part, int bracket, int depth)
    {
        ScopeSource source{part.alias.empty() ? part.table : part.alias, part.table, {}};
        source.columns = part.body >= 0 ? columnsOfQuery(part.body, depth) : columnsOfTable(part.table, bracket, depth);
        rename(source.columns, part.columns);
        return source;
    }

    static void rename(std::vector<ScopeColumn>& columns, const std::vector<std::string>& names)
    {
        if (names.empty())
            return;
        columns.resize(names.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            columns[i].name = names[i];
    }

    std::vector<ScopeColumn> columnsOfTable(const std::string& name, int bracket, int depth)
    {
        for (int level = bracket;; level = m_outline.parent(level)) {
            for (const CtePart& cte : partsOf(level).ctes) {
                if (isSameSqlWord(cte.name, name))
                    return columnsOfCte(cte, depth);
            }
            if (level < 0)
                break;
        }
        std::vector<ScopeColumn> columns;
        if (const SqlTable* table = tableNamed(m_tables, name)) {
            for (const SqlColumn& column : table->columns) {
                columns.push_back({std::string(column.name), std::string(column.type), column.sentence,
                                   {std::string(column.name), {}, {}}});
            }
        }
        return columns;
    }

    std::vector<ScopeColumn> columnsOfCte(const CtePart& cte, int depth)
    {
        std::vector<ScopeColumn> columns = cte.body >= 0 ? columnsOfQuery(cte.body, depth) : std::vector<ScopeColumn>();
        rename(columns, cte.columns);
        return columns;
    }

    /// Of a bracket; a query that reads itself (WITH RECURSIVE) has none of its own while it is read.
    std::vector<ScopeColumn> columnsOfQuery(int bracket, int depth)
    {
        if (const auto known = m_columns.find(bracket); known != m_columns.end())
            return known->second;
        m_columns[bracket] = {};
        std::vector<ScopeColumn> columns;
        const QueryParts& parts = partsOf(bracket);
        if (depth < kDeepest && !parts.selects.empty())
            columns = outputsOf(parts.selects.front(), bracket, depth + 1, true);
        else if (depth < kDeepest && m_outline.is(bracket + 1, "("))
            columns = columnsOfQuery(bracket + 1, depth + 1);
        return m_columns[bracket] = std::move(columns);
    }

    std::vector<ScopeColumn> outputsOf(const SelectPart& select, int bracket, int depth, bool hasStars)
    {
        std::vector<ScopeSource> sources;
        for (const SourcePart& part : select.sources)
            sources.push_back(isInside(part.body) ? ScopeSource() : sourceOf(part, bracket, depth));
        std::vector<ScopeColumn> columns;
        std::set<std::string> names;
        const auto add = [&](ScopeColumn column) {
            if (columns.size() < kMostColumns && names.insert(column.name).second)
                columns.push_back(std::move(column));
        };
        for (const auto& [begin, end] : select.outputs) {
            if (m_outline.is(end - 1, "*") && (end - begin == 1 || m_outline.is(end - 2, "."))) {
                const std::string of = end - begin == 1 ? std::string() : unquotedSql(m_outline.text(begin));
                for (const ScopeSource& source : sources) {
                    if (hasStars && (of.empty() || isSameSqlWord(of, source.name)))
                        std::for_each(source.columns.begin(), source.columns.end(), add);
                }
            } else if (std::optional<ScopeColumn> column = outputOf(begin, end, sources)) {
                add(std::move(*column));
            }
        }
        return columns;
    }

    /// A named result: `expression AS name`, `expression name`, `a.name`; nothing if only an engine would name it.
    std::optional<ScopeColumn> outputOf(int begin, int end, const std::vector<ScopeSource>& sources)
    {
        const int last = end - 1;
        if (!m_outline.isName(last))
            return std::nullopt;
        const bool isPath = last == begin || m_outline.is(last - 1, ".");
        const bool isAs = m_outline.is(last - 1, "as");
        if (!isPath && !isAs && m_outline.isKind(last - 1, SqlTokenKind::Operator))
            return std::nullopt; // half typed, or a cast: x::int
        const int operand = isPath ? last : isAs ? last - 2 : last - 1;
        ScopeColumn column;
        column.origin = originOf(m_outline, operand);
        const bool isColumn = !isPath && m_outline.isName(operand) && (operand == begin || m_outline.is(operand - 1, "."));
        if (isPath || isColumn) {
            const std::string source = m_outline.is(operand - 1, ".") ? unquotedSql(m_outline.text(operand - 2)) : std::string();
            column = found(unquotedSql(m_outline.text(operand)), source, sources);
        } else {
            column.type = typeOf(begin, operand);
        }
        column.name = unquotedSql(m_outline.text(last));
        return column;
    }

    static ScopeColumn found(const std::string& name, const std::string& in, const std::vector<ScopeSource>& sources)
    {
        for (const ScopeSource& source : sources) {
            if (!in.empty() && !isSameSqlWord(in, source.name))
                continue;
            for (const ScopeColumn& column : source.columns) {
                if (isSameSqlWord(column.name, name))
                    return column;
            }
        }
        return {name, {}, {}, {name, {}, {}}};
    }

    /// Of an expression, where its form says it.
    [[nodiscard]] std::string typeOf(int begin, int last) const
    {
        if (m_outline.is(last - 1, "::"))
            return sqlUpper(m_outline.text(last));
        if (m_outline.isKind(last, SqlTokenKind::String))
            return m_outline.is(last - 1, "->") ? "JSON" : "TEXT";
        const bool isCall = m_outline.isClosing(last) && m_outline.partner(last) == begin + 1;
        if (!isCall)
            return {};
        const std::string_view function = m_outline.text(begin);
        if (isSameSqlWord(function, "count"))
            return "BIGINT";
        if (isSameSqlWord(function, "avg") || isSameSqlWord(function, "sum"))
            return "DOUBLE";
        return isSameSqlWord(function, "date_trunc") || isSameSqlWord(function, "time_bucket") ? "TIMESTAMPTZ" : "";
    }

    const SqlOutline& m_outline;
    std::span<const SqlTable> m_tables;
    std::map<int, QueryParts> m_parts;
    std::map<int, std::vector<ScopeColumn>> m_columns;
};

} // namespace

SqlScope scopeAt(const SqlOutline& outline, std::span<const SqlTable> tables)
{
    return ScopeReader(outline, tables).run();
}

ValueOrigin originOf(const SqlOutline& outline, int last)
{
    for (int step = 0; step < kDeepest && last >= 0; ++step) {
        if (outline.is(last - 1, "::")) {
            last -= 2;
        } else if (outline.isClosing(last)) {
            const int open = outline.partner(last);
            if (outline.is(open, "[")) { // attributes['key']
                const bool isKey = outline.isKind(open + 1, SqlTokenKind::String) && outline.isName(open - 1);
                return isKey ? ValueOrigin{unquotedSql(outline.text(open - 1)), {}, unquotedSql(outline.text(open + 1))} : ValueOrigin();
            }
            if (outline.isName(open - 1) && sqlLower(outline.text(open - 1)).starts_with("json_"))
                return originOfCall(outline, open);
            --last;
        } else if (outline.isKind(last, SqlTokenKind::String)) {
            return outline.is(last - 1, "->>") || outline.is(last - 1, "->") ? originOfPath(outline, last) : ValueOrigin();
        } else {
            return outline.isName(last) ? ValueOrigin{unquotedSql(outline.text(last)), {}, {}} : ValueOrigin();
        }
    }
    return {};
}

} // namespace mgx
