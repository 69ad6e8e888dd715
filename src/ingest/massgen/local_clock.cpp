// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/local_clock.h"

#include <cstdlib>

namespace mgx {

namespace {

constexpr TimeNs kQuarter = 15 * kNsPerMinute;
constexpr TimeNs kMaxOffset = 56 * kQuarter; // UTC+14
constexpr TimeNs kTolerance = 2 * kNsPerMinute;

TimeNs floorTo(TimeNs value, TimeNs step)
{
    const TimeNs rest = value % step;
    return value - rest - (rest < 0 ? step : 0);
}

bool isPlausible(TimeNs local, TimeNs utc)
{
    return local != kNoTime && utc != kNoTime && distanceNs(local, utc) <= kMaxOffset + kQuarter;
}

} // namespace

bool LocalClock::isOffset(TimeNs local, TimeNs utc, TimeNs& offset)
{
    if (!isPlausible(local, utc))
        return false;
    offset = floorTo(local - utc + kQuarter / 2, kQuarter);
    return std::abs(local - utc - offset) <= kTolerance && std::abs(offset) <= kMaxOffset;
}

void LocalClock::addPair(TimeNs local, TimeNs utc)
{
    TimeNs offset = 0;
    if (isOffset(local, utc, offset))
        m_anchors.push_back({local, offset});
}

void LocalClock::addEarlier(TimeNs local, TimeNs laterUtc)
{
    if (!isPlausible(local, laterUtc))
        return;
    constexpr TimeNs kSlack = 30 * kNsPerSecond;
    const TimeNs offset = floorTo(local - laterUtc - kSlack, kQuarter) + kQuarter;
    if (std::abs(offset) <= kMaxOffset)
        m_anchors.push_back({local, offset});
}

TimeNs LocalClock::toUtc(TimeNs local) const
{
    if (local == kNoTime || m_anchors.empty())
        return local;
    const Anchor* nearest = &m_anchors.front();
    for (const Anchor& anchor : m_anchors) {
        if (distanceNs(anchor.local, local) < distanceNs(nearest->local, local))
            nearest = &anchor;
    }
    return local - nearest->offset;
}

} // namespace mgx
