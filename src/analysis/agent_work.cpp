// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/agent_work.h"

#include <algorithm>

namespace mgx {

namespace {

// Whatever covers a moment, one thing counts: the higher.
enum Rank { kBackOffRank, kRefusedRank, kToolRank, kFailedRank, kModelRank };

/// MassGen writes its status after the span of the call has ended; clocks of two sources differ by some ms.
constexpr TimeNs kSkew = kNsPerSecond / 10;

struct Call
{
    TimeNs start = 0;
    TimeNs end = 0;
    RowId row = kNoRow;
    std::size_t round = 0; ///< place in RunRounds::rounds; its size = none
    bool isThrownAway = false;
};

/// Work of one agent, by start.
struct Calls
{
    std::vector<Call> model;
    std::vector<Call> tools;
};

Cover coverOf(const Call& call, Rank rank, TimeKind kind)
{
    return {call.start, call.end, rank, static_cast<int>(kind), call.row};
}

class WorkReader
{
public:
    WorkReader(const RunRecord& record, const RunRounds& rounds)
        : m_record(record), m_facts(record.facts), m_rounds(rounds), m_calls(m_facts.agents.size())
    {}

    std::vector<AgentWork> read()
    {
        readCalls(m_facts.toolCalls, {}, &Calls::tools);
        readCalls(m_facts.modelCalls, m_record.failedCalls, &Calls::model);
        const bool hasStrayCalls = std::any_of(m_facts.modelCalls.begin(), m_facts.modelCalls.end(), [&](const auto& c) { return !hasAgent(m_facts, c.agent); });
        const bool hasAny = std::any_of(m_calls.begin(), m_calls.end(), [](const Calls& c) { return !c.model.empty(); });
        std::vector<AgentWork> all;
        for (Calls& calls : m_calls) {
            AgentWork& work = all.emplace_back();
            work.hasModelCalls = !calls.model.empty();
            work.isRecorded = work.hasModelCalls || (hasAny && !hasStrayCalls);
            if (work.hasModelCalls)
                refuseCalls(calls);
            else
                coverRefused(calls, work.covers);
            coverModel(calls.model, work.covers);
            for (const Call& call : calls.tools)
                work.covers.push_back(coverOf(call, kToolRank, TimeKind::Tool));
        }
        return all;
    }

private:
    /// The agent's last round that has begun by then; as many as there are rounds = none.
    [[nodiscard]] std::size_t roundAt(std::size_t agent, TimeNs time) const
    {
        const auto& places = m_rounds.ofAgent[agent];
        const auto after = std::upper_bound(places.begin(), places.end(), time,
                                            [&](TimeNs t, std::size_t place) { return t < m_rounds.rounds[place].start; });
        return after == places.begin() || m_rounds.rounds[*(after - 1)].end < time ? m_rounds.rounds.size() : *(after - 1);
    }

    template <class Fact>
    void readCalls(const std::vector<Fact>& facts, const std::vector<bool>& failed, std::vector<Call> Calls::*list)
    {
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const Fact& fact = facts[i];
            if (!hasAgent(m_facts, fact.agent) || !isKnownTime(fact.start))
                continue;
            Call call{fact.start, fact.end, fact.row, roundAt(std::size_t(fact.agent), fact.start), i < failed.size() && failed[i]};
            if (!isKnownTime(fact.end))
                call.end = call.round < m_rounds.rounds.size() ? m_rounds.rounds[call.round].end : m_rounds.end;
            if (call.end > call.start)
                (m_calls[std::size_t(fact.agent)].*list).push_back(call);
        }
        for (Calls& calls : m_calls)
            std::stable_sort((calls.*list).begin(), (calls.*list).end(), [](const Call& a, const Call& b) { return a.start < b.start; });
    }

    /// The reply that was refused is that of the last call of the round to end before.
    void refuseCalls(Calls& calls) const
    {
        const std::size_t agent = std::size_t(&calls - m_calls.data());
        for (const TimeNs time : m_record.refusals[agent]) {
            const std::size_t round = roundAt(agent, time);
            auto call = std::upper_bound(calls.model.begin(), calls.model.end(), time, [](TimeNs t, const Call& c) { return t < c.start; });
            if (call == calls.model.begin())
                continue;
            --call;
            if (call->round == round && call->end <= time + kSkew)
                call->isThrownAway = true;
        }
    }

    void coverModel(const std::vector<Call>& calls, std::vector<Cover>& out) const
    {
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const Call& call = calls[i];
            if (!call.isThrownAway) {
                out.push_back(coverOf(call, kModelRank, TimeKind::Model));
                continue;
            }
            out.push_back(coverOf(call, kFailedRank, TimeKind::Retry));
            if (i + 1 < calls.size() && calls[i + 1].round == call.round && call.round < m_rounds.rounds.size())
                out.push_back({call.end, calls[i + 1].start, kBackOffRank, static_cast<int>(TimeKind::BackOff), call.row});
        }
    }

    /// Without model calls: all that lies between a refusal and what came before it in its round.
    void coverRefused(const Calls& calls, std::vector<Cover>& out) const
    {
        const std::size_t agent = std::size_t(&calls - m_calls.data());
        std::size_t tool = 0;
        TimeNs lastTool = -kMaxTime; // end of the tools that were over by then
        TimeNs before = -kMaxTime;
        for (const TimeNs time : m_record.refusals[agent]) {
            for (; tool < calls.tools.size() && calls.tools[tool].start < time; ++tool)
                lastTool = std::max(lastTool, std::min(calls.tools[tool].end, time));
            const std::size_t place = roundAt(agent, time);
            if (place < m_rounds.rounds.size()) {
                const RoundTimes& round = m_rounds.rounds[place];
                out.push_back({std::max({round.start, before, lastTool}), time, kRefusedRank, static_cast<int>(TimeKind::Retry),
                               m_facts.rounds[std::size_t(round.round)].row});
            }
            before = time;
        }
    }

    const RunRecord& m_record;
    const RunFacts& m_facts;
    const RunRounds& m_rounds;
    std::vector<Calls> m_calls; ///< by agent
};

} // namespace

std::vector<AgentWork> agentWork(const RunRecord& record, const RunRounds& rounds)
{
    return WorkReader(record, rounds).read();
}

} // namespace mgx
