// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/hit_index.h"

#include <algorithm>

namespace mgx {

HitIndex::HitIndex(const TraceSnapshot& snapshot, const SearchHits& hits) : m_lanes(snapshot.lanes().size())
{
    for (const RowId row : hits.rows) {
        if (row >= snapshot.rowCount())
            continue;
        LaneHits& lane = m_lanes[snapshot.lane(row)];
        lane.rows.push_back(row);
        lane.latestEnd.push_back(std::max(snapshot.end(row), lane.latestEnd.empty() ? -kMaxTime : lane.latestEnd.back()));
    }
}

void HitIndex::collect(const TraceSnapshot& snapshot, LaneId lane, TimeNs from, TimeNs to, TimeNs resolution,
                       std::vector<RowId>& out) const
{
    if (lane >= m_lanes.size())
        return;
    const auto& [rows, latestEnd] = m_lanes[lane];
    const auto startsAt = [&](TimeNs time, std::size_t after) {
        return static_cast<std::size_t>(std::lower_bound(rows.begin() + static_cast<std::ptrdiff_t>(after), rows.end(), time,
                                                         [&](RowId row, TimeNs t) { return snapshot.start(row) < t; })
                                        - rows.begin());
    };
    const std::size_t first = startsAt(from, 0);
    for (std::size_t i = first, looked = 0; i > 0 && latestEnd[i - 1] >= from && looked < kMostEarlier; --i, ++looked) {
        if (snapshot.end(rows[i - 1]) >= from)
            out.push_back(rows[i - 1]);
    }
    for (std::size_t i = first; i < rows.size() && snapshot.start(rows[i]) <= to;) {
        out.push_back(rows[i]);
        // Several that begin at one pixel: the next few, which may lie in other sub-rows, then on to the next pixel.
        const std::size_t next = startsAt(snapshot.start(rows[i]) + std::max<TimeNs>(1, resolution), i + 1);
        for (std::size_t k = i + 1; k < std::min(next, i + 4); ++k)
            out.push_back(rows[k]);
        i = next;
    }
}

} // namespace mgx
