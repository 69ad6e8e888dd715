// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/time_scale.h"

#include <cmath>

namespace mgx {

namespace {

constexpr double kMostGaps = 0.4; ///< of the width may be gaps

} // namespace

TimeScale TimeScale::across(const GapMap& map) const
{
    TimeScale scale{from, to, std::max(1.0, width)};
    const GapMap::Place first = map.at(from);
    const GapMap::Place last = map.at(to);
    const double closed = last.gaps - first.gaps;
    if (closed <= 0 || last.live <= first.live)
        return scale;
    scale.gaps = &map;
    scale.gapPx = std::min(kGapPx, kMostGaps * scale.width / closed);
    scale.density = double(last.live - first.live) / (scale.width - closed * scale.gapPx);
    scale.start = first;
    return scale;
}

double TimeScale::toXAcross(TimeNs time) const
{
    const GapMap::Place place = gaps->at(time);
    return double(place.live - start.live) / density + (place.gaps - start.gaps) * gapPx;
}

TimeNs TimeScale::toTimeAcross(double x) const
{
    const auto& all = gaps->gaps();
    // The first gap that ends to the right of x.
    const auto next = std::partition_point(all.begin(), all.end(), [&](const IdleGap& gap) { return toXAcross(gap.to) <= x; });
    if (next != all.end()) {
        const double left = toXAcross(next->from);
        if (x >= left) {
            const double right = toXAcross(next->to);
            const double part = right > left ? (x - left) / (right - left) : 0;
            return next->from + static_cast<TimeNs>(part * double(next->length()));
        }
    }
    // From the nearer of the view's left edge and the end of the gap before, so that little is lost to rounding.
    TimeNs base = from;
    double baseX = 0;
    const bool isFirst = next == all.begin();
    if (!isFirst && ((next - 1)->to > from || x < 0)) {
        base = (next - 1)->to;
        baseX = toXAcross(base);
    } else if (next != all.end() && next->from < from) { // x lies before a gap that the view begins in or after
        base = next->from;
        baseX = toXAcross(base);
    }
    return base + static_cast<TimeNs>(std::llround((x - baseX) * density));
}

std::pair<TimeNs, TimeNs> TimeScale::moved(double px) const
{
    return {toTime(px), toTime(width + px)};
}

std::pair<TimeNs, TimeNs> TimeScale::zoomed(double factor, double x) const
{
    const TimeNs anchor = toTime(x);
    if (!gaps) {
        const double length = double(to - from) / factor;
        const TimeNs left = anchor - static_cast<TimeNs>(length * x / std::max(1.0, width));
        return {left, left + static_cast<TimeNs>(length)};
    }
    TimeScale other = *this;
    other.from = anchor;
    other.start = gaps->at(anchor);
    other.density = density / factor;
    return {other.toTime(-x), other.toTime(width - x)};
}

} // namespace mgx
