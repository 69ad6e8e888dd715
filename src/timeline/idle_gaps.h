// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/gap_map.h"
#include "timeline/lane_layout.h"

namespace mgx {

/// Stretches in which nothing is open in any lane of the layout, longer than 2 % of the trace. The coordination's spans do not count,
/// because its session is open all the time; its logs do. O(lanes × sub-rows), whatever the number of records.
[[nodiscard]] GapMap idleGaps(const TraceSnapshot& snapshot, const LaneLayout& layout);

} // namespace mgx
