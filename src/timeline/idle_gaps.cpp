// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/idle_gaps.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr TimeNs kLeastShare = 50;  ///< one part in so many of the trace is a gap
constexpr TimeNs kResolution = 4096; ///< what is closer than one part in so many counts as one

} // namespace

GapMap idleGaps(const TraceSnapshot& snapshot, const LaneLayout& layout)
{
    const TimeNs from = snapshot.minTime();
    const TimeNs to = snapshot.maxTime();
    const TimeNs resolution = std::max<TimeNs>(1, (to - from) / kResolution);
    std::vector<IdleGap> busy;
    std::vector<LaneQuad> spans;
    std::vector<LaneMark> marks;
    for (const LaneBox& box : layout.boxes()) {
        if (box.lane == LaneBox::kNoLane)
            continue;
        const LaneIndex& index = snapshot.lanes()[box.lane].index;
        spans.clear();
        if (box.kind != LaneKind::Coordination)
            index.spans(from, to + 1, resolution, spans);
        for (const LaneQuad& span : spans)
            busy.push_back({span.start, span.end >= kOpenEnd ? snapshot.end(span.row) : span.end});
        marks.clear();
        index.marks(from, to + 1, resolution, marks);
        for (const LaneMark& mark : marks)
            busy.push_back({mark.time, mark.time + (mark.count > 1 ? resolution : 0)});
    }
    std::sort(busy.begin(), busy.end(), [](const IdleGap& a, const IdleGap& b) { return a.from < b.from; });
    std::vector<IdleGap> gaps;
    TimeNs covered = from;
    for (const IdleGap& each : busy) {
        if (each.from - covered > (to - from) / kLeastShare)
            gaps.push_back({covered, each.from});
        covered = std::max(covered, each.to);
    }
    if (!busy.empty() && to - covered > (to - from) / kLeastShare)
        gaps.push_back({covered, to});
    return GapMap(std::move(gaps));
}

} // namespace mgx
