// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace mgx {

/// A round or presentation of an agent, as a span of its own.
struct AgentRound
{
    RowId row = kNoRow;
    TimeNs start = 0;
    TimeNs end = 0;       ///< the last time there is for one that never ended
    TimeNs endBefore = 0; ///< the latest end of this and all earlier rounds
    int number = -1;      ///< MassGen's round number
    bool isPresentation = false;
};

/// Whether a row is the span of a round or presentation of its agent; its number, -1 if it has none.
[[nodiscard]] std::optional<AgentRound> roundOf(const TraceSnapshot& snapshot, RowId row);

/// The rounds of every agent of every run, by start. One pass over the rows.
class AgentRounds
{
public:
    explicit AgentRounds(const TraceSnapshot& snapshot);

    /// Rounds of the agent whose lane this is; empty if there are none.
    [[nodiscard]] const std::vector<AgentRound>& ofLane(LaneId lane) const;

    /// The round of that list in which `time` lies: the latest to begin, one with `number` (if given) before others. Null if none.
    [[nodiscard]] static const AgentRound* at(const std::vector<AgentRound>& rounds, TimeNs time, std::optional<int> number);
    /// The only round of that number that begins or ends within two seconds of `time`; null if there is none or several.
    [[nodiscard]] static const AgentRound* near(const std::vector<AgentRound>& rounds, TimeNs time, int number);

private:
    std::unordered_map<LaneId, std::vector<AgentRound>> m_rounds;
};

} // namespace mgx
