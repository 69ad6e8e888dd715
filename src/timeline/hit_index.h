// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"
#include "workspace/search_hits.h"

#include <vector>

namespace mgx {

/// The hits of a search by lane and time, for drawing. Made once per search: O(hits).
class HitIndex
{
public:
    HitIndex() = default;
    HitIndex(const TraceSnapshot& snapshot, const SearchHits& hits);

    [[nodiscard]] bool isEmpty() const { return m_lanes.empty(); }
    /// Hits of a lane that touch [from, to], at most about one per `resolution` besides those that began before `from`.
    /// O(resolutions × log n).
    void collect(const TraceSnapshot& snapshot, LaneId lane, TimeNs from, TimeNs to, TimeNs resolution,
                 std::vector<RowId>& out) const;

private:
    static constexpr std::size_t kMostEarlier = 2000; ///< hits before the view that are looked at

    struct LaneHits
    {
        std::vector<RowId> rows;         ///< by start
        std::vector<TimeNs> latestEnd;   ///< of the rows up to and with this one
    };
    std::vector<LaneHits> m_lanes; ///< by lane; empty = no search
};

} // namespace mgx
