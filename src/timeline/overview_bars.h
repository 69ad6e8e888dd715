// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "store/trace_snapshot.h"

#include <vector>

namespace mgx {

/// One bar of the histogram over a whole trace.
struct OverviewBar
{
    std::uint32_t records = 0; ///< spans at work in it, and logs
    std::uint32_t errors = 0;  ///< logs, and spans that ended in it

    bool operator==(const OverviewBar&) const = default;
};

/// The trace in `count` bars of equal time. Sessions span everything and say nothing: spans of coordination lanes are left out unless
/// they failed. O(records + bars); empty if cancelled.
[[nodiscard]] std::vector<OverviewBar> overviewBars(const TraceSnapshot& snapshot, std::size_t count, const CancelToken& cancel);

} // namespace mgx
