// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fuzzy_match.h"

#include "query/sql_words.h"

#include <algorithm>

namespace mgx {

namespace {

bool isAlphanumeric(char c)
{
    return isSqlWordByte(c) && c != '_';
}

bool isWordStart(std::string_view text, std::size_t i)
{
    if (!isAlphanumeric(text[i]))
        return false;
    const bool isHump = i > 0 && text[i] >= 'A' && text[i] <= 'Z' && text[i - 1] >= 'a' && text[i - 1] <= 'z';
    return i == 0 || isHump || !isAlphanumeric(text[i - 1]);
}

bool startsWith(std::string_view text, std::string_view typed)
{
    return text.size() >= typed.size() && isSameSqlWord(text.substr(0, typed.size()), typed);
}

/// The first letters of words one after the other; words may be left out at the front only.
bool areInitials(std::string_view text, std::string_view typed)
{
    std::size_t matched = 0;
    for (std::size_t i = 0; i < text.size() && matched < typed.size(); ++i) {
        if (!isWordStart(text, i))
            continue;
        if (sqlLower(text[i]) == sqlLower(typed[matched]))
            ++matched;
        else if (matched > 0)
            return false;
    }
    return matched == typed.size();
}

} // namespace

MatchQuality matchQuality(std::string_view text, std::string_view typed)
{
    if (startsWith(text, typed))
        return MatchQuality::Prefix;
    std::size_t matched = 0;
    for (std::size_t i = 0; i < text.size() && matched < typed.size(); ++i)
        matched += sqlLower(text[i]) == sqlLower(typed[matched]) ? 1 : 0;
    if (matched < typed.size())
        return MatchQuality::None;
    for (std::size_t i = 1; i + typed.size() <= text.size(); ++i) {
        if (isWordStart(text, i) && startsWith(text.substr(i), typed))
            return MatchQuality::WordStart;
    }
    if (typed.size() < 2) // nearly every text holds one letter somewhere
        return MatchQuality::None;
    return areInitials(text, typed) ? MatchQuality::WordStart : MatchQuality::Subsequence;
}

} // namespace mgx
