// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/made_schedule.h"

#include "analysis/made_facts.h"

#include <algorithm>
#include <numeric>

namespace mgx {

namespace {

constexpr TimeNs kMs = MadeFacts::kMs;

std::string labelOf(int agent)
{
    return "agent" + std::to_string(agent + 1);
}

/// Where the calls of a round lie that begins at `start`, and where it would end.
TimeNs layCalls(MadeRound& round)
{
    TimeNs groupStart = round.start;
    TimeNs groupEnd = round.start;
    round.callTimes.clear();
    for (const MadeCall& call : round.calls) {
        groupStart = call.isBeside ? groupStart : groupEnd;
        const TimeNs start = groupStart + call.pause;
        round.callTimes.emplace_back(start, start + call.duration);
        groupEnd = std::max(groupEnd, start + call.duration);
    }
    return groupEnd + round.tail;
}

} // namespace

MadeSchedule::MadeSchedule(unsigned seed, int count) : agents(count), m_random(seed), m_states(std::size_t(count))
{
    run();
    present();
    sortByStart();
    findTriggers();
    tail = between(1, 50);
    lay();
}

/// An even number of ns, so that it can be halved; hardly ever the same twice.
TimeNs MadeSchedule::between(int fromMs, int toMs)
{
    return std::uniform_int_distribution<TimeNs>(fromMs * kMs / 2, toMs * kMs / 2)(m_random) * 2;
}

int MadeSchedule::begin(int agent, TimeNs start, int previous, const std::string& type)
{
    MadeRound round;
    round.agent = agent;
    round.type = type;
    round.start = start;
    round.previous = previous;
    fill(round);
    round.end = layCalls(round);
    rounds.push_back(std::move(round));
    return static_cast<int>(rounds.size() - 1);
}

void MadeSchedule::fill(MadeRound& round)
{
    static const std::array<std::string, 3> kTools = {"search", "read_file", "execute"};
    round.tail = between(6, 20);
    for (int i = 0, n = 1 + int(m_random() % 6); i < n; ++i) {
        MadeCall call;
        call.pause = between(2, 30);
        if (chance(0.5)) {
            call.kind = chance(0.2) && i + 1 < n ? MadeCall::Kind::Failed : MadeCall::Kind::Model;
            call.name = round.agent % 2 ? "gpt" : "claude";
            call.duration = between(100, 900);
        } else {
            call.kind = MadeCall::Kind::Tool;
            call.name = kTools[m_random() % kTools.size()];
            call.duration = between(40, 600);
            if (i > 0 && round.calls.back().kind == MadeCall::Kind::Tool && chance(0.5)) {
                call.isBeside = true;
                call.pause = 34 * kMs; // after the one before it has begun, before any call can be over
            }
        }
        round.calls.push_back(call);
    }
}

/// The agent whose round ends first acts, until all have voted.
void MadeSchedule::run()
{
    for (int agent = 0; agent < agents; ++agent) {
        m_states[std::size_t(agent)].answers = 1 + int(m_random() % 3);
        m_states[std::size_t(agent)].round = begin(agent, between(10, 60) + agent * 2 * kMs, -1, "initial_answer");
    }
    while (true) {
        int next = -1;
        for (int agent = 0; agent < agents; ++agent) {
            const State& state = m_states[std::size_t(agent)];
            if (!state.hasVoted && (next < 0 || rounds[std::size_t(state.round)].end < rounds[std::size_t(m_states[std::size_t(next)].round)].end))
                next = agent;
        }
        if (next < 0)
            return;
        endRound(next);
    }
}

void MadeSchedule::endRound(int agent)
{
    State& state = m_states[std::size_t(agent)];
    const int place = state.round;
    const TimeNs end = rounds[std::size_t(place)].end;
    const bool isInitial = rounds[std::size_t(place)].type == "initial_answer";
    const int newer = lastAnswer(agent, rounds[std::size_t(place)].start, end);
    if (isInitial || (state.answers > 0 && chance(0.4))) {
        --state.answers;
        rounds[std::size_t(place)].outcome = "answer";
        answerCame(agent, rounds[std::size_t(place)].said());
    } else if (newer >= 0) {
        const bool isOld = end - rounds[std::size_t(newer)].said() > 600 * kMs;
        rounds[std::size_t(place)].outcome = isOld && chance(0.5) ? "restarted" : "vote_ignored";
    } else {
        rounds[std::size_t(place)].outcome = "vote";
        state.hasVoted = true;
        return;
    }
    m_states[std::size_t(agent)].round = begin(agent, end + between(2, 8), place, "voting");
}

void MadeSchedule::answerCame(int from, TimeNs time)
{
    for (int agent = 0; agent < agents; ++agent) {
        State& state = m_states[std::size_t(agent)];
        if (agent == from)
            continue;
        MadeRound& current = rounds[std::size_t(state.round)];
        if (state.hasVoted) {
            state.hasVoted = false;
            state.round = begin(agent, std::max(time, current.end) + between(3, 9), state.round, "voting");
        } else if (current.type == "voting" && current.start < time && chance(0.3)) {
            const TimeNs late = between(3, 15);
            if (time + late >= current.end)
                continue;
            current.outcome = "restarted";
            current.end = time + late;
            current.cutBy = 0; // by whom is found when all answers are known
            state.round = begin(agent, current.end + between(0, 6), state.round, "voting");
        }
    }
}

void MadeSchedule::present()
{
    TimeNs last = 0;
    std::vector<int> awaited;
    for (int agent = 0; agent < agents; ++agent) {
        awaited.push_back(m_states[std::size_t(agent)].round);
        last = std::max(last, rounds[std::size_t(awaited.back())].end);
    }
    const int winner = int(m_random() % std::size_t(agents));
    const bool isTwice = chance(0.4);
    const int first = begin(winner, last + between(3, 40), awaited[std::size_t(winner)], "presentation");
    rounds[std::size_t(first)].outcome = isTwice ? "restarted" : "presentation";
    rounds[std::size_t(first)].awaited = awaited;
    if (!isTwice)
        return;
    const int second = begin(winner, rounds[std::size_t(first)].end + between(0, 10), first, "presentation");
    rounds[std::size_t(second)].outcome = "presentation";
    rounds[std::size_t(second)].awaited = {first};
}

void MadeSchedule::sortByStart()
{
    std::vector<int> order(rounds.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return rounds[std::size_t(a)].start < rounds[std::size_t(b)].start; });
    std::vector<int> placeOf(rounds.size());
    std::vector<MadeRound> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
        placeOf[std::size_t(order[i])] = static_cast<int>(i);
        sorted.push_back(std::move(rounds[std::size_t(order[i])]));
    }
    for (MadeRound& round : sorted) {
        round.previous = round.previous < 0 ? -1 : placeOf[std::size_t(round.previous)];
        for (int& other : round.awaited)
            other = placeOf[std::size_t(other)];
    }
    rounds = std::move(sorted);
}

