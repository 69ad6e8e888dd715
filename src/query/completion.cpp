// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/completion.h"

#include "query/completion_items.h"
#include "query/completion_list.h"
#include "query/cursor_context.h"
#include "query/sql_script.h"
#include "query/sql_words.h"

#include <algorithm>

namespace mgx {

namespace {

using Place = CursorContext::Place;
using Clause = CursorContext::Clause;
using Context = CompletionList::Context;

constexpr std::string_view kCutMark = "…"; ///< ends what is too long to be offered whole

/// The parameters that the window binds.
struct KnownParameter
{
    std::string_view name;
    std::string_view sentence;
};
constexpr KnownParameter kParameters[] = {
    {"trace", "trace id of the selected run"},       {"run", "number of the selected run"},
    {"agent", "agent of the selected record"},       {"selection", "span id of the selected record"},
    {"t0", "begin of the time range in view"},       {"t1", "end of the time range in view"},
};

class Completing
{
public:
    explicit Completing(const CompletionRequest& request)
        : m_request(request), m_data(request.data ? *request.data : kNoData), m_outline(request.text, request.cursor),
          m_context(contextAt(m_outline, !request.conditionTable.empty())), m_list(m_outline.word())
    {
        m_form.isQuoteOpen = m_outline.inside() == SqlOutline::Inside::String || m_outline.inside() == SqlOutline::Inside::QuotedName;
        m_form.isQuoteClosed = m_outline.isClosed();
        m_form.isLower = typesLowerKeywords();
    }

    Completions run()
    {
        Completions completions{m_outline.replaceFrom(), m_outline.replaceTo(), {}, 0};
        if (m_outline.inside() == SqlOutline::Inside::QuotedName && m_context.place != Place::Member)
            m_context.keywords = {};
        switch (m_context.place) {
        case Place::Nothing: break;
        case Place::Source: addSources(); break;
        case Place::Expression: addExpression(); break;
        case Place::Keywords: addKeywords(); break;
        case Place::Member: addMembers(); break;
        case Place::JsonKey: addKeys(); break;
        case Place::Value: addValues(m_context.compared); break;
        case Place::Words: addWords(); break;
        case Place::Parameter: addParameters(); break;
        }
        m_list.finish(m_request.limit, completions);
        return completions;
    }

private:
    /// Keywords are offered in the case of the typed word, or of the statement's first keyword.
    [[nodiscard]] bool typesLowerKeywords() const
    {
        const auto isLower = [](std::string_view word) {
            return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c < 'A' || c > 'Z'; });
        };
        for (int i = 0; i < m_outline.cursor(); ++i) {
            if (m_outline.isKind(i, SqlTokenKind::Keyword))
                return isLower(m_outline.text(i));
        }
        return isLower(m_outline.word());
    }

    const SqlScope& scope()
    {
        if (m_isScopeRead)
            return m_scope;
        m_isScopeRead = true;
        m_scope = scopeAt(m_outline, m_request.catalog.tables);
        if (m_scope.sources.empty()) // without a FROM yet
            addDefaultSource();
        return m_scope;
    }

    void addDefaultSource()
    {
        for (const SqlTable& table : m_request.catalog.tables) {
            if (!m_request.conditionTable.empty() && !isSameSqlWord(table.name, m_request.conditionTable))
                continue;
            ScopeSource source{std::string(table.name), std::string(table.name), {}};
            for (const SqlColumn& column : table.columns)
                source.columns.push_back({std::string(column.name), std::string(column.type), column.sentence, {std::string(column.name), {}, {}}});
            m_scope.sources.push_back(std::move(source));
            m_isDefault = true;
            return;
        }
    }

    void addKeywords()
    {
        const Context context = m_context.areKeywordsFirst ? Context::Exact : Context::Keyword;
        for (const std::string_view& word : m_context.keywords)
            m_list.add(word, context, 0, [this, &word] { return keywordItem(word, m_form); });
    }

