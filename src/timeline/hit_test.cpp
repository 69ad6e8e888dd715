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
    const double below = point.y - point.rulerHeight;
    const double y = below < point.pinnedHeight ? below : below + point.scrollY;
    const LaneBox* box = layout.boxAt(y);
    if (!box || box->lane == LaneBox::kNoLane || y < box->rowY(0))
        return kNoRow;
    const LaneIndex& index = snapshot.lanes()[box->lane].index;
    const auto tolerance = static_cast<TimeNs>(scale.nsPerPixel() * kSlackPx);
    const TimeNs time = scale.toTime(point.x);
    if (box->isCollapsed) { // the innermost lies on top
        RowId row = kNoRow;
        for (int slot = box->slots - 1; slot >= 0 && row == kNoRow; --slot)
            row = index.spanAt(slot, time, 0);
        for (int slot = box->slots - 1; slot >= 0 && row == kNoRow; --slot)
            row = index.spanAt(slot, time, tolerance);
        return row;
    }
    const int slot = box->rowPitch > 0 ? static_cast<int>((y - box->rowY(0)) / box->rowPitch) : box->slots;
    return slot < box->slots ? index.spanAt(slot, time, tolerance) : kNoRow;
}

} // namespace mgx
