// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/round_order.h"

#include <algorithm>

namespace mgx {

namespace {

/// MassGen looks for a restart between two pieces of a stream: this soon after the answer it has noticed.
constexpr TimeNs kPrompt = kNsPerSecond / 2;
/// Where two sources were joined a round may seem to end a little after what followed it began.
constexpr TimeNs kSkew = kNsPerSecond / 10;

} // namespace

RoundOrder::RoundOrder(const RunFacts& facts, const RunRounds& rounds, std::vector<bool> leftOut)
    : m_facts(facts), m_rounds(rounds), m_leftOut(std::move(leftOut)), m_causes(rounds.rounds.size()), m_roundOfAnswer(facts.answers.size(), -1)
{
    placeAnswers();
    for (const auto& places : rounds.ofAgent)
        findCauses(places);
    findClosings();
}

void RoundOrder::placeAnswers()
{
    for (std::size_t i = 0; i < m_facts.answers.size(); ++i) {
        const AnswerFact& answer = m_facts.answers[i];
        if (!hasAgent(m_facts, answer.agent) || isLeftOut(answer.agent) || !isKnownTime(answer.time))
            continue;
        m_answers.push_back(static_cast<int>(i));
        const auto& places = m_rounds.ofAgent[std::size_t(answer.agent)];
        const auto after = std::upper_bound(places.begin(), places.end(), answer.time,
                                            [&](TimeNs time, std::size_t place) { return time < m_rounds.rounds[place].start; });
        if (after != places.begin())
            m_roundOfAnswer[i] = static_cast<int>(*(after - 1));
    }
    const auto answerAt = [&](std::size_t i) -> const AnswerFact& { return m_facts.answers[std::size_t(m_answers[i])]; };
    std::stable_sort(m_answers.begin(), m_answers.end(),
                     [&](int a, int b) { return m_facts.answers[std::size_t(a)].time < m_facts.answers[std::size_t(b)].time; });
    for (std::size_t i = 0; i < m_answers.size(); ++i)
        m_otherBefore.push_back(i == 0 ? -1 : answerAt(i).agent != answerAt(i - 1).agent ? static_cast<int>(i - 1) : m_otherBefore[i - 1]);
}

int RoundOrder::lastAnswer(int agent, TimeNs after, TimeNs until) const
{
    const auto end = std::upper_bound(m_answers.begin(), m_answers.end(), until,
                                      [&](TimeNs time, int answer) { return time < m_facts.answers[std::size_t(answer)].time; });
    if (end == m_answers.begin())
        return -1;
    auto place = static_cast<int>(end - m_answers.begin()) - 1;
    if (m_facts.answers[std::size_t(m_answers[std::size_t(place)])].agent == agent)
        place = m_otherBefore[std::size_t(place)];
    if (place < 0)
        return -1;
    const int answer = m_answers[std::size_t(place)];
    return m_facts.answers[std::size_t(answer)].time > after ? answer : -1;
}

void RoundOrder::findCauses(const std::vector<std::size_t>& places)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        const RoundTimes& round = m_rounds.rounds[places[i]];
        RoundCause& cause = m_causes[places[i]];
        if (!round.isClosing && m_facts.rounds[std::size_t(round.round)].outcome == "restarted") {
            cause.cutBy = lastAnswer(round.agent, round.start, round.end);
            cause.isCut = cause.cutBy >= 0 && round.end - m_facts.answers[std::size_t(cause.cutBy)].time <= kPrompt;
        }
        if (i == 0)
            continue;
        cause.previous = static_cast<int>(places[i - 1]);
        if (round.isClosing)
            continue;
        cause.answer = lastAnswer(round.agent, m_rounds.rounds[places[i - 1]].start, round.start);
        if (cause.answer >= 0)
            cause.answerRound = m_roundOfAnswer[std::size_t(cause.answer)];
    }
}

void RoundOrder::findClosings()
{
    std::vector<std::size_t> byEnd; // work rounds
    int last = -1;
    for (std::size_t i = 0; i < m_rounds.rounds.size(); ++i) {
        if (!m_rounds.rounds[i].isClosing && !isLeftOut(m_rounds.rounds[i].agent))
            byEnd.push_back(i);
    }
    std::stable_sort(byEnd.begin(), byEnd.end(), [&](std::size_t a, std::size_t b) { return m_rounds.rounds[a].end < m_rounds.rounds[b].end; });
    for (std::size_t i = 0; i < m_rounds.rounds.size(); ++i) {
        if (!m_rounds.rounds[i].isClosing || isLeftOut(m_rounds.rounds[i].agent))
            continue;
        if (last < 0)
            findAwaited(i, byEnd);
        else
            m_causes[i].awaited = {last};
        last = static_cast<int>(i);
    }
}

void RoundOrder::findAwaited(std::size_t place, const std::vector<std::size_t>& byEnd)
{
    const TimeNs start = m_rounds.rounds[place].start;
    std::vector<bool> isSeen(m_facts.agents.size());
    auto end = std::upper_bound(byEnd.begin(), byEnd.end(), start + kSkew, [&](TimeNs t, std::size_t r) { return t < m_rounds.rounds[r].end; });
    while (end != byEnd.begin()) {
        const RoundTimes& round = m_rounds.rounds[*--end];
        if (round.start >= start || isSeen[std::size_t(round.agent)])
            continue;
        isSeen[std::size_t(round.agent)] = true;
        m_causes[place].awaited.push_back(static_cast<int>(*end)); // the last to end comes first
    }
}

int RoundOrder::waitedFor(std::size_t place) const
{
    const RoundCause& cause = m_causes[place];
    const auto isBefore = [&](int other) { return other >= 0 && std::size_t(other) < place; };
    if (m_rounds.rounds[place].isClosing)
        return !cause.awaited.empty() && isBefore(cause.awaited[0]) ? cause.awaited[0] : cause.previous;
    if (!isBefore(cause.answerRound) || cause.previous < 0)
        return cause.previous;
    const std::size_t previous = std::size_t(cause.previous);
    const bool isAnswerLater = m_facts.answers[std::size_t(cause.answer)].time > m_rounds.rounds[previous].end;
    return isAnswerLater || m_causes[previous].isCut ? cause.answerRound : cause.previous;
}

} // namespace mgx
