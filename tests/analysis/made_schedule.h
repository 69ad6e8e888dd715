// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"
#include "store/trace_snapshot.h"

#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace mgx {

/// One call in a made round. Durations in ns.
struct MadeCall
{
    enum class Kind { Model, Failed, Tool };

    Kind kind = Kind::Model;
    std::string name;
    TimeNs pause = 0; ///< before it
    TimeNs duration = 0;
    bool isBeside = false; ///< begins with the call before it, not after it
};

struct MadeRound
{
    int agent = 0;
    std::string type;
    std::string outcome;
    std::vector<MadeCall> calls;
    TimeNs tail = 0;       ///< after the last call
    TimeNs sayBefore = 2'000'000; ///< its answer or vote lies this long before its end
    TimeNs pause = 0;      ///< between what it waited for and its start
    int previous = -1;     ///< rounds by index; -1 = none
    int trigger = -1;      ///< the round whose answer it also waits for
    int cutBy = -1;        ///< the round whose answer ended it
    TimeNs cutLate = 0;    ///< how long after that answer
    TimeNs cutLength = 0;  ///< of a round that was cut by somebody who is not there any more: how long it was; 0 = as long as its calls
    std::vector<int> awaited; ///< of a presentation
    // laid out:
    TimeNs start = 0;
    TimeNs end = 0;
    std::vector<std::pair<TimeNs, TimeNs>> callTimes;

    [[nodiscard]] TimeNs said() const { return end - sayBefore; }
};

/// A run whose schedule is known, made as MassGen makes one: everybody answers, votes; an answer restarts those who have voted and
/// makes the votes of rounds under way void, or cuts those rounds; when all have voted the winner presents, sometimes twice.
class MadeSchedule
{
public:
    MadeSchedule(unsigned seed, int agents);

    /// Lays the rounds out anew after their durations were changed.
    void lay();
    /// Without an agent: its rounds are gone, nothing waits for them.
    [[nodiscard]] MadeSchedule without(int agent) const;

    [[nodiscard]] std::shared_ptr<const TraceSnapshot> snapshot() const;
    [[nodiscard]] TimeNs end() const { return m_end; }
    /// What the agent did, from the schedule alone.
    [[nodiscard]] std::array<TimeNs, kTimeKindCount> timesOf(int agent) const;

    std::vector<MadeRound> rounds; ///< by start
    int agents = 0;
    int removed = -1;
    TimeNs tail = 0;

private:
    struct State
    {
        int round = -1;   ///< under way
        bool hasVoted = false;
        int answers = 0;  ///< it may still give
    };

    TimeNs between(int fromMs, int toMs);
    bool chance(double share) { return std::uniform_real_distribution<double>(0, 1)(m_random) < share; }
    int begin(int agent, TimeNs start, int previous, const std::string& type);
    void fill(MadeRound& round);
    void run();
    void endRound(int agent);
    void answerCame(int from, TimeNs time);
    void present();
    void sortByStart();
    void findTriggers();
    [[nodiscard]] int lastAnswer(int agent, TimeNs after, TimeNs until) const;

    std::mt19937 m_random;
    std::vector<State> m_states;
    TimeNs m_end = 0;
};

} // namespace mgx
