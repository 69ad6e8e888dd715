// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/replay.h"

#include "analysis/agent_work.h"

#include <algorithm>

namespace mgx {

Replay::Replay(const RunRecord& record, const RunRounds& rounds, const ChangeFactors& factors)
    : m_record(record), m_facts(record.facts), m_rounds(rounds), m_factors(factors), m_before(m_facts, rounds),
      m_order(m_facts, rounds, factors.removed()), m_moved(m_facts), m_refusals(record.refusals), m_parts(rounds.rounds.size())
{
    for (const AgentWork& work : agentWork(record, rounds))
        m_isRecorded.push_back(work.isRecorded);
    collectParts();
    for (std::size_t place = 0; place < rounds.rounds.size(); ++place)
        play(place);
    writeRounds();
    dropRemoved();
    moveEnd();
}

void Replay::collectParts()
{
    for (ToolCallFact& call : m_moved.toolCalls)
        addPart(call.agent, m_factors.ofTool(call), &call.start, &call.end, false);
    for (ModelCallFact& call : m_moved.modelCalls)
        addPart(call.agent, m_factors.ofModel(call), &call.start, &call.end, false);
    for (AnswerFact& answer : m_moved.answers)
        addPart(answer.agent, 1, &answer.time, nullptr, true);
    for (VoteFact& vote : m_moved.votes)
        addPart(vote.agent, 1, &vote.time, nullptr, true);
    for (std::size_t agent = 0; agent < m_refusals.size(); ++agent) {
        for (TimeNs& time : m_refusals[agent])
            addPart(static_cast<int>(agent), 1, &time, nullptr, true);
    }
    for (std::vector<Part>& parts : m_parts)
        std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.item.start < b.item.start; });
}

/// What lies before the first round of its agent stays where it is.
void Replay::addPart(int agent, double factor, TimeNs* start, TimeNs* end, bool isMoment)
{
    if (!hasAgent(m_facts, agent) || !isKnownTime(*start))
        return;
    const auto& places = m_rounds.ofAgent[std::size_t(agent)];
    const auto after = std::upper_bound(places.begin(), places.end(), *start,
                                        [&](TimeNs time, std::size_t place) { return time < m_rounds.rounds[place].start; });
    if (after == places.begin())
        return;
    const RoundTimes& round = m_rounds.rounds[*(after - 1)];
    const bool hasEnd = end && isKnownTime(*end) && *end >= *start;
    const TimeNs until = hasEnd ? *end : isMoment ? *start : std::max(*start, round.end);
    const double whole = m_factors.ofRound(m_facts.rounds[std::size_t(round.round)]);
    m_parts[*(after - 1)].push_back({{*start, until, factor * whole, *start, until}, start, hasEnd ? end : nullptr});
}

void Replay::play(std::size_t place)
{
    const RoundTimes& round = m_rounds.rounds[place];
    std::vector<Part>& parts = m_parts[place];
    std::vector<RoundReplay::Item*> items;
    for (Part& part : parts) {
        if (part.item.start <= round.end)
            items.push_back(&part.item);
    }
    m_played.emplace_back(round.start, round.end, newStart(place), std::move(items), pauseFactor(round));
    for (Part& part : parts) {
        if (part.item.start > round.end)
            playAfter(place, part);
        *part.start = part.item.newStart;
        if (part.end)
            *part.end = part.item.newEnd;
    }
}

void Replay::playAfter(std::size_t place, Part& part) const
{
    part.item.newStart = m_played[place].end() + (part.item.start - m_rounds.rounds[place].end);
    part.item.newEnd = part.item.newStart + scaled(part.item.end - part.item.start, part.item.factor);
}

double Replay::pauseFactor(const RoundTimes& round)
{
    const double whole = m_factors.ofRound(m_facts.rounds[std::size_t(round.round)]);
    const double model = m_isRecorded[std::size_t(round.agent)] ? 1 : m_factors.ofModel(m_facts.agents[std::size_t(round.agent)].model);
    m_isEstimate = m_isEstimate || model != 1;
    return whole * model;
}

