// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/change_factors.h"
#include "analysis/run_rounds.h"

#include <optional>

namespace mgx {

/// What a run would have cost: of each agent's money the part that is about a round or a model follows their factors. A model's part
/// is its part of the tokens (or of the time, where tokens were not recorded); what no round recorded belongs to those that
/// recorded nothing (votes that were ignored), by their time. Absent where no agent has a cost. O(n). Pure; any thread.
[[nodiscard]] std::optional<double> changedCost(const RunFacts& facts, const RunRounds& rounds, const ChangeFactors& factors);

} // namespace mgx
