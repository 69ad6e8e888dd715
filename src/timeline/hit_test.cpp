// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/hit_test.h"

#include <cmath>

namespace mgx {

namespace {

constexpr double kSlackPx = 2;
constexpr double kMarkSlackPx = 2;

} // namespace

RowId hitTest(const TraceSnapshot& snapshot, const LaneLayout& layout, const TimelineFrame& frame, const TimeScale& scale,
              const HitPoint& point)
{
    if (point.y < point.rulerHeight)
        return kNoRow;
    const FrameMark* best = nullptr;
    for (const FrameMark& mark : frame.marks) { // the last is drawn on top
        const double reach = mark.radius + kMarkSlackPx;
        if (std::abs(mark.x - point.x) > reach || std::abs(mark.y - point.y) > reach)
            continue;
        if (!best || mark.kind != MarkKind::Log || best->kind == MarkKind::Log)
            best = &mark;
    }
    if (best)
        return best->row;
    const double y = point.y - point.rulerHeight + point.scrollY;
    const LaneBox* box = layout.boxAt(y);
    if (!box || box->lane == LaneBox::kNoLane || box->rowPitch <= 0 || y < box->rowY(0))
        return kNoRow;
    const int slot = static_cast<int>((y - box->rowY(0)) / box->rowPitch);
    if (slot >= box->slots)
        return kNoRow;
    const auto tolerance = static_cast<TimeNs>(scale.nsPerPixel() * kSlackPx);
    return snapshot.lanes()[box->lane].index.spanAt(slot, scale.toTime(point.x), tolerance);
}

} // namespace mgx
