// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/slow_agent_time.h"

#include <algorithm>

namespace mgx {

namespace {

bool isKnown(TimeNs time)
{
    return time > -kMaxTime && time < kMaxTime;
}

class SlowWay
{
public:
    SlowWay(const TraceSnapshot& snapshot, const RunTime& time, int agent) : m_s(snapshot), m_facts(snapshot.runFacts(0)), m_time(time), m_agent(agent) {}

    SlowMoment at(TimeNs now) const
    {
        SlowMoment moment;
        moment.round = roundAt(now);
        if (moment.round >= 0 && isThrownAway(moment.round)) {
            moment.kind = TimeKind::Retry;
            return moment;
        }
        if (isInCall(now, false))
            moment.kind = TimeKind::Model;
        else if (isInCall(now, true))
            moment.kind = TimeKind::Retry;
        else if (isInTool(now))
            moment.kind = TimeKind::Tool;
        else if (isRefused(now))
            moment.kind = TimeKind::Retry;
        else if (isInPause(now))
            moment.kind = TimeKind::BackOff;
        else if (moment.round >= 0)
            moment.kind = isRecorded() ? TimeKind::Own : TimeKind::Unrecorded;
        return moment;
    }

private:
    bool isRound(int i) const
    {
        const RoundFact& r = m_facts.rounds[std::size_t(i)];
        return r.agent == m_agent && isKnown(r.start) && !(isKnown(r.end) && r.end < r.start) && r.start <= m_time.end && !(isKnown(r.end) && r.end < m_time.start);
    }
    /// Rounds that begin at one time come in the order of the facts; those that began before the run begin with it.
    bool isAfter(int a, int b) const
    {
        const TimeNs startA = std::max(m_time.start, m_facts.rounds[std::size_t(a)].start);
        const TimeNs startB = std::max(m_time.start, m_facts.rounds[std::size_t(b)].start);
        return startA != startB ? startA > startB : a > b;
    }
    TimeNs endOf(int i) const
    {
        const RoundFact& r = m_facts.rounds[std::size_t(i)];
        if (isKnown(r.end))
            return std::min(r.end, m_time.end);
        int next = -1;
        for (int j = 0; j < int(m_facts.rounds.size()); ++j) {
            if (isRound(j) && isAfter(j, i) && (next < 0 || isAfter(next, j)))
                next = j;
        }
        return next < 0 ? m_time.end : std::max(m_time.start, m_facts.rounds[std::size_t(next)].start);
    }
    int roundAt(TimeNs now) const
    {
        int found = -1;
        for (int i = 0; i < int(m_facts.rounds.size()); ++i) {
            if (isRound(i) && m_facts.rounds[std::size_t(i)].start <= now && now < endOf(i) && (found < 0 || isAfter(i, found)))
                found = i;
        }
        return found;
    }
    /// The last round that had begun by then, if it was not over.
    int lastRoundBy(TimeNs time) const
    {
        int last = -1;
        for (int i = 0; i < int(m_facts.rounds.size()); ++i) {
            if (isRound(i) && std::max(m_time.start, m_facts.rounds[std::size_t(i)].start) <= time && (last < 0 || isAfter(i, last)))
                last = i;
        }
        return last >= 0 && endOf(last) < time ? -1 : last;
    }
    bool isThrownAway(int i) const
    {
        const std::string& outcome = m_facts.rounds[std::size_t(i)].outcome;
        if (outcome == "restarted" || outcome == "vote_ignored")
            return true;
        if (outcome != "vote" || m_facts.votes.empty())
            return false;
        for (const VoteFact& vote : m_facts.votes) {
            if (vote.agent != m_agent)
                continue;
            if (!isKnown(vote.time))
                return false;
            int last = -1;
            for (int j = 0; j < int(m_facts.rounds.size()); ++j) {
                if (isRound(j) && std::max(m_time.start, m_facts.rounds[std::size_t(j)].start) <= vote.time && (last < 0 || isAfter(j, last)))
                    last = j;
            }
            if (last == i)
                return false;
        }
        return true;
    }

