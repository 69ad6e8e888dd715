// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/agent_waits.h"

#include <algorithm>

namespace mgx {

namespace {

/// A run presents once or twice; what a damaged one repeats more often is told as one wait.
constexpr int kMostClosings = 64;

TimeSlice wait(TimeNs from, TimeNs to, WaitReason reason, int waitsFor)
{
    return {.start = from, .end = to, .kind = TimeKind::Waiting, .waitsFor = waitsFor, .reason = reason};
}

void add(std::vector<TimeSlice>& out, const TimeSlice& slice)
{
    if (slice.end > slice.start)
        out.push_back(slice);
}

} // namespace

AgentWaits::AgentWaits(const RunFacts& facts, const RunRounds& rounds) : m_firstStart(rounds.end), m_workEnd(rounds.start)
{
    for (const AnswerFact& answer : facts.answers) {
        if (hasAgent(facts, answer.agent) && isKnownTime(answer.time))
            m_answers.push_back({answer.time, answer.time, answer.agent});
    }
    for (const RoundTimes& round : rounds.rounds) {
        m_firstStart = std::min(m_firstStart, round.start);
        if (round.isClosing) {
            m_closings.push_back(round);
        } else {
            m_workEnds.push_back({round.end, round.start, round.agent});
            m_workEnd = std::max(m_workEnd, round.end);
        }
    }
    const auto byTime = [](const Moment& a, const Moment& b) { return a.time != b.time ? a.time < b.time : a.since > b.since; };
    std::stable_sort(m_answers.begin(), m_answers.end(), byTime);
    std::stable_sort(m_workEnds.begin(), m_workEnds.end(), byTime);
}

void AgentWaits::explain(int agent, const Gap& gap, std::vector<TimeSlice>& out) const
{
    if (gap.isFirst && gap.next) {
        add(out, wait(gap.start, gap.end, WaitReason::Start, -1));
        return;
    }
    if (gap.next && !gap.next->isClosing) {
        add(out, untilWork(agent, gap.start, gap.end));
        return;
    }
    TimeNs from = gap.start;
    if (gap.isFirst) { // it never begins
        from = std::clamp(m_firstStart, gap.start, gap.end);
        add(out, wait(gap.start, from, WaitReason::Start, -1));
    }
    throughClosing(agent, from, gap.end, out);
}

/// Only an answer that came while it waited can have ended the wait; else MassGen just went on with it.
TimeSlice AgentWaits::untilWork(int agent, TimeNs from, TimeNs to) const
{
    const int other = lastOther(m_answers, agent, from, to);
    return wait(from, to, other < 0 ? WaitReason::None : WaitReason::Answer, other);
}

TimeSlice AgentWaits::untilLastRound(int agent, TimeNs from, TimeNs to) const
{
    const int other = lastOther(m_workEnds, agent, from, to);
    return wait(from, to, other < 0 ? WaitReason::None : WaitReason::Vote, other);
}

int AgentWaits::lastOther(const std::vector<Moment>& moments, int agent, TimeNs from, TimeNs to)
{
    auto moment = std::upper_bound(moments.begin(), moments.end(), to, [](TimeNs t, const Moment& m) { return t < m.time; });
    while (moment != moments.begin() && (--moment)->time > from) { // its own are few: it is outside its rounds
        if (moment->agent != agent)
            return moment->agent;
    }
    return -1;
}

void AgentWaits::throughClosing(int agent, TimeNs from, TimeNs to, std::vector<TimeSlice>& out) const
{
    auto closing = std::lower_bound(m_closings.begin(), m_closings.end(), from, [](const RoundTimes& r, TimeNs t) { return r.start < t; });
    const bool hasPresented = closing != m_closings.begin() && (closing - 1)->end >= from;
    if (hasPresented && (closing - 1)->end > from)
        --closing;
    const bool hasClosing = closing != m_closings.end() && closing->start <= to;
    const TimeNs begin = std::clamp(hasClosing ? closing->start : m_workEnd, from, to);
    if (hasPresented && hasClosing && closing->agent != agent)
        add(out, wait(from, begin, WaitReason::Presentation, closing->agent));
    else
        add(out, untilLastRound(agent, from, begin));
    TimeNs now = begin;
    for (int count = 0; closing != m_closings.end() && closing->start < to; ++closing) {
        const TimeNs end = ++count < kMostClosings ? std::min(closing->end, to) : to;
        if (end <= now)
            continue;
        add(out, wait(now, end, WaitReason::Presentation, closing->agent == agent ? -1 : closing->agent));
        now = end;
    }
    add(out, wait(now, to, WaitReason::End, -1));
}

} // namespace mgx
