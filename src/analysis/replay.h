// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/change_factors.h"
#include "analysis/round_order.h"
#include "analysis/round_replay.h"

#include <vector>

namespace mgx {

/// The facts of a run as they would have been: times moved, what was removed without a time. See whatIf.
class Replay
{
public:
    /// All three must outlive it.
    Replay(const RunRecord& record, const RunRounds& rounds, const ChangeFactors& factors);

    [[nodiscard]] const RunFacts& facts() const { return m_moved; }
    [[nodiscard]] const std::vector<std::vector<TimeNs>>& refusals() const { return m_refusals; }
    /// Unrecorded time was scaled in place of a model that has no calls.
    [[nodiscard]] bool isEstimate() const { return m_isEstimate; }

private:
    /// Something whose times move with a round.
    struct Part
    {
        RoundReplay::Item item;
        TimeNs* start = nullptr; ///< where the new times go
        TimeNs* end = nullptr;   ///< null = it is a moment, or its end is not known
    };

    void collectParts();
    void addPart(int agent, double factor, TimeNs* start, TimeNs* end, bool isMoment);
    void play(std::size_t place);
    void playAfter(std::size_t place, Part& part) const;
    void writeRounds();
    void dropRemoved();
    void moveEnd();
    [[nodiscard]] TimeNs newStart(std::size_t place) const;
    [[nodiscard]] TimeNs newEnd(std::size_t place) const;
    [[nodiscard]] double pauseFactor(const RoundTimes& round);
    template <class EndOf, class TimeOf>
    [[nodiscard]] TimeNs baseOf(const RoundOrder& order, std::size_t place, EndOf endOf, TimeOf timeOf) const;

    const RunRecord& m_record;
    const RunFacts& m_facts;
    const RunRounds& m_rounds;
    const ChangeFactors& m_factors;
    RoundOrder m_before;            ///< as it was
    RoundOrder m_order;             ///< without what is removed
    std::vector<bool> m_isRecorded; ///< by agent: has model calls, or would have
    RunFacts m_moved;
    std::vector<std::vector<TimeNs>> m_refusals;
    std::vector<std::vector<Part>> m_parts; ///< by round
    std::vector<RoundReplay> m_played;      ///< by round, as far as it got
    bool m_isEstimate = false;
};

} // namespace mgx
