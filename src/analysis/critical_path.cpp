// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/critical_path.h"

#include "analysis/path_reason.h"
#include "analysis/round_order.h"
#include "analysis/run_record.h"

#include <algorithm>

namespace mgx {

namespace {

/// A round that outlives the presentation by less than this has not made the run longer.
constexpr TimeNs kSkew = kNsPerSecond / 10;

/// Collects the steps from the end of the run to its start.
class PathWalk
{
public:
    PathWalk(const TraceSnapshot& snapshot, RunId run, const RunTime& time, const RoundOrder& order)
        : m_facts(snapshot.runFacts(run)), m_time(time), m_order(order), m_rounds(order.rounds().rounds), m_now(time.end)
    {}

    std::vector<PathStep> steps()
    {
        int next = -1; // the round that had to wait
        for (int place = lastRound(); place >= 0; place = m_order.waitedFor(std::size_t(next))) {
            handOver(m_rounds[std::size_t(place)].end, next);
            takeRound(std::size_t(place), next);
            next = place;
        }
        if (m_now > m_time.start)
            add({.kind = next < 0 ? PathStep::Kind::Gap : PathStep::Kind::StartUp, .start = m_time.start, .row = m_facts.session,
                 .reason = startUpReason(m_facts, m_order, next)});
        std::reverse(m_steps.begin(), m_steps.end());
        return std::move(m_steps);
    }

private:
    int lastRound() const
    {
        int last = -1;
        const auto rank = [&](const RoundTimes& r) { return r.end + (r.isClosing ? kSkew : 0); };
        for (std::size_t i = 0; i < m_rounds.size(); ++i) {
            if (last < 0 || rank(m_rounds[i]) >= rank(m_rounds[std::size_t(last)]))
                last = static_cast<int>(i);
        }
        return last;
    }

    /// Nobody is in a round between the end of a link and the next one.
    void handOver(TimeNs from, int next)
    {
        if (from >= m_now)
            return;
        const bool isLast = next < 0;
        add({.kind = isLast ? PathStep::Kind::ShutDown : PathStep::Kind::Gap, .start = from,
             .row = isLast ? m_facts.session : m_facts.rounds[std::size_t(m_rounds[std::size_t(next)].round)].row,
             .reason = isLast ? shutDownReason() : gapReason(m_facts, m_order, next)});
    }

    void takeRound(std::size_t place, int next)
    {
        const RoundTimes& round = m_rounds[place];
        if (round.start >= m_now)
            return;
        add({.kind = round.isClosing ? PathStep::Kind::Presentation : PathStep::Kind::Round, .start = round.start, .agent = round.agent,
             .round = round.round, .row = m_facts.rounds[std::size_t(round.round)].row, .reason = roundReason(m_facts, m_order, int(place), next)});
    }

    /// From its start up to where the step after it begins.
    void add(PathStep step)
    {
        step.end = m_now;
        m_now = step.start;
        if (step.agent >= 0)
            fillKinds(step);
        m_steps.push_back(std::move(step));
    }

    void fillKinds(PathStep& step) const
    {
        const std::vector<TimeSlice>& slices = m_time.agents[std::size_t(step.agent)].slices;
        auto slice = std::upper_bound(slices.begin(), slices.end(), step.start, [](TimeNs t, const TimeSlice& s) { return t < s.end; });
        for (; slice != slices.end() && slice->start < step.end; ++slice)
            step.by[std::size_t(slice->kind)] += std::min(slice->end, step.end) - std::max(slice->start, step.start);
    }

    const RunFacts& m_facts;
    const RunTime& m_time;
    const RoundOrder& m_order;
    const std::vector<RoundTimes>& m_rounds;
    TimeNs m_now; ///< start of the step taken last
    std::vector<PathStep> m_steps;
};

} // namespace

CriticalPath criticalPath(const TraceSnapshot& snapshot, RunId run, const RunTime& time)
{
    const RunRounds rounds = runRounds(readRecord(snapshot, run));
    const RoundOrder order(snapshot.runFacts(run), rounds);
    return {PathWalk(snapshot, run, time, order).steps()};
}

} // namespace mgx
