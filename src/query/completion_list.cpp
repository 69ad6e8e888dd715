// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/completion_list.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace mgx {

void CompletionList::add(std::string_view text, Context context, std::uint64_t frequency,
                         std::function<CompletionItem()> make)
{
    const MatchQuality quality = matchQuality(text, m_typed);
    if (quality == MatchQuality::None)
        return;
    m_candidates.push_back({quality, context, static_cast<std::uint32_t>(m_make.size()), frequency});
    m_make.push_back(std::move(make));
}

void CompletionList::finish(std::size_t limit, Completions& completions)
{
    const auto isBefore = [](const Candidate& a, const Candidate& b) {
        return std::tuple(a.quality, a.context, b.frequency, a.order) < std::tuple(b.quality, b.context, a.frequency, b.order);
    };
    const std::size_t shown = std::min(m_candidates.size(), limit + limit / 2); // some may turn out to be twins
    std::partial_sort(m_candidates.begin(), m_candidates.begin() + static_cast<std::ptrdiff_t>(shown), m_candidates.end(), isBefore);
    completions.total = m_candidates.size();
    std::unordered_set<std::string> seen;
    for (std::size_t i = 0; i < shown && completions.items.size() < limit; ++i) {
        CompletionItem item = m_make[m_candidates[i].order]();
        if (seen.insert(item.insertText).second)
            completions.items.push_back(std::move(item));
        else
            --completions.total;
    }
}

} // namespace mgx
