// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <cstddef>
#include <vector>

namespace mgx {

/// A stretch in which nothing happens.
struct IdleGap
{
    TimeNs from = 0;
    TimeNs to = 0;

    [[nodiscard]] TimeNs length() const { return to - from; }
    bool operator==(const IdleGap&) const = default;
};

/// Time with the gaps taken out. Immutable.
class GapMap
{
public:
    GapMap() = default;
    /// Gaps by time, none touching the next.
    explicit GapMap(std::vector<IdleGap> gaps);

    /// How far along a time lies.
    struct Place
    {
        TimeNs live = 0;  ///< time outside gaps before it, counted from the start of the first gap
        double gaps = 0;  ///< gaps before it; a part of one where it lies in it
    };

    [[nodiscard]] const std::vector<IdleGap>& gaps() const { return m_gaps; }
    /// O(log gaps).
    [[nodiscard]] Place at(TimeNs time) const;
    /// The gap that holds this time; null: none.
    [[nodiscard]] const IdleGap* gapAt(TimeNs time) const;

private:
    /// The first gap that ends after this time.
    [[nodiscard]] std::size_t nextGap(TimeNs time) const;

    std::vector<IdleGap> m_gaps;
    std::vector<TimeNs> m_idleBefore; ///< time in the gaps before each
};

} // namespace mgx
