// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshot_builder.h"

#include <cstdint>
#include <map>
#include <memory>

namespace mgx {

/// A made run of MassGen whose true parents are known: agents with rounds (some restarted in place, so that two share a number),
/// model calls, tool calls in their wrappers, answers and votes.
struct MadeCoordination
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    std::map<RowId, RowId> trueParents; ///< of rows whose recorded parent is wrong
};

/// `wrongShare` of the model calls, tool calls and logs get a wrong parent: mostly the session, also rounds of other agents, other
/// rounds of the same agent, one that is missing, or none.
[[nodiscard]] MadeCoordination makeCoordination(std::uint32_t seed, int agents, int rounds, double wrongShare);

} // namespace mgx
