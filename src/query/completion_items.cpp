// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/completion_items.h"

#include "query/sql_words.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

CompletionItem item(CompletionKind kind, std::string_view text, std::string_view detail, std::string_view note, std::string insertText)
{
    CompletionItem made{kind, std::string(text), std::string(text), std::string(detail), std::string(note), std::move(insertText), 0};
    made.caret = made.insertText.size();
    return made;
}

/// 1234567 as 1,234,567
std::string grouped(std::uint64_t count)
{
    std::string digits = std::to_string(count);
    for (std::size_t at = digits.size(); at > 3;)
        digits.insert(at -= 3, ",");
    return digits;
}

std::string counted(std::uint64_t count, std::string_view what)
{
    return grouped(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

std::string inText(std::string_view text, const CompletionForm& form)
{
    return (form.isQuoteOpen ? "" : "'") + escapedSqlText(text) + (form.isQuoteClosed ? "" : "'");
}

std::string inName(std::string_view name, const CompletionForm& form)
{
    if (!form.isQuoteOpen)
        return quotedSqlName(name);
    std::string quoted;
    for (const char c : name)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + (form.isQuoteClosed ? "" : "\"");
}

std::string joined(const std::vector<std::string>& examples)
{
    std::string all;
    for (const std::string& example : examples)
        all += (all.empty() ? "" : " · ") + example;
    return all;
}

std::string detailOf(const DataKey& key)
{
    return key.type + " · " + counted(key.count, "record");
}

} // namespace

CompletionItem keywordItem(std::string_view keyword, const CompletionForm& form)
{
    CompletionItem made = item(CompletionKind::Keyword, keyword, {}, {}, form.isLower ? sqlLower(keyword) : std::string(keyword));
    made.label = made.insertText;
    while (!made.label.empty() && std::string_view(" (['").find(made.label.back()) != std::string_view::npos)
        made.label.pop_back();
    return made;
}

CompletionItem tableItem(const SqlTable& table, const DataCatalog& data, const CompletionForm& form)
{
    const auto known = std::find_if(data.tables.begin(), data.tables.end(),
                                    [&](const DataTable& counted) { return isSameSqlWord(counted.name, table.name); });
    return item(CompletionKind::Table, table.name, known == data.tables.end() ? std::string() : counted(known->rows, "row"),
                table.sentence, inName(table.name, form));
}

CompletionItem cteItem(const ScopeCte& cte, const CompletionForm& form)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(cte.columns.size(), 8); ++i)
        names.push_back(cte.columns[i].name);
    return item(CompletionKind::CommonTable, cte.name, "WITH", joined(names), inName(cte.name, form));
}

CompletionItem columnItem(const ScopeColumn& column, std::string_view source, const CompletionForm& form)
{
    CompletionItem made = item(CompletionKind::Column, column.name, column.type, column.sentence, inName(column.name, form));
    if (!source.empty() && !form.isQuoteOpen) {
        made.insertText = quotedSqlName(source) + '.' + made.insertText;
        made.label = std::string(source) + '.' + made.label;
        made.caret = made.insertText.size();
    }
    return made;
}

CompletionItem outputItem(const ScopeColumn& column, const CompletionForm& form)
{
    return item(CompletionKind::Output, column.name, column.type, "result of this query", inName(column.name, form));
}

CompletionItem aliasItem(const ScopeSource& source, const CompletionForm& form)
{
    const bool isSame = source.table.empty() || source.table == source.name;
    return item(CompletionKind::Alias, source.name, isSame ? std::string() : source.table, {},
                inName(source.name, form) + (form.isQuoteOpen && form.isQuoteClosed ? "" : "."));
}

CompletionItem functionItem(const SqlFunction& function)
{
    const bool isNullary = function.signature.substr(function.name.size()).starts_with("()");
    const bool isWord = function.signature.size() == function.name.size(); // current_date
    CompletionItem made = item(CompletionKind::Function, function.name, function.signature, function.sentence,
                               std::string(function.name) + (isWord ? "" : "()"));
    made.caret -= isNullary || isWord ? 0 : 1;
    if (!function.example.empty())
        made.note += ": " + std::string(function.example);
    return made;
}

CompletionItem keyItem(const DataKey& key, const CompletionForm& form)
{
    return item(CompletionKind::JsonKey, key.name, detailOf(key), joined(key.examples), inText(key.name, form));
}

CompletionItem pathItem(const DataKey& key)
{
    CompletionItem made = item(CompletionKind::JsonKey, key.name, detailOf(key), joined(key.examples),
                               key.column + "->>'" + escapedSqlText(key.name) + '\'');
    made.label = made.insertText;
    return made;
}

CompletionItem valueItem(const DataValue& value, const CompletionForm& form)
{
    return item(CompletionKind::Value, value.text, value.count > 0 ? grouped(value.count) : std::string(), value.note, inText(value.text, form));
}

CompletionItem exampleItem(std::string_view example, const CompletionForm& form)
{
    return item(CompletionKind::Value, example, {}, "seen in the data", inText(example, form));
}

CompletionItem wordItem(std::string_view word, const CompletionForm& form)
{
    const bool isPlain = !form.isQuoteOpen; // a type, not a text
    return item(CompletionKind::Word, word, {}, {}, isPlain ? std::string(word) : inText(word, form));
}

CompletionItem parameterItem(std::string_view name, std::string_view sentence)
{
    CompletionItem made = item(CompletionKind::Parameter, name, {}, sentence, std::string(name));
    made.label = '$' + made.label;
    return made;
}

bool isValuesOf(std::string_view name, const ValueOrigin& origin)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSame = {{
        {"for_agent", "agent_id"}, {"winner", "agent_id"}, {"agent", "agent_id"}, {"name", "span_name"}, {"gen_ai.agent.name", "agent_id"},
    }};
    const std::string_view own = origin.key.empty() ? std::string_view(origin.column) : std::string_view(origin.key);
    const auto alias = std::find_if(kSame.begin(), kSame.end(), [&](const auto& same) { return isSameSqlWord(own, same.first); });
    if (alias != kSame.end())
        return name == alias->second;
    // massgen.agent_id and gen_ai.request.model hold what agent_id and model hold
    const std::string_view last = origin.key.empty() ? own : own.substr(own.rfind('.') + 1);
    return isSameSqlWord(last, name);
}

} // namespace mgx
