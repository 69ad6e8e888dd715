// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/time_cover.h"

#include <algorithm>
#include <queue>
#include <tuple>

namespace mgx {

std::vector<Cover> visibleParts(std::vector<Cover> covers)
{
    std::erase_if(covers, [](const Cover& c) { return c.end <= c.start; });
    std::stable_sort(covers.begin(), covers.end(), [](const Cover& a, const Cover& b) { return a.start < b.start; });
    const auto isBelow = [&](std::size_t a, std::size_t b) {
        return std::tie(covers[a].rank, covers[a].start, a) < std::tie(covers[b].rank, covers[b].start, b);
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(isBelow)> begun(isBelow); // those that ended leave when they come up
    std::vector<Cover> parts;
    std::size_t last = covers.size(); // which the last part is of
    TimeNs now = covers.empty() ? 0 : covers[0].start;
    for (std::size_t next = 0; next < covers.size() || !begun.empty();) {
        while (next < covers.size() && covers[next].start <= now)
            begun.push(next++);
        while (!begun.empty() && covers[begun.top()].end <= now)
            begun.pop();
        if (begun.empty()) {
            if (next < covers.size())
                now = covers[next].start;
            continue;
        }
        const std::size_t top = begun.top();
        const TimeNs until = next < covers.size() ? std::min(covers[top].end, covers[next].start) : covers[top].end;
        if (last == top && parts.back().end == now)
            parts.back().end = until;
        else
            parts.push_back({now, until, covers[top].rank, covers[top].what, covers[top].row});
        last = top;
        now = until;
    }
    return parts;
}

} // namespace mgx