    template <class Fact>
    TimeNs endOfCall(const Fact& call) const
    {
        if (isKnown(call.end))
            return call.end;
        const int round = lastRoundBy(call.start);
        return round < 0 ? m_time.end : endOf(round);
    }
    template <class Fact>
    bool counts(const Fact& call) const
    {
        return call.agent == m_agent && isKnown(call.start) && endOfCall(call) > call.start;
    }
    std::vector<ModelCallFact> calls() const
    {
        std::vector<ModelCallFact> list;
        std::copy_if(m_facts.modelCalls.begin(), m_facts.modelCalls.end(), std::back_inserter(list), [&](const auto& c) { return counts(c); });
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
        return list;
    }
    std::vector<TimeNs> refusals() const
    {
        std::vector<TimeNs> times;
        for (RowId row = 0; row < m_s.rowCount(); ++row) {
            if (m_s.name(row).substr(0, 17) == "Enforcement retry" && m_s.agent(row) == m_facts.agents[std::size_t(m_agent)].id)
                times.push_back(m_s.start(row));
        }
        std::sort(times.begin(), times.end());
        return times;
    }
    bool isFailed(const ModelCallFact& call) const
    {
        if (m_s.isError(call.row))
            return true;
        const auto all = calls();
        for (const TimeNs time : refusals()) { // the last call to begin before
            const ModelCallFact* last = nullptr;
            for (const ModelCallFact& other : all) {
                if (other.start <= time)
                    last = &other;
            }
            if (last && last->row == call.row && lastRoundBy(time) == lastRoundBy(call.start) && endOfCall(call) <= time + kNsPerSecond / 10)
                return true;
        }
        return false;
    }
    bool isInCall(TimeNs now, bool isFailedOne) const
    {
        for (const ModelCallFact& call : calls()) {
            if (call.start <= now && now < endOfCall(call) && isFailed(call) == isFailedOne)
                return true;
        }
        return false;
    }
    bool isInTool(TimeNs now) const
    {
        return std::any_of(m_facts.toolCalls.begin(), m_facts.toolCalls.end(),
                           [&](const ToolCallFact& call) { return counts(call) && call.start <= now && now < endOfCall(call); });
    }
    bool isInPause(TimeNs now) const
    {
        const auto all = calls();
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            const int round = lastRoundBy(all[i].start);
            if (isFailed(all[i]) && round >= 0 && round == lastRoundBy(all[i + 1].start) && endOfCall(all[i]) <= now && now < all[i + 1].start)
                return true;
        }
        return false;
    }
    /// Without model calls: from the last thing before a refusal in its round up to it.
    bool isRefused(TimeNs now) const
    {
        if (!calls().empty())
            return false;
        const auto times = refusals();
        for (std::size_t i = 0; i < times.size(); ++i) {
            const int round = lastRoundBy(times[i]);
            if (round < 0)
                continue;
            TimeNs from = std::max(m_time.start, m_facts.rounds[std::size_t(round)].start);
            if (i > 0)
                from = std::max(from, times[i - 1]);
            for (const ToolCallFact& call : m_facts.toolCalls) {
                if (counts(call) && call.start < times[i])
                    from = std::max(from, std::min(times[i], endOfCall(call)));
            }
            if (from <= now && now < times[i])
                return true;
        }
        return false;
    }
    bool isRecorded() const
    {
        if (!calls().empty())
            return true;
        bool hasAny = false;
        for (const ModelCallFact& call : m_facts.modelCalls) {
            if (call.agent < 0 || call.agent >= int(m_facts.agents.size()))
                return false;
            hasAny = hasAny || SlowWay(m_s, m_time, call.agent).counts(call);
        }
        return hasAny;
    }

    const TraceSnapshot& m_s;
    const RunFacts& m_facts;
    const RunTime& m_time;
    int m_agent;
};

} // namespace

SlowMoment slowMoment(const TraceSnapshot& snapshot, const RunTime& time, int agent, TimeNs now)
{
    return SlowWay(snapshot, time, agent).at(now);
}

} // namespace mgx