    void addSources()
    {
        if (m_context.isQueryPossible)
            m_list.add("SELECT", Context::Keyword, 0, [this] { return keywordItem("SELECT", m_form); });
        for (const ScopeCte& cte : scope().ctes)
            m_list.add(cte.name, Context::Exact, 0, [this, &cte] { return cteItem(cte, m_form); });
        for (const SqlTable& table : m_request.catalog.tables)
            m_list.add(table.name, Context::Near, 0, [this, &table] { return tableItem(table, m_data, m_form); });
    }

    void addColumns(const std::vector<ScopeSource>& sources, Context context)
    {
        for (const ScopeSource& source : sources) {
            for (const ScopeColumn& column : source.columns) {
                const bool isShared = std::any_of(sources.begin(), sources.end(), [&](const ScopeSource& other) {
                    return &other != &source && !source.name.empty()
                        && std::any_of(other.columns.begin(), other.columns.end(),
                                       [&](const ScopeColumn& twin) { return twin.name == column.name; });
                });
                if (isShared)
                    m_list.add(column.name, context, 0, [this, &column, &source] { return columnItem(column, source.name, m_form); });
                else
                    m_list.add(column.name, context, 0, [this, &column] { return columnItem(column, {}, m_form); });
            }
        }
    }

    void addExpression()
    {
        const SqlScope& names = scope();
        if (m_context.compared.isKnown())
            addValues(m_context.compared);
        if (m_context.isQueryPossible) {
            m_list.add("SELECT", Context::Keyword, 0, [this] { return keywordItem("SELECT", m_form); });
            m_list.add("WITH", Context::Keyword, 0, [this] { return keywordItem("WITH", m_form); });
        }
        if (m_context.clause == Clause::GroupBy || m_context.clause == Clause::OrderBy || m_context.clause == Clause::Having) {
            for (const ScopeColumn& output : names.outputs)
                m_list.add(output.name, Context::Exact, 0, [this, &output] { return outputItem(output, m_form); });
        }
        addColumns(names.sources, m_isDefault ? Context::Near : Context::Exact);
        addColumns(names.outer, Context::Far);
        for (const auto* sources : {&names.sources, &names.outer}) {
            for (const ScopeSource& source : *sources) {
                if (!source.name.empty() && !m_isDefault)
                    m_list.add(source.name, Context::Near, 0, [this, &source] { return aliasItem(source, m_form); });
            }
        }
        if (m_outline.inside() == SqlOutline::Inside::QuotedName)
            return;
        addFunctions();
        addKeywords();
        addPaths();
    }

    /// Aggregates and window functions have no place in WHERE and ON.
    void addFunctions()
    {
        const bool isRowWise = m_context.clause == Clause::Where || m_context.clause == Clause::On;
        for (const SqlFunction& function : m_request.catalog.functions) {
            const bool isUnlikely = isRowWise && !m_context.isArgument && (function.group == "aggregates" || function.group == "window");
            m_list.add(function.name, isUnlikely ? Context::Unlikely : Context::Far, 0, [&function] { return functionItem(function); });
        }
    }

    /// `agent_id` typed as if it were a column: the keys that fit, as the path that reads them.
    void addPaths()
    {
        constexpr std::size_t kLeastTyped = 2;
        if (m_outline.word().size() < kLeastTyped)
            return;
        for (const DataKey& key : m_data.keys) {
            const bool isInScope = key.parent.empty() && std::any_of(scope().sources.begin(), scope().sources.end(), [&](const ScopeSource& source) {
                return std::any_of(source.columns.begin(), source.columns.end(), [&](const ScopeColumn& column) { return column.name == key.column; });
            });
            if (isInScope && matchQuality(key.name, m_outline.word()) < MatchQuality::Subsequence)
                m_list.add(key.name, Context::Unlikely, key.count, [&key] { return pathItem(key); });
        }
    }

