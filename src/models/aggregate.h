// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "store/trace_snapshot.h"

#include <vector>

namespace mgx {

/// All spans of one name. Times in ns.
struct AggregateRow
{
    StringId name = 0;
    std::uint32_t count = 0;
    std::uint32_t errors = 0;
    TimeNs total = 0;
    TimeNs self = 0;
    TimeNs p50 = 0; ///< nearest rank
    TimeNs p95 = 0;
    TimeNs max = 0;
};

/// The spans of a snapshot by name, the longest total first. O(n log n); empty if cancelled.
[[nodiscard]] std::vector<AggregateRow> aggregateByName(const TraceSnapshot& snapshot, const CancelToken& cancel);

} // namespace mgx
