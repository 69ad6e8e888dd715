// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <vector>

namespace mgx {

/// For each lane the number of its colour: the place of its agent in the agent list of its run, for services one after
/// another, -1 for coordination. An agent that the list does not name comes after it. O(lanes × agents).
[[nodiscard]] std::vector<int> agentOfLanes(const TraceSnapshot& snapshot);

} // namespace mgx