int MadeSchedule::lastAnswer(int agent, TimeNs after, TimeNs until) const
{
    int last = -1;
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        const MadeRound& round = rounds[i];
        if (round.outcome == "answer" && round.agent != agent && round.agent != removed && round.said() > after && round.said() <= until
            && (last < 0 || round.said() >= rounds[std::size_t(last)].said()))
            last = static_cast<int>(i);
    }
    return last;
}

/// Who let each round begin, and how long after that it did.
void MadeSchedule::findTriggers()
{
    for (MadeRound& round : rounds) {
        const int last = round.outcome == "restarted" && round.type == "voting" ? lastAnswer(round.agent, round.start, round.end) : -1;
        if (last >= 0 && round.end - rounds[std::size_t(last)].said() <= 500 * kMs) { // also one that would have ended just then
            round.cutBy = last;
            round.cutLate = round.end - rounds[std::size_t(last)].said();
        }
    }
    for (MadeRound& round : rounds) {
        TimeNs base = 0;
        if (round.type == "presentation") {
            for (const int other : round.awaited)
                base = std::max(base, rounds[std::size_t(other)].end);
        } else if (round.previous >= 0) {
            const MadeRound& previous = rounds[std::size_t(round.previous)];
            round.trigger = lastAnswer(round.agent, previous.start, round.start);
            if (previous.cutBy < 0)
                base = previous.end;
            if (round.trigger >= 0)
                base = std::max(base, rounds[std::size_t(round.trigger)].said());
        }
        round.pause = round.start - base;
    }
}

void MadeSchedule::lay()
{
    for (MadeRound& round : rounds) { // each after all that it waits for
        TimeNs base = 0;
        TimeNs earliest = 0;
        if (round.type == "presentation") {
            for (const int other : round.awaited)
                base = std::max(base, rounds[std::size_t(other)].end);
        } else if (round.previous >= 0) {
            MadeRound& previous = rounds[std::size_t(round.previous)];
            if (previous.cutBy >= 0)
                previous.end = std::max(previous.start, rounds[std::size_t(previous.cutBy)].said() + previous.cutLate);
            else
                base = previous.end;
            if (round.trigger >= 0)
                base = std::max(base, rounds[std::size_t(round.trigger)].said());
            earliest = previous.end;
        }
        round.start = std::max(earliest, base + round.pause);
        round.end = layCalls(round);
        if (round.cutLength > 0)
            round.end = round.start + round.cutLength;
    }
    m_end = 0;
    for (const MadeRound& round : rounds) {
        if (round.agent != removed)
            m_end = std::max(m_end, round.end);
    }
    m_end += tail;
}