    void addMembers()
    {
        const SqlScope& names = scope();
        for (const auto* sources : {&names.sources, &names.outer}) {
            for (const ScopeSource& source : *sources) {
                if (!isSameSqlWord(source.name, m_context.qualifier))
                    continue;
                for (const ScopeColumn& column : source.columns)
                    m_list.add(column.name, Context::Exact, 0, [this, &column] { return columnItem(column, {}, m_form); });
                return;
            }
        }
    }

    /// The column of the data that a name of the query stands for, through aliases, CTEs and subqueries.
    ValueOrigin rooted(const ValueOrigin& origin)
    {
        const auto trace = [&](const std::vector<ScopeColumn>& columns) -> const ScopeColumn* {
            for (const ScopeColumn& column : columns) {
                if (isSameSqlWord(column.name, origin.column) && column.origin.isKnown())
                    return &column;
            }
            return nullptr;
        };
        for (const auto* sources : {&scope().sources, &scope().outer}) {
            for (const ScopeSource& source : *sources) {
                if (const ScopeColumn* column = trace(source.columns))
                    return origin.key.empty() ? column->origin : ValueOrigin{column->origin.column, origin.parent, origin.key};
            }
        }
        const ScopeColumn* output = origin.key.empty() ? trace(scope().outputs) : nullptr; // HAVING agent = '
        return output ? output->origin : origin;
    }

    void addKeys()
    {
        const ValueOrigin root = rooted(m_context.json);
        const std::string parent = root.key.empty() ? m_context.json.parent : root.key;
        for (const DataKey& key : m_data.keys) {
            if (isSameSqlWord(key.column, root.column) && key.parent == parent)
                m_list.add(key.name, Context::Exact, key.count, [this, &key] { return keyItem(key, m_form); });
        }
    }

    void addValues(const ValueOrigin& compared)
    {
        const ValueOrigin root = rooted(compared);
        for (const DataColumn& column : m_data.columns) {
            if (!isValuesOf(column.name, root))
                continue;
            for (const DataValue& value : column.values) {
                if (value.text.ends_with(kCutMark))
                    continue;
                m_list.add(value.text, Context::Exact, value.count, [this, &value] { return valueItem(value, m_form); });
            }
        }
        if (root.key.empty())
            return;
        for (const DataKey& key : m_data.keys) {
            if (key.name != root.key || key.parent != root.parent || !isSameSqlWord(key.column, root.column))
                continue;
            for (const std::string& example : key.examples) {
                if (!example.ends_with(kCutMark))
                    m_list.add(example, Context::Near, 0, [this, &example] { return exampleItem(example, m_form); });
            }
        }
    }

    void addWords()
    {
        for (const std::string_view& word : m_context.words)
            m_list.add(word, Context::Exact, 0, [this, &word] { return wordItem(word, m_form); });
    }

    void addParameters()
    {
        for (const KnownParameter& parameter : kParameters)
            m_list.add(parameter.name, Context::Exact, 0, [&parameter] { return parameterItem(parameter.name, parameter.sentence); });
        const std::string typed = sqlLower(m_outline.word());
        m_variables = sqlVariables(m_request.text);
        for (const SqlVariable& variable : m_variables) {
            const bool isTyped = variable.name == typed && variable.places.size() == 1;
            if (variable.kind == SqlVariable::Kind::Parameter && !isTyped)
                m_list.add(variable.name, Context::Near, variable.places.size(),
                           [&variable] { return parameterItem(variable.name, "used in this script"); });
        }
    }

    inline static const DataCatalog kNoData;
    const CompletionRequest& m_request;
    const DataCatalog& m_data;
    SqlOutline m_outline;
    CursorContext m_context;
    SqlScope m_scope;
    bool m_isScopeRead = false;
    bool m_isDefault = false; ///< the scope is a guess
    CompletionForm m_form;
    std::vector<SqlVariable> m_variables;
    CompletionList m_list;
};

} // namespace

Completions complete(const CompletionRequest& request)
{
    return Completing(request).run();
}

} // namespace mgx
