// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_facts.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// How an agent of a running run is doing.
struct MonitoredAgent
{
    std::string id;
    std::string status; ///< MassGen's word: waiting, answered, voted, restarting, error, timeout; "presenting" for the winner
    std::vector<std::string> answers; ///< labels, oldest first
    int votes = 0;       ///< accepted ones that it gave
    std::string votedFor; ///< label
    int toolCalls = 0;
    std::int64_t tokens = 0;
    double costUsd = 0;
    std::string activity; ///< what it did last
    TimeNs activityTime = kNoTime;
    std::string error;
};

/// How a run is going: what `status.json` says and, since that is silent for seconds and during the presentation, what the events
/// and the spans say.
struct RunMonitor
{
    std::string unit;  ///< folder of the attempt; empty = there is none yet
    std::string phase; ///< starting, initial_answer, enforcement, presentation, done
    int completionPercent = 0;
    TimeNs start = kNoTime;
    TimeNs updated = kNoTime; ///< newest time that any source tells of
    std::vector<MonitoredAgent> agents;
    int answers = 0;
    int votes = 0;
    std::int64_t tokens = 0;
    double costUsd = 0;
    std::string winner;
    std::string finalAnswer;
    std::uint64_t records = 0;
    RunState state = RunState::Running;
};

/// Reads the status file of the attempt anew and puts it together with its facts. A damaged or missing file leaves out what it tells.
[[nodiscard]] RunMonitor readMonitor(const std::string& unit, const RunFacts& facts);

/// When something is wrong with a run that is going on.
struct AlarmRules
{
    TimeNs quietAgent = 180 * kNsPerSecond; ///< an agent that shows nothing
    TimeNs quietRun = 90 * kNsPerSecond;    ///< nothing at all
    double budgetUsd = 0;                   ///< 0 = none
    int repeatedErrors = 3;
};
[[nodiscard]] std::vector<std::string> alarmsOf(const RunMonitor& monitor, TimeNs now, const AlarmRules& rules);

/// A guess with its bounds, from how much of the answers and votes is there. Nothing while too little is known (below a quarter).
struct Projection
{
    double low = 0;
    double high = 0;
};
[[nodiscard]] std::optional<Projection> projected(double soFar, int completionPercent);

} // namespace mgx
