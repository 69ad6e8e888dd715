// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/run_rounds.h"

#include <vector>

namespace mgx {

/// What had to be there before a round could begin, and what ended it.
struct RoundCause
{
    int previous = -1;       ///< place of the agent's round before; -1 = none
    int answer = -1;         ///< index into RunFacts::answers: another agent's that came since that round began; -1 = none
    int answerRound = -1;    ///< place of the round that gave it; -1 = not known
    bool isCut = false;      ///< the answer `cutBy` ended this round at once
    int cutBy = -1;          ///< index into RunFacts::answers; also set where the restart came late
    std::vector<int> awaited; ///< of a closing round: places of the rounds that had to end first, at most one of each agent
};

/// The order of a run: which round had to wait for which.
///
/// An agent's rounds follow each other. An answer of another agent lets those who voted begin anew, and cuts a round short where
/// MassGen restarts it in place (then the round that follows begins because of the answer, not because its work was done). The
/// first closing round begins when the last round of every agent has ended, each further one after the one before.
class RoundOrder
{
public:
    /// O(n log n). Pure; any thread. Both must outlive it.
    /// `leftOut`: by agent, nothing waits for these; empty = for nobody.
    RoundOrder(const RunFacts& facts, const RunRounds& rounds, std::vector<bool> leftOut = {});

    [[nodiscard]] const RunRounds& rounds() const { return m_rounds; }
    /// By place in RunRounds::rounds.
    [[nodiscard]] const RoundCause& cause(std::size_t place) const { return m_causes[place]; }
    /// Place of the round that had to end last before this one could begin; -1 = none, it began with the run.
    [[nodiscard]] int waitedFor(std::size_t place) const;
    /// Place of the round that gave an answer; -1 = not known.
    [[nodiscard]] int roundOf(int answer) const { return m_roundOfAnswer[std::size_t(answer)]; }

private:
    [[nodiscard]] bool isLeftOut(int agent) const { return !m_leftOut.empty() && m_leftOut[std::size_t(agent)]; }
    void placeAnswers();
    void findCauses(const std::vector<std::size_t>& places);
    void findAwaited(std::size_t place, const std::vector<std::size_t>& byEnd);
    void findClosings();
    [[nodiscard]] int lastAnswer(int agent, TimeNs after, TimeNs until) const;

    const RunFacts& m_facts;
    const RunRounds& m_rounds;
    std::vector<bool> m_leftOut;
    std::vector<RoundCause> m_causes;
    std::vector<int> m_roundOfAnswer; ///< by index of the answer
    std::vector<int> m_answers;       ///< indices of those with a time and an agent, by time
    std::vector<int> m_otherBefore;   ///< place in m_answers of the last one before that is another agent's; -1 = none
};

} // namespace mgx
