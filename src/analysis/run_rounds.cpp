// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/run_rounds.h"

#include <algorithm>

namespace mgx {

namespace {

/// The earliest and the latest of some times; both kNoTime while there are none.
struct Bounds
{
    TimeNs first = kNoTime;
    TimeNs last = kNoTime;

    void add(TimeNs time)
    {
        if (!isKnownTime(time))
            return;
        first = first == kNoTime ? time : std::min(first, time);
        last = std::max(last, time);
    }
};

bool isClosing(const RoundFact& round)
{
    return round.type == "presentation" || round.type == "post_evaluation" || round.outcome == "presentation";
}

bool hasTimes(const RunFacts& facts, const RoundFact& round)
{
    return hasAgent(facts, round.agent) && isKnownTime(round.start) && (!isKnownTime(round.end) || round.end >= round.start);
}

/// All times that the facts hold besides those of the run itself.
Bounds boundsOfParts(const RunFacts& facts)
{
    Bounds bounds;
    const auto addSpans = [&](const auto& list) {
        for (const auto& fact : list) {
            if (hasAgent(facts, fact.agent)) {
                bounds.add(fact.start);
                bounds.add(isKnownTime(fact.start) && fact.end < fact.start ? fact.start : fact.end);
            }
        }
    };
    addSpans(facts.rounds);
    addSpans(facts.toolCalls);
    addSpans(facts.modelCalls);
    for (const AnswerFact& answer : facts.answers)
        bounds.add(answer.time);
    for (const VoteFact& vote : facts.votes)
        bounds.add(vote.time);
    return bounds;
}

void setBounds(const RunRecord& record, RunRounds& out)
{
    const RunFacts& facts = record.facts;
    const bool isWhole = isKnownTime(facts.start) && isKnownTime(facts.end) && facts.start <= facts.end;
    const Bounds parts = isWhole ? Bounds{facts.start, facts.end} : boundsOfParts(facts);
    const TimeNs start = isKnownTime(facts.start) ? facts.start : parts.first;
    if (start == kNoTime)
        return;
    TimeNs end = isKnownTime(facts.end) && facts.end >= start ? facts.end : std::max(start, parts.last);
    if (facts.state == RunState::Running && isKnownTime(record.lastTime))
        end = std::max(end, record.lastTime);
    out.start = start;
    out.end = end;
    for (const RoundFact& round : facts.rounds) {
        const TimeNs roundEnd = isKnownTime(round.end) ? round.end : round.start;
        if (hasTimes(facts, round) && round.start <= end && roundEnd >= start) {
            out.start = std::min(out.start, round.start);
            out.end = std::max(out.end, roundEnd);
        }
    }
}

void addRounds(const RunFacts& facts, RunRounds& out)
{
    for (std::size_t i = 0; i < facts.rounds.size(); ++i) {
        const RoundFact& fact = facts.rounds[i];
        if (!hasTimes(facts, fact) || fact.start > out.end || (isKnownTime(fact.end) && fact.end < out.start))
            continue;
        RoundTimes round;
        round.round = static_cast<int>(i);
        round.agent = fact.agent;
        round.isOpen = !isKnownTime(fact.end);
        round.start = std::max(fact.start, out.start);
        round.end = round.isOpen ? out.end : std::min(fact.end, out.end);
        round.isClosing = isClosing(fact);
        round.isThrownAway = fact.outcome == "restarted" || fact.outcome == "vote_ignored";
        out.rounds.push_back(round);
    }
    std::stable_sort(out.rounds.begin(), out.rounds.end(), [](const RoundTimes& a, const RoundTimes& b) { return a.start < b.start; });
    out.ofAgent.resize(facts.agents.size());
    for (std::size_t i = 0; i < out.rounds.size(); ++i)
        out.ofAgent[std::size_t(out.rounds[i].agent)].push_back(i);
}

void endOpenRounds(RunRounds& out)
{
    for (const auto& places : out.ofAgent) {
        for (std::size_t i = 0; i + 1 < places.size(); ++i) {
            if (out.rounds[places[i]].isOpen)
                out.rounds[places[i]].end = out.rounds[places[i + 1]].start;
        }
    }
}

/// Old versions write no end of a second presentation: it lasts until its final answer.
void endWithFinalAnswers(const RunRecord& record, RunRounds& out)
{
    for (std::size_t agent = 0; agent < record.finalAnswers.size(); ++agent) {
        const auto& places = out.ofAgent[agent];
        if (places.empty() || !out.rounds[places.back()].isClosing)
            continue;
        TimeNs& end = out.rounds[places.back()].end;
        end = std::max(end, std::min(record.finalAnswers[agent], out.end));
    }
}

/// What was sent says "vote" for every vote, also for one that MassGen ignored because a newer answer was there. Those are the
/// rounds without a vote that counts: a vote belongs to the round in which it was cast.
void findIgnoredVotes(const RunFacts& facts, RunRounds& out)
{
    std::vector<bool> hasVote(out.rounds.size());
    std::vector<bool> isKnown(facts.agents.size(), !facts.votes.empty());
    for (const VoteFact& vote : facts.votes) {
        if (!hasAgent(facts, vote.agent))
            continue;
        if (!isKnownTime(vote.time)) {
            isKnown[std::size_t(vote.agent)] = false;
            continue;
        }
        const auto& places = out.ofAgent[std::size_t(vote.agent)];
        const auto after = std::upper_bound(places.begin(), places.end(), vote.time,
                                            [&](TimeNs time, std::size_t place) { return time < out.rounds[place].start; });
        if (after != places.begin())
            hasVote[*(after - 1)] = true;
    }
    for (std::size_t i = 0; i < out.rounds.size(); ++i) {
        RoundTimes& round = out.rounds[i];
        if (facts.rounds[std::size_t(round.round)].outcome == "vote" && isKnown[std::size_t(round.agent)] && !hasVote[i])
            round.isThrownAway = true;
    }
}

} // namespace

RunRounds runRounds(const RunRecord& record)
{
    RunRounds out;
    setBounds(record, out);
    addRounds(record.facts, out);
    endOpenRounds(out);
    endWithFinalAnswers(record, out);
    findIgnoredVotes(record.facts, out);
    return out;
}

} // namespace mgx
