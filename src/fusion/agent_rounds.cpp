// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/agent_rounds.h"

#include "fusion/row_attributes.h"

#include <algorithm>
#include <charconv>

namespace mgx {

namespace {

constexpr TimeNs kNear = 2 * kNsPerSecond;

} // namespace

std::optional<AgentRound> roundOf(const TraceSnapshot& s, RowId row)
{
    const std::string_view agent = s.agent(row);
    std::string_view name = s.name(row);
    const bool isSpan = s.kind(row) == RecordKind::Span || s.kind(row) == RecordKind::PendingSpan;
    if (!isSpan || agent.empty() || s.run(row) == kNoRun || name.substr(0, 6) != "agent." || name.substr(6, agent.size()) != agent)
        return std::nullopt;
    name.remove_prefix(6 + agent.size());
    AgentRound round{row, s.start(row), s.isOpen(row) ? s.lanes()[s.lane(row)].lastTime : s.end(row), 0, -1, name == ".presentation"};
    round.end = std::max(round.end, round.start);
    constexpr std::string_view kRound = ".round_";
    if (!round.isPresentation) {
        if (name.substr(0, kRound.size()) != kRound)
            return std::nullopt;
        const std::string_view digits = name.substr(kRound.size());
        if (std::from_chars(digits.data(), digits.data() + digits.size(), round.number).ec != std::errc())
            return std::nullopt;
    } else {
        round.number = jsonInteger(s.attributes(row), "massgen.round").value_or(-1);
    }
    return round;
}

AgentRounds::AgentRounds(const TraceSnapshot& snapshot)
{
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.isSettledPending(row))
            continue;
        if (const auto round = roundOf(snapshot, row))
            m_rounds[snapshot.lane(row)].push_back(*round);
    }
    for (auto& [lane, rounds] : m_rounds) {
        std::sort(rounds.begin(), rounds.end(), [](const AgentRound& a, const AgentRound& b) {
            return a.start != b.start ? a.start < b.start : a.row < b.row;
        });
        TimeNs latest = rounds.front().end;
        for (AgentRound& round : rounds)
            round.endBefore = latest = std::max(latest, round.end);
    }
}

const std::vector<AgentRound>& AgentRounds::ofLane(LaneId lane) const
{
    static const std::vector<AgentRound> kNone;
    const auto found = m_rounds.find(lane);
    return found == m_rounds.end() ? kNone : found->second;
}

const AgentRound* AgentRounds::at(const std::vector<AgentRound>& rounds, TimeNs time, std::optional<int> number)
{
    auto after = std::upper_bound(rounds.begin(), rounds.end(), time, [](TimeNs t, const AgentRound& r) { return t < r.start; });
    const AgentRound* best = nullptr;
    while (after != rounds.begin()) {
        --after;
        if (after->endBefore < time)
            break; // neither this one nor an earlier one reaches so far
        if (after->end < time)
            continue;
        if (!number || after->number == *number)
            return &*after;
        if (!best)
            best = &*after;
    }
    return best;
}

const AgentRound* AgentRounds::near(const std::vector<AgentRound>& rounds, TimeNs time, int number)
{
    const AgentRound* found = nullptr;
    const auto first = std::lower_bound(rounds.begin(), rounds.end(), time - kNear,
                                        [](const AgentRound& r, TimeNs t) { return r.endBefore < t; });
    for (auto round = first; round != rounds.end() && round->start <= time + kNear; ++round) {
        if (round->number != number || round->end < time - kNear)
            continue;
        if (found)
            return nullptr;
        found = &*round;
    }
    return found;
}

} // namespace mgx
