// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/round_replay.h"

#include <algorithm>
#include <queue>

namespace mgx {

RoundReplay::RoundReplay(TimeNs start, TimeNs end, TimeNs newStart, std::vector<Item*> items, double pauseFactor) : m_start(newStart)
{
    const auto endsLater = [](const Item* a, const Item* b) { return a->end > b->end; };
    std::priority_queue<Item*, std::vector<Item*>, decltype(endsLater)> going(endsLater);
    TimeNs last = start; // the end of all that is over, as recorded and now
    TimeNs newLast = newStart;
    const auto settle = [&](TimeNs time) {
        for (; !going.empty() && going.top()->end <= time; going.pop()) {
            last = std::max(last, going.top()->end);
            newLast = std::max(newLast, going.top()->newEnd);
        }
    };
    for (Item* item : items) {
        settle(item->start);
        item->newStart = newLast + scaled(item->start - last, pauseFactor);
        item->newEnd = item->newStart + scaled(item->end - item->start, item->factor);
        going.push(item);
    }
    settle(end);
    m_end = newLast + scaled(end - last, pauseFactor);
}

} // namespace mgx
