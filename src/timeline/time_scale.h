// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <algorithm>

namespace mgx {

/// Maps times to pixels of one view: `from` lies at x = 0, `to` at x = width. Times are absolute (as in the snapshot); pixels
/// are offsets from the view's left edge, so that a float holds them whatever the epoch.
struct TimeScale
{
    TimeNs from = 0;
    TimeNs to = 1;
    double width = 1;

    [[nodiscard]] double nsPerPixel() const { return double(to - from) / std::max(1.0, width); }
    [[nodiscard]] double toX(TimeNs time) const { return double(time - from) / nsPerPixel(); }
    [[nodiscard]] TimeNs toTime(double x) const { return from + static_cast<TimeNs>(x * nsPerPixel()); }
};

} // namespace mgx
