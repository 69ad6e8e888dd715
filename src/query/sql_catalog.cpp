// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_catalog.h"

#include "query/catalog_text.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace mgx {

namespace {

/// Takes everything up to `separator`, which goes away; the rest where there is none.
std::string_view taken(std::string_view& rest, std::string_view separator)
{
    const std::size_t at = std::min(rest.find(separator), rest.size());
    const std::string_view part = rest.substr(0, at);
    rest.remove_prefix(std::min(at + separator.size(), rest.size()));
    return part;
}

template <class F>
void forEachLine(std::string_view text, F f)
{
    while (!text.empty()) {
        const std::string_view line = taken(text, "\n");
        if (!line.empty() && line.front() != '#')
            f(line);
    }
}

struct Tables
{
    std::vector<SqlTable> tables;
    std::deque<std::vector<SqlColumn>> columns; ///< of each table; a deque keeps its elements where they are

    Tables()
    {
        forEachLine(catalogtext::tables(), [this](std::string_view line) {
            if (line.starts_with("table ")) {
                line.remove_prefix(6);
                std::string_view name = taken(line, ": ");
                const std::string_view first = taken(name, " like ");
                columns.emplace_back();
                for (std::size_t i = 0; i < tables.size(); ++i) {
                    if (tables[i].name == name)
                        columns.back() = columns[i];
                }
                tables.push_back({first, line, {}});
            } else {
                const std::string_view name = taken(line, " ");
                const std::string_view type = taken(line, " ");
                columns.back().push_back({name, type, line});
            }
        });
        for (std::size_t i = 0; i < tables.size(); ++i)
            tables[i].columns = columns[i];
    }
};

std::vector<SqlFunction> readFunctions()
{
    std::vector<SqlFunction> functions;
    std::string_view group;
    forEachLine(catalogtext::functions(), [&](std::string_view line) {
        if (line.starts_with("group ")) {
            group = line.substr(6);
            return;
        }
        const std::string_view signature = taken(line, " | ");
        const std::string_view sentence = taken(line, " | ");
        functions.push_back({signature.substr(0, signature.find('(')), group, signature, sentence, line});
    });
    return functions;
}

std::vector<std::string_view> readKeywords()
{
    std::vector<std::string_view> words;
    forEachLine(catalogtext::keywords(), [&](std::string_view line) {
        while (!line.empty())
            words.push_back(taken(line, " "));
    });
    return words;
}

bool isSame(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

template <class T>
const T* findNamed(std::span<const T> list, std::string_view name)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const T& entry) { return isSame(entry.name, name); });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

std::span<const SqlTable> sqlTables()
{
    static const Tables kTables;
    return kTables.tables;
}

std::span<const SqlFunction> sqlFunctions()
{
    static const std::vector<SqlFunction> kFunctions = readFunctions();
    return kFunctions;
}

std::span<const std::string_view> sqlKeywords()
{
    static const std::vector<std::string_view> kKeywords = readKeywords();
    return kKeywords;
}

const SqlTable* findSqlTable(std::string_view name)
{
    return findNamed(sqlTables(), name);
}

const SqlFunction* findSqlFunction(std::string_view name)
{
    return findNamed(sqlFunctions(), name);
}

} // namespace mgx
