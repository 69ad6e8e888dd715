// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"
#include "analysis/run_rounds.h"

#include <vector>

namespace mgx {

/// Says what an agent waits for outside its rounds, and who ended the wait: another agent's answer, its vote or last round, its
/// presentation. Made once for a run, O(n log n); a question costs O(log n + what it returns).
class AgentWaits
{
public:
    AgentWaits(const RunFacts& facts, const RunRounds& rounds);

    struct Gap
    {
        TimeNs start = 0;
        TimeNs end = 0;
        const RoundTimes* next = nullptr; ///< the agent's round that ends it; null = the run ends
        bool isFirst = false;             ///< the agent has not begun yet
    };
    /// Appends the waits that fill the gap, by time.
    void explain(int agent, const Gap& gap, std::vector<TimeSlice>& out) const;

private:
    struct Moment
    {
        TimeNs time = 0;
        TimeNs since = 0; ///< start of what ended then
        int agent = -1;
    };

    [[nodiscard]] TimeSlice untilWork(int agent, TimeNs from, TimeNs to) const;
    [[nodiscard]] TimeSlice untilLastRound(int agent, TimeNs from, TimeNs to) const;
    /// Whose the last moment in (from, to] is that is not the agent's; -1 = there is none.
    [[nodiscard]] static int lastOther(const std::vector<Moment>& moments, int agent, TimeNs from, TimeNs to);
    void throughClosing(int agent, TimeNs from, TimeNs to, std::vector<TimeSlice>& out) const;

    TimeNs m_firstStart = 0;             ///< of any round
    TimeNs m_workEnd = 0;                ///< when the last round ended that is not a closing one
    std::vector<Moment> m_answers;       ///< by time
    std::vector<Moment> m_workEnds;      ///< by time; of those at one time the longest round last
    std::vector<RoundTimes> m_closings;  ///< by start
};

} // namespace mgx
