// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/dialect_check.h"

#include "query/sql_catalog.h"
#include "query/sql_lexer.h"

#include <algorithm>
#include <map>
#include <set>

namespace mgx {

namespace {

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

/// Functions of the local engine alone, and what Logfire has for them.
const std::map<std::string, std::string, std::less<>>& localFunctions()
{
    static const std::map<std::string, std::string, std::less<>> functions = {
        {"age", "subtract the times"}, {"format", "use || or concat()"}, {"mod", "use %"}, {"sign", "use CASE"},
        {"ceiling", "use ceil()"}, {"strftime", "use to_char()"}, {"date_diff", "subtract the times"},
        {"quantile_cont", "use approx_percentile_cont()"}, {"arg_max", "use first_value(… ORDER BY …)"},
        {"arg_min", "use first_value(… ORDER BY …)"}, {"row_to_json", "select the columns"}, {"median_abs_deviation", ""},
        {"string_split", "use string_to_array()"}, {"epoch_ms", "use extract(epoch from …)"}, {"mode", ""},
    };
    return functions;
}

bool isLocalTable(std::string_view name)
{
    static const std::set<std::string_view> remote = {"records", "records_all", "records_full", "metrics"};
    const SqlTable* table = findSqlTable(name);
    return table && remote.count(table->name) == 0;
}

class Check
{
public:
    explicit Check(std::string_view sql) : m_sql(sql)
    {
        for (const SqlToken& token : tokenizeSql(sql)) {
            if (token.kind != SqlTokenKind::Comment)
                m_tokens.push_back(token);
        }
        findCtes();
    }

    std::vector<DialectWarning> run()
    {
        if (word(0) == "from")
            warn(0, "Logfire wants SELECT first");
        for (const char* form : {"summarize", "pivot", "unpivot", "describe"}) {
            if (word(0) == form)
                warn(0, "Logfire has no " + std::string(token(0)));
        }
        for (std::size_t i = 0; i < m_tokens.size(); ++i) {
            checkTable(i);
            checkFunction(i);
            checkForms(i);
        }
        return std::move(m_warnings);
    }

private:
    [[nodiscard]] std::string_view token(std::size_t i) const { return i < m_tokens.size() ? m_tokens[i].in(m_sql) : std::string_view(); }
    [[nodiscard]] std::string word(std::size_t i) const
    {
        const bool isWord = i < m_tokens.size() && (m_tokens[i].kind == SqlTokenKind::Keyword || m_tokens[i].kind == SqlTokenKind::Identifier);
        return isWord ? lower(token(i)) : std::string();
    }

    void warn(std::size_t i, std::string sentence)
    {
        m_warnings.push_back({m_tokens[i].begin, m_tokens[i].end - m_tokens[i].begin, std::move(sentence)});
    }

    /// name AS (…): what the statement calls so is its own.
    void findCtes()
    {
        for (std::size_t i = 0; i + 2 < m_tokens.size(); ++i) {
            if (word(i + 1) == "as" && token(i + 2) == "(")
                m_ctes.insert(word(i));
        }
    }

    void checkTable(std::size_t i)
    {
        const std::string before = i > 0 ? word(i - 1) : std::string();
        const bool isTable = before == "from" || before == "join";
        const std::string name = word(i);
        if (isTable && !name.empty() && m_ctes.count(name) == 0 && token(i + 1) != "(" && isLocalTable(name))
            warn(i, "the table " + name + " is only here; Logfire has records and metrics");
    }

    void checkFunction(std::size_t i)
    {
        if (token(i + 1) != "(" || (i > 0 && token(i - 1) == "."))
            return;
        const std::string name = word(i);
        const auto found = localFunctions().find(name);
        if (found != localFunctions().end())
            warn(i, "Logfire has no " + name + "()" + (found->second.empty() ? "" : ": " + found->second));
        else if (name.starts_with("list_"))
            warn(i, "Logfire has no " + name + "(): its functions of lists begin with array_");
    }

    void checkForms(std::size_t i)
    {
        const std::string here = word(i);
        if (here == "exclude" && i > 0 && token(i - 1) == "*")
            warn(i, "Logfire has no EXCLUDE: name the columns");
        if (here == "all" && i > 1 && word(i - 1) == "by" && (word(i - 2) == "group" || word(i - 2) == "order"))
            warn(i, "Logfire has no " + lower(word(i - 2)) + " by all: name the columns");
        if (here == "escape" && token(i + 1).size() == 3 && token(i + 1) != "'\\'")
            warn(i, "Logfire only knows \\ as the escape character of LIKE");
        if ((here == "qualify" || here == "asof") && m_tokens[i].kind != SqlTokenKind::QuotedIdentifier && i > 0)
            warn(i, "Logfire has no " + here);
        if (token(i) == ":" && isInIndex(i))
            warn(i, "Logfire has no slices: use substr() or array_slice()");
    }

    /// Between [ and ] of an index.
    [[nodiscard]] bool isInIndex(std::size_t i) const
    {
        int depth = 0;
        for (std::size_t at = i; at-- > 0;) {
            depth += token(at) == "]" || token(at) == ")" ? 1 : 0;
            if ((token(at) == "[" || token(at) == "(") && depth-- == 0)
                return token(at) == "[";
        }
        return false;
    }

    std::string_view m_sql;
    SqlTokens m_tokens;
    std::set<std::string> m_ctes;
    std::vector<DialectWarning> m_warnings;
};

} // namespace

std::vector<DialectWarning> checkForLogfire(std::string_view sql)
{
    return Check(sql).run();
}

} // namespace mgx
