// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/placeholder.h"

#include "query/sql_words.h"

namespace mgx {

std::size_t placeholderLength(std::string_view text)
{
    constexpr std::size_t kShortest = 5; // [ABC]
    if (text.size() < kShortest || text[0] != '[' || text[1] < 'A' || text[1] > 'Z')
        return 0;
    std::size_t at = 1;
    while (at < text.size() && ((text[at] >= 'A' && text[at] <= 'Z') || isSqlDigit(text[at]) || text[at] == '_'))
        ++at;
    return at < text.size() && text[at] == ']' && at + 1 >= kShortest ? at + 1 : 0;
}

bool isPlaceholder(std::string_view quoted)
{
    return quoted.size() > 2 && quoted.front() == '\'' && placeholderLength(quoted.substr(1)) == quoted.size() - 2;
}

} // namespace mgx
