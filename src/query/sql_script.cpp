// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_script.h"

#include "query/placeholder.h"
#include "query/sql_lexer.h"
#include "query/sql_words.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

std::vector<SqlStatement> sqlStatements(std::string_view text)
{
    std::vector<SqlStatement> statements;
    bool isIn = false;
    for (const SqlToken& token : tokenizeSql(text)) {
        if (token.kind == SqlTokenKind::Comment)
            continue;
        if (token.in(text) == ";") {
            isIn = false;
            continue;
        }
        if (!isIn)
            statements.push_back({token.begin, token.end});
        statements.back().end = token.end;
        isIn = true;
    }
    return statements;
}

std::optional<SqlStatement> statementAt(std::string_view text, std::size_t offset)
{
    const std::vector<SqlStatement> statements = sqlStatements(text);
    if (statements.empty())
        return std::nullopt;
    offset = std::min(offset, text.size());
    const auto next = std::find_if(statements.begin(), statements.end(),
                                   [offset](const SqlStatement& statement) { return offset <= statement.end; });
    if (next == statements.begin())
        return *next;
    if (next == statements.end())
        return statements.back();
    if (offset >= next->begin)
        return *next;
    const auto last = std::prev(next);
    const bool isSameLine = text.substr(last->end, offset - last->end).find('\n') == std::string_view::npos;
    return isSameLine ? *last : *next;
}

std::optional<std::pair<std::size_t, std::size_t>> matchingBrackets(std::string_view text, std::size_t offset)
{
    constexpr std::string_view kOpening = "([{";
    constexpr std::string_view kClosing = ")]}";
    std::vector<std::size_t> open;
    std::optional<std::pair<std::size_t, std::size_t>> left;
    for (const SqlToken& token : tokenizeSql(text)) {
        if (token.kind != SqlTokenKind::Bracket)
            continue;
        const char c = text[token.begin];
        if (kOpening.find(c) != std::string_view::npos) {
            open.push_back(token.begin);
            continue;
        }
        if (open.empty() || kOpening.find(text[open.back()]) != kClosing.find(c))
            continue;
        const std::size_t begin = open.back();
        open.pop_back();
        if (begin == offset || token.begin == offset)
            return begin == offset ? std::pair(begin, std::size_t(token.begin)) : std::pair(std::size_t(token.begin), begin);
        if (offset > 0 && begin == offset - 1)
            left = std::pair(begin, std::size_t(token.begin));
        else if (offset > 0 && token.begin == offset - 1)
            left = std::pair(std::size_t(token.begin), begin);
    }
    return left;
}

namespace {

class Variables
{
public:
    explicit Variables(std::string_view text) : m_text(text) {}

    std::vector<SqlVariable> run()
    {
        for (const SqlToken& token : tokenizeSql(m_text)) {
            const std::string_view text = token.in(m_text);
            if (token.kind == SqlTokenKind::Parameter)
                add(SqlVariable::Kind::Parameter, sqlLower(text.substr(1)), {token.begin, token.end, false});
            else if (token.kind == SqlTokenKind::Placeholder || token.kind == SqlTokenKind::String)
                addPlaceholders(token);
        }
        return std::move(m_variables);
    }

private:
    /// Inside a longer string only names with an underscore count: [ABC] is a set of letters in a pattern.
    void addPlaceholders(const SqlToken& token)
    {
        const bool isString = m_text[token.begin] != '[';
        for (std::size_t at = token.begin; at < token.end; ++at) {
            const std::size_t length = placeholderLength(m_text.substr(at, token.end - at));
            if (length == 0)
                continue;
            const std::string_view name = m_text.substr(at + 1, length - 2);
            if (token.kind == SqlTokenKind::Placeholder || name.find('_') != std::string_view::npos)
                add(SqlVariable::Kind::Placeholder, std::string(name), {at, at + length, isString});
            at += length - 1;
        }
    }

    void add(SqlVariable::Kind kind, std::string name, SqlVariable::Place place)
    {
        const auto [found, isNew] = m_index.try_emplace((kind == SqlVariable::Kind::Parameter ? '$' : '[') + name, m_variables.size());
        if (isNew)
            m_variables.push_back({kind, std::move(name), {}});
        m_variables[found->second].places.push_back(place);
    }

    std::string_view m_text;
    std::vector<SqlVariable> m_variables;
    std::unordered_map<std::string, std::size_t> m_index;
};

} // namespace

std::vector<SqlVariable> sqlVariables(std::string_view statement)
{
    return Variables(statement).run();
}

} // namespace mgx