MadeSchedule MadeSchedule::without(int agent) const
{
    MadeSchedule other = *this;
    other.removed = agent;
    for (MadeRound& round : other.rounds) {
        std::erase_if(round.awaited, [&](int place) { return rounds[std::size_t(place)].agent == agent; });
        if (round.cutBy >= 0) {
            const int cutBy = other.lastAnswer(round.agent, round.start, round.end);
            round.cutLate = cutBy < 0 ? 0 : round.end - rounds[std::size_t(cutBy)].said();
            const bool isCut = cutBy >= 0 && round.cutLate <= 500 * kMs; // else nobody knows how long it would have been
            round.cutBy = isCut ? cutBy : -1;
            round.cutLength = isCut ? 0 : round.end - round.start;
        }
    }
    for (MadeRound& round : other.rounds) {
        if (round.previous >= 0 && round.type != "presentation")
            round.trigger = other.lastAnswer(round.agent, rounds[std::size_t(round.previous)].start, round.start);
    }
    other.lay();
    return other;
}

std::shared_ptr<const TraceSnapshot> MadeSchedule::snapshot() const
{
    MadeFacts made(agents, m_end, 1);
    for (int agent = 0; agent < agents; ++agent) {
        made.facts.agents[std::size_t(agent)].model = agent % 2 ? "gpt" : "claude";
        made.facts.agents[std::size_t(agent)].usage = Usage{.inputTokens = 1000, .costUsd = 1.0 + agent};
    }
    for (const MadeRound& round : rounds) {
        if (round.agent == removed)
            continue;
        made.round(round.agent, round.start, round.end, round.outcome, round.type);
        for (std::size_t i = 0; i < round.calls.size(); ++i) {
            const MadeCall& call = round.calls[i];
            const TimeNs start = std::min(round.callTimes[i].first, round.end);
            const TimeNs end = std::min(round.callTimes[i].second, round.end);
            if (call.kind == MadeCall::Kind::Tool)
                made.tool(round.agent, start, end, call.name);
            else
                made.model(round.agent, start, end, call.kind == MadeCall::Kind::Failed, call.name);
        }
        if (round.outcome == "answer")
            made.answer(round.agent, round.said(), labelOf(round.agent));
        if (round.outcome == "vote")
            made.vote(round.agent, round.said(), labelOf(round.agent));
    }
    return made.publish();
}

std::array<TimeNs, kTimeKindCount> MadeSchedule::timesOf(int agent) const
{
    std::array<TimeNs, kTimeKindCount> sum{};
    TimeNs inRounds = 0;
    const auto add = [&](TimeKind kind, TimeNs time) { sum[std::size_t(kind)] += time; };
    for (const MadeRound& round : rounds) {
        if (round.agent != agent || agent == removed)
            continue;
        inRounds += round.end - round.start;
        if (round.outcome == "restarted" || round.outcome == "vote_ignored") {
            add(TimeKind::Retry, round.end - round.start);
            continue;
        }
        TimeNs now = round.start; // all calls before are over
        bool hasFailed = false;   // and no other model call has followed yet
        for (std::size_t i = 0; i < round.calls.size(); ++i) {
            const MadeCall::Kind kind = round.calls[i].kind;
            const auto [start, end] = round.callTimes[i];
            if (start > now)
                add(hasFailed && std::any_of(round.calls.begin() + std::ptrdiff_t(i), round.calls.end(), [](const MadeCall& c) { return c.kind != MadeCall::Kind::Tool; })
                        ? TimeKind::BackOff : TimeKind::Own, start - now);
            add(kind == MadeCall::Kind::Tool ? TimeKind::Tool : kind == MadeCall::Kind::Failed ? TimeKind::Retry : TimeKind::Model,
                std::max<TimeNs>(0, end - std::max(start, now)));
            hasFailed = kind == MadeCall::Kind::Failed || (hasFailed && kind == MadeCall::Kind::Tool);
            now = std::max(now, end);
        }
        add(TimeKind::Own, round.end - now);
    }
    add(TimeKind::Waiting, m_end - inRounds);
    return sum;
}

} // namespace mgx
