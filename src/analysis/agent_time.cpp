// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/agent_time.h"

#include "analysis/agent_waits.h"
#include "analysis/agent_work.h"
#include "analysis/run_record.h"
#include "analysis/run_rounds.h"
#include "analysis/time_cover.h"

#include <algorithm>

namespace mgx {

namespace {

/// The slices of one agent: what fills its time, laid over its rounds, and its waits in between.
class Slicer
{
public:
    Slicer(const RunFacts& facts, const RunRounds& rounds, const AgentWaits& waits) : m_facts(facts), m_rounds(rounds), m_waits(waits) {}

    AgentTime slice(int agent, const AgentWork& work)
    {
        m_agent = agent;
        m_quiet = work.isRecorded ? TimeKind::Own : TimeKind::Unrecorded;
        m_work = visibleParts(work.covers);
        m_next = 0;
        m_out = {};
        const std::vector<Cover> inRounds = visibleParts(roundCovers(agent));
        TimeNs now = m_rounds.start;
        bool isFirst = true;
        for (const Cover& part : inRounds) {
            const RoundTimes& round = m_rounds.rounds[std::size_t(part.what)];
            outside({now, part.start, &round, isFirst});
            inside(round, part);
            now = part.end;
            isFirst = false;
        }
        outside({now, m_rounds.end, nullptr, isFirst});
        return std::move(m_out);
    }

private:
    /// Where rounds of one agent overlap, which they should not, the one that began last counts.
    std::vector<Cover> roundCovers(int agent) const
    {
        std::vector<Cover> covers;
        for (const std::size_t place : m_rounds.ofAgent[std::size_t(agent)]) {
            const RoundTimes& round = m_rounds.rounds[place];
            covers.push_back({round.start, round.end, 0, static_cast<int>(place), m_facts.rounds[std::size_t(round.round)].row});
        }
        return covers;
    }

    /// Calls `filled(part, from, to)` for what fills the stretch and `empty(from, to)` for what is between, by time.
    template <class Filled, class Empty>
    void walk(TimeNs start, TimeNs end, Filled filled, Empty empty)
    {
        TimeNs now = start;
        while (m_next < m_work.size() && m_work[m_next].end <= start)
            ++m_next;
        for (std::size_t i = m_next; i < m_work.size() && m_work[i].start < end; ++i) {
            const TimeNs from = std::max(m_work[i].start, now);
            const TimeNs to = std::min(m_work[i].end, end);
            if (from > now)
                empty(now, from);
            filled(m_work[i], from, to);
            now = to;
        }
        if (now < end)
            empty(now, end);
    }

    void inside(const RoundTimes& round, const Cover& part)
    {
        const auto kindOf = [&](TimeKind kind) { return round.isThrownAway ? TimeKind::Retry : kind; };
        walk(
            part.start, part.end,
            [&](const Cover& work, TimeNs from, TimeNs to) {
                add({.start = from, .end = to, .kind = kindOf(TimeKind(work.what)), .round = round.round, .row = work.row});
            },
            [&](TimeNs from, TimeNs to) { add({.start = from, .end = to, .kind = kindOf(m_quiet), .round = round.round, .row = part.row}); });
    }

    void outside(const AgentWaits::Gap& gap)
    {
        std::vector<TimeSlice> waits;
        m_waits.explain(m_agent, gap, waits);
        for (const TimeSlice& wait : waits) {
            walk(
                wait.start, wait.end,
                [&](const Cover& work, TimeNs from, TimeNs to) { add({.start = from, .end = to, .kind = TimeKind(work.what), .row = work.row}); },
                [&](TimeNs from, TimeNs to) {
                    TimeSlice part = wait;
                    part.start = from;
                    part.end = to;
                    add(part);
                });
        }
    }

    void add(const TimeSlice& slice)
    {
        m_out.total[std::size_t(slice.kind)] += slice.end - slice.start;
        m_out.slices.push_back(slice);
    }

    const RunFacts& m_facts;
    const RunRounds& m_rounds;
    const AgentWaits& m_waits;
    int m_agent = -1;
    TimeKind m_quiet = TimeKind::Own;
    std::vector<Cover> m_work;
    std::size_t m_next = 0; ///< what is before it is over
    AgentTime m_out;
};

} // namespace

std::string_view nameOf(TimeKind kind)
{
    constexpr std::array<std::string_view, kTimeKindCount> kNames = {"model", "tool", "retry", "back_off", "waiting", "own", "unrecorded"};
    return kNames[std::size_t(kind)];
}

std::string_view nameOf(WaitReason reason)
{
    constexpr std::array<std::string_view, 6> kNames = {"", "start", "answer", "vote", "presentation", "end"};
    return kNames[std::size_t(reason)];
}

RunTime runTime(const TraceSnapshot& snapshot, RunId run)
{
    return runTime(readRecord(snapshot, run));
}

RunTime runTime(const RunRecord& record)
{
    const RunFacts& facts = record.facts;
    const RunRounds rounds = runRounds(record);
    const AgentWaits waits(facts, rounds);
    const std::vector<AgentWork> work = agentWork(record, rounds);
    RunTime time;
    time.start = rounds.start;
    time.end = rounds.end;
    Slicer slicer(facts, rounds, waits);
    for (std::size_t agent = 0; agent < facts.agents.size(); ++agent) {
        time.hasModelCalls = time.hasModelCalls || work[agent].hasModelCalls;
        time.agents.push_back(slicer.slice(static_cast<int>(agent), work[agent]));
        time.agentTime += time.wall() - time.agents.back().of(TimeKind::Waiting);
    }
    return time;
}

} // namespace mgx
