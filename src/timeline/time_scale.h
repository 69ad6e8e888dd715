// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/gap_map.h"

#include <algorithm>
#include <utility>

namespace mgx {

/// Maps times to pixels of one view: `from` lies at x = 0, `to` at x = width. Times are absolute (as in the snapshot); pixels
/// are offsets from the view's left edge, so that a float holds them whatever the epoch. With gaps closed (across()) it is
/// piecewise: each gap takes a few pixels however long it is, all other time has one scale.
struct TimeScale
{
    static constexpr double kGapPx = 14; ///< of a closed gap; less where many are in sight

    TimeNs from = 0;
    TimeNs to = 1;
    double width = 1;
    const GapMap* gaps = nullptr; ///< null: time is even; set by across(), as what follows
    double density = 0;           ///< ns per pixel outside gaps
    double gapPx = 0;
    GapMap::Place start = {};     ///< of `from`

    /// The same view with the gaps closed; even where there is nothing but a gap in sight. The map must outlive it.
    [[nodiscard]] TimeScale across(const GapMap& map) const;

    [[nodiscard]] double nsPerPixel() const { return gaps ? density : double(to - from) / std::max(1.0, width); }
    [[nodiscard]] double toX(TimeNs time) const { return gaps ? toXAcross(time) : double(time - from) / nsPerPixel(); }
    [[nodiscard]] TimeNs toTime(double x) const
    {
        return gaps ? toTimeAcross(x) : from + static_cast<TimeNs>(x * nsPerPixel());
    }

    /// What is in sight after the picture has moved to the left by so many pixels.
    [[nodiscard]] std::pair<TimeNs, TimeNs> moved(double px) const;
    /// What is in sight when it is `factor` times as large and the time at `x` stays there.
    [[nodiscard]] std::pair<TimeNs, TimeNs> zoomed(double factor, double x) const;

private:
    [[nodiscard]] double toXAcross(TimeNs time) const;
    [[nodiscard]] TimeNs toTimeAcross(double x) const;
};

} // namespace mgx
