// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

namespace mgx {

/// Where the time of a span went: what its children cover, each moment counted once for the first kind that is busy then
/// (tools before model calls before anything else), and the rest of it. In ns; the parts add up to the duration.
struct TimeShares
{
    TimeNs tools = 0;
    TimeNs models = 0;
    TimeNs others = 0;
    TimeNs self = 0;
};

/// Looks at the children of the row, O(c log c).
[[nodiscard]] TimeShares timeShares(const TraceSnapshot& snapshot, RowId row);

} // namespace mgx
