// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <unordered_map>

namespace mgx {

/// Which rows of a run's log folder tell of the same thing as a sent row: sent row by row of the folder. The session; rounds of
/// one agent and number, in order; tool calls of one agent and tool within 0.1 s; logs of one name within 2 s. One to one.
[[nodiscard]] std::unordered_map<RowId, RowId> pairRows(const TraceSnapshot& local, RunId localRun, const TraceSnapshot& sent, RunId sentRun);

} // namespace mgx
