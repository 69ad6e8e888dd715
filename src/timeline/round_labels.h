// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <QStringList>
#include <unordered_map>

namespace mgx {

/// What stands on the rounds of a run, by row, from long to short: "round_1 · vote agent2.1", "round_1 · vote", "round_1", "r1".
using RoundLabels = std::unordered_map<RowId, QStringList>;

/// O(rounds).
[[nodiscard]] RoundLabels roundLabels(const TraceSnapshot& snapshot);

} // namespace mgx
