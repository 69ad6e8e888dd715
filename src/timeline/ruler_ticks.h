// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QString>
#include <vector>

namespace mgx {

/// One labelled line of the ruler.
struct RulerTick
{
    TimeNs offset = 0; ///< from the start of the trace, or a time where the ruler shows the clock
    QString label;
};

/// The step between labels: the smallest of 1, 2, 5 times a power of ten (of seconds; from a minute on 1, 2, 5, 10, 15, 30
/// minutes, then hours, then days) that keeps labels at least `minGapPx` apart.
[[nodiscard]] TimeNs rulerStep(double nsPerPixel, double minGapPx);

/// The ticks between two offsets. Labels name as many digits as the step needs and no more: "1.5 s", "1 m 05 s".
[[nodiscard]] std::vector<RulerTick> rulerTicks(TimeNs fromOffset, TimeNs toOffset, TimeNs step);

/// The ticks between two times by the clock that is `zoneNs` ahead of UTC: "12:04:30", "12:04:30.250"; at midnight the day.
[[nodiscard]] std::vector<RulerTick> clockTicks(TimeNs from, TimeNs to, TimeNs step, TimeNs zoneNs);

} // namespace mgx
