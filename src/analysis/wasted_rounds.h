// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/repeated_work.h"

namespace mgx {

/// Rounds whose result nobody used: answers that were replaced unseen, votes that were ignored or changed, attempts that failed and
/// rounds that a restart ended. A group for each kind and agent. Time and tokens are those of the rounds. Pure; any thread.
[[nodiscard]] std::vector<RepeatedGroup> wastedRounds(const TraceSnapshot& snapshot, const RunFacts& facts);

} // namespace mgx
