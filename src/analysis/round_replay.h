// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <cmath>
#include <vector>

namespace mgx {

[[nodiscard]] inline TimeNs scaled(TimeNs duration, double factor)
{
    return factor == 1 ? duration : static_cast<TimeNs>(std::llround(double(duration) * factor));
}

/// One round played again from another start. What is in it begins when everything is over that was over before it began, after
/// the same pause.
class RoundReplay
{
public:
    struct Item
    {
        TimeNs start = 0;
        TimeNs end = 0;
        double factor = 1; ///< of its duration
        TimeNs newStart = 0;
        TimeNs newEnd = 0;
    };

    RoundReplay() = default;
    /// `items` by start; `pauseFactor`: of the time between them. Sets their new times. O(n log n).
    RoundReplay(TimeNs start, TimeNs end, TimeNs newStart, std::vector<Item*> items, double pauseFactor);

    [[nodiscard]] TimeNs start() const { return m_start; }
    [[nodiscard]] TimeNs end() const { return m_end; }

private:
    TimeNs m_start = 0;
    TimeNs m_end = 0;
};

} // namespace mgx
