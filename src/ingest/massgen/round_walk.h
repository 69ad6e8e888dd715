// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_model.h"

#include <vector>

namespace mgx {

/// The rounds that the moments of a run tell of, for every generation: a round begins when its agent streams and ends with
/// the agent's answer, vote or failure, or when the agent begins again. A round that is still open has no end.
[[nodiscard]] std::vector<RunRound> walkRounds(const std::vector<CoordinationEvent>& moments);

} // namespace mgx
