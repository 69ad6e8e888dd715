// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_words.h"

#include "query/sql_catalog.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mgx {

namespace {

// Common as names of columns, so they count as keywords only where the grammar has them.
constexpr std::array<std::string_view, 27> kContextWords = {
    "ROW",     "ROWS",    "RANGE",     "GROUPS",    "FIRST",   "LAST",      "TIME",   "ZONE",     "AT",
    "TABLES",  "COLUMNS", "FILTER",    "WITHIN",    "PARTITION", "CURRENT", "UNBOUNDED", "PRECEDING", "FOLLOWING",
    "ESCAPE",  "TO",      "SIMILAR",   "RECURSIVE", "VALUES",  "WINDOW",    "SHOW",   "DESCRIBE", "ANALYZE"};
constexpr std::size_t kLongestWord = 18;

const std::unordered_map<std::string_view, SqlWordClass>& keywords()
{
    static const auto kWords = [] {
        std::unordered_map<std::string_view, SqlWordClass> words;
        for (const std::string_view word : sqlKeywords()) {
            const bool isContext = std::find(kContextWords.begin(), kContextWords.end(), word) != kContextWords.end();
            words[word] = isContext ? SqlWordClass::ContextKeyword : SqlWordClass::Keyword;
        }
        return words;
    }();
    return kWords;
}

} // namespace

std::string sqlLower(std::string_view text)
{
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return sqlLower(c); });
    return lower;
}

std::string sqlUpper(std::string_view text)
{
    std::string upper(text);
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return sqlUpper(c); });
    return upper;
}

bool isSameSqlWord(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return sqlLower(x) == sqlLower(y); });
}

SqlWordClass sqlWordClass(std::string_view word)
{
    if (word.empty() || word.size() > kLongestWord)
        return SqlWordClass::Name;
    std::array<char, kLongestWord> upper{};
    std::transform(word.begin(), word.end(), upper.begin(), [](char c) { return sqlUpper(c); });
    const std::string_view view(upper.data(), word.size());
    const auto found = keywords().find(view);
    return found == keywords().end() ? SqlWordClass::Name : found->second;
}

std::string quotedSqlName(std::string_view name)
{
    const bool isPlain = !name.empty() && !isSqlDigit(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return isSqlWordByte(c) && c == sqlLower(c);
    });
    if (isPlain && sqlWordClass(name) != SqlWordClass::Keyword)
        return std::string(name);
    std::string quoted = "\"";
    for (const char c : name) {
        quoted += c;
        if (c == '"')
            quoted += c;
    }
    return quoted + '"';
}

std::string escapedSqlText(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        escaped += c;
        if (c == '\'')
            escaped += c;
    }
    return escaped;
}

std::string unquotedSql(std::string_view token)
{
    if (token.empty() || (token.front() != '\'' && token.front() != '"'))
        return std::string(token);
    const char quote = token.front();
    std::string value;
    for (std::size_t i = 1; i < token.size(); ++i) {
        if (token[i] == quote && (i + 1 >= token.size() || token[i + 1] != quote))
            break;
        i += token[i] == quote ? 1 : 0;
        value += token[i];
    }
    return value;
}

} // namespace mgx
