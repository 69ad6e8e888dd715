// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/round_order.h"

#include <string>

namespace mgx {

// Why a link of the critical path held up the next one, as one sentence. Places are those of RunRounds::rounds; -1 = the run ends.

[[nodiscard]] std::string roundReason(const RunFacts& facts, const RoundOrder& order, int place, int next);
[[nodiscard]] std::string gapReason(const RunFacts& facts, const RoundOrder& order, int next);
[[nodiscard]] std::string startUpReason(const RunFacts& facts, const RoundOrder& order, int first);
[[nodiscard]] std::string shutDownReason();

} // namespace mgx
