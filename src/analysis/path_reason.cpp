// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/path_reason.h"

namespace mgx {

namespace {

/// The facts and the order of one run, with words for its parts.
class Words
{
public:
    Words(const RunFacts& facts, const RoundOrder& order) : m_facts(facts), m_order(order) {}

    const RoundTimes& times(int place) const { return m_order.rounds().rounds[std::size_t(place)]; }
    const RoundFact& fact(int place) const { return m_facts.rounds[std::size_t(times(place).round)]; }
    const std::string& agentOf(int place) const { return m_facts.agents[std::size_t(times(place).agent)].id; }

    std::string answer(int index) const
    {
        const AnswerFact& answer = m_facts.answers[std::size_t(index)];
        return answer.label.empty() ? "an answer of " + m_facts.agents[std::size_t(answer.agent)].id : answer.label;
    }

    /// "agent1.2", or a word for it where it has no label.
    std::string answerGivenIn(int place) const
    {
        return fact(place).answerLabel.empty() ? "its answer" : fact(place).answerLabel;
    }

    std::string beforePresentation(int place) const
    {
        const std::string& outcome = fact(place).outcome;
        const std::string& agent = agentOf(place);
        if (outcome == "vote")
            return "the last vote: the presentation waited for " + agent;
        if (outcome == "answer")
            return "the last answer: the presentation waited for " + agent;
        if (outcome == "error")
            return agent + " failed and never voted; the presentation waited for it";
        if (outcome == "timeout")
            return agent + " ran out of time; the presentation waited for it";
        return "the last round to end: the presentation waited for " + agent;
    }

    std::string beforeOwnNext(int place, int next) const
    {
        const std::string& outcome = fact(place).outcome;
        const int newer = m_order.cause(std::size_t(next)).answer;
        const std::string why = newer < 0 ? std::string() : answer(newer) + " had come meanwhile";
        if (outcome == "answer")
            return "gave " + answerGivenIn(place) + ", then it had to vote";
        if (outcome == "restarted")
            return why.empty() ? "was restarted; its work was thrown away" : "was restarted, as " + why + "; its work was thrown away";
        if (times(place).isThrownAway)
            return why.empty() ? "its vote did not count, it had to vote again" : "its vote did not count, as " + why;
        if (outcome == "error")
            return "failed; " + agentOf(place) + " tried again";
        return agentOf(place) + "'s next round had to wait for it";
    }

    std::string last(int place) const
    {
        if (times(place).isOpen)
            return "was still at work when the run ended";
        const std::string& outcome = fact(place).outcome;
        if (times(place).isClosing)
            return outcome == "restarted" ? "the presentation was cut off" : fact(place).type == "post_evaluation" ? "the check of the final answer" : "the final answer";
        if (outcome == "timeout")
            return agentOf(place) + " ran out of time";
        return "the last round to end; nobody presented";
    }

private:
    const RunFacts& m_facts;
    const RoundOrder& m_order;
};

} // namespace

std::string roundReason(const RunFacts& facts, const RoundOrder& order, int place, int next)
{
    const Words words(facts, order);
    if (next < 0)
        return words.last(place);
    if (words.times(place).isClosing) {
        if (words.fact(place).outcome == "restarted")
            return "the presentation began again: this one was thrown away";
        return words.fact(next).type == "post_evaluation" ? "the final answer, before it was checked" : "presented, and then had to present again";
    }
    if (words.times(next).isClosing)
        return words.beforePresentation(place);
    if (words.times(next).agent == words.times(place).agent)
        return words.beforeOwnNext(place, next);
    return words.answer(order.cause(std::size_t(next)).answer) + " made " + words.agentOf(next) + " begin anew";
}

std::string gapReason(const RunFacts& facts, const RoundOrder& order, int next)
{
    return "MassGen hands over to " + Words(facts, order).agentOf(next);
}

std::string startUpReason(const RunFacts& facts, const RoundOrder& order, int first)
{
    return first < 0 ? "no round was recorded" : "before the first round of " + Words(facts, order).agentOf(first);
}

std::string shutDownReason()
{
    return "after the last round";
}

} // namespace mgx
