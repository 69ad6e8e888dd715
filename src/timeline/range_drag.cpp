// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/range_drag.h"

#include <cmath>

namespace mgx {

bool RangeDrag::isAtEnd(const TimeSelection& range, const TimeScale& scale, TimeNs origin, double x)
{
    const auto isNear = [&](TimeNs offset) { return std::abs(scale.toX(origin + offset) - x) <= kReachPx; };
    return !range.isEmpty() && (isNear(range.stretch().fromNs) || isNear(range.stretch().toNs));
}

bool RangeDrag::press(const TimeSelection& range, const TimeScale& scale, TimeNs origin, double x, bool isNew)
{
    m_isActive = isNew || isAtEnd(range, scale, origin, x);
    if (isNew) {
        m_anchor = scale.toTime(x) - origin;
    } else if (m_isActive) {
        const auto [from, to] = range.stretch();
        const bool isLeft = std::abs(scale.toX(origin + from) - x) < std::abs(scale.toX(origin + to) - x);
        m_anchor = isLeft ? to : from;
    }
    return m_isActive;
}

void RangeDrag::move(TimeSelection& range, const TimeScale& scale, TimeNs origin, TimeNs length, double x)
{
    const TimeNs at = scale.toTime(std::clamp(x, 0.0, scale.width)) - origin;
    range.set(std::clamp<TimeNs>(m_anchor, 0, length), std::clamp<TimeNs>(at, 0, length));
}

} // namespace mgx
