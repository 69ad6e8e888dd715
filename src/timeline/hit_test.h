// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/lane_layout.h"
#include "timeline/time_scale.h"
#include "timeline/timeline_frame.h"

namespace mgx {

/// A point of the item and how far the lanes are scrolled.
struct HitPoint
{
    double x = 0;
    double y = 0;
    double scrollY = 0;
    double rulerHeight = 0;
    double pinnedHeight = 0; ///< of the lanes at the top that do not scroll
};

/// The record under a point, with a little slack: a mark wins over a span, a key mark over a log; kNoRow = nothing.
/// O(marks of the frame + log n).
[[nodiscard]] RowId hitTest(const TraceSnapshot& snapshot, const LaneLayout& layout, const TimelineFrame& frame,
                            const TimeScale& scale, const HitPoint& point);

} // namespace mgx