/// When all was there that a round waits for.
template <class EndOf, class TimeOf>
TimeNs Replay::baseOf(const RoundOrder& order, std::size_t place, EndOf endOf, TimeOf timeOf) const
{
    const RoundCause& cause = order.cause(place);
    TimeNs base = kNoTime;
    if (m_rounds.rounds[place].isClosing) {
        for (const int awaited : cause.awaited)
            base = std::max(base, endOf(std::size_t(awaited)));
    } else if (cause.answer >= 0) {
        base = timeOf(std::size_t(cause.answer));
    }
    const bool isFree = cause.previous < 0 || (base != kNoTime && (m_rounds.rounds[place].isClosing || order.cause(std::size_t(cause.previous)).isCut));
    if (!isFree)
        base = std::max(base, endOf(std::size_t(cause.previous)));
    return base == kNoTime ? m_rounds.start : base;
}

TimeNs Replay::newStart(std::size_t place) const
{
    const TimeNs before = baseOf(
        m_before, place, [&](std::size_t i) { return m_rounds.rounds[i].end; }, [&](std::size_t i) { return m_facts.answers[i].time; });
    const TimeNs now = baseOf(
        m_order, place, [&](std::size_t i) { return newEnd(i); }, [&](std::size_t i) { return m_moved.answers[i].time; });
    const TimeNs start = std::max(m_rounds.start, now + (m_rounds.rounds[place].start - before));
    const int previous = m_order.cause(place).previous;
    const bool isAfter = previous >= 0 && m_rounds.rounds[std::size_t(previous)].end <= m_rounds.rounds[place].start;
    return isAfter ? std::max(start, newEnd(std::size_t(previous))) : start;
}

/// A round that an answer cut short ends with that answer, however long it would have gone on.
TimeNs Replay::newEnd(std::size_t place) const
{
    if (place >= m_played.size())
        return m_rounds.rounds[place].end; // damage: it waits for a later one
    const RoundCause& cause = m_order.cause(place);
    if (!cause.isCut)
        return m_played[place].end();
    const TimeNs late = m_rounds.rounds[place].end - m_facts.answers[std::size_t(cause.cutBy)].time;
    return std::max(m_played[place].start(), m_moved.answers[std::size_t(cause.cutBy)].time + late);
}

void Replay::writeRounds()
{
    for (RoundFact& fact : m_moved.rounds)
        fact.start = kNoTime; // those that do not count
    for (std::size_t place = 0; place < m_rounds.rounds.size(); ++place) {
        RoundFact& fact = m_moved.rounds[std::size_t(m_rounds.rounds[place].round)];
        fact.start = m_played[place].start();
        fact.end = newEnd(place);
        if (!m_order.cause(place).isCut)
            continue;
        for (const Part& part : m_parts[place]) {
            *part.start = std::min(*part.start, fact.end);
            if (part.end)
                *part.end = std::min(*part.end, fact.end);
        }
    }
}

void Replay::dropRemoved()
{
    const auto drop = [&](auto& list, auto member) {
        for (auto& fact : list) {
            if (hasAgent(m_facts, fact.agent) && m_factors.isRemoved(fact.agent))
                fact.*member = kNoTime;
        }
    };
    drop(m_moved.rounds, &RoundFact::start);
    drop(m_moved.toolCalls, &ToolCallFact::start);
    drop(m_moved.modelCalls, &ModelCallFact::start);
    drop(m_moved.answers, &AnswerFact::time);
    drop(m_moved.votes, &VoteFact::time);
    for (std::size_t agent = 0; agent < m_refusals.size(); ++agent) {
        if (m_factors.isRemoved(static_cast<int>(agent)))
            m_refusals[agent].clear();
    }
}

/// What came after the last round still does.
void Replay::moveEnd()
{
    TimeNs last = m_rounds.start;
    TimeNs newLast = m_rounds.start;
    for (std::size_t place = 0; place < m_rounds.rounds.size(); ++place) {
        last = std::max(last, m_rounds.rounds[place].end);
        if (!m_factors.isRemoved(m_rounds.rounds[place].agent))
            newLast = std::max(newLast, newEnd(place));
    }
    m_moved.start = m_rounds.start;
    m_moved.end = newLast + (m_rounds.end - last);
    m_moved.state = RunState::Complete;
}

} // namespace mgx
