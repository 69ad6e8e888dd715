// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"

#include <string>
#include <vector>

namespace mgx {

/// One link of the chain that set how long the run took: while it went on nothing else could have ended the run sooner.
struct PathStep
{
    enum class Kind : std::uint8_t {
        StartUp,      ///< before the first round
        Round,        ///< a round that the next link had to wait for
        Gap,          ///< nobody is in a round: MassGen hands over
        Presentation, ///< the winner presents
        ShutDown,     ///< after the last round
    };

    Kind kind = Kind::Round;
    TimeNs start = 0;
    TimeNs end = 0;
    int agent = -1;     ///< index into RunFacts::agents; -1 = nobody
    int round = -1;     ///< index into RunFacts::rounds; -1 = none
    RowId row = kNoRow; ///< what to show for it
    std::array<TimeNs, kTimeKindCount> by{}; ///< what its agent did meanwhile, by TimeKind
    std::string reason; ///< why the next link had to wait for this one: "the last vote", "agent2.1 restarted it", …
};

/// Steps by time, without gaps or overlaps: their durations sum to the run's wall time.
struct CriticalPath
{
    std::vector<PathStep> steps;

    [[nodiscard]] TimeNs length() const { return steps.empty() ? 0 : steps.back().end - steps.front().start; }
};

/// Walks back from the end of the run: from what ended last to what let it begin. O(rounds log rounds). Pure; any thread.
[[nodiscard]] CriticalPath criticalPath(const TraceSnapshot& snapshot, RunId run, const RunTime& time);

} // namespace mgx
