// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/gap_map.h"

#include <algorithm>

namespace mgx {

GapMap::GapMap(std::vector<IdleGap> gaps) : m_gaps(std::move(gaps))
{
    TimeNs idle = 0;
    for (const IdleGap& gap : m_gaps) {
        m_idleBefore.push_back(idle);
        idle += gap.length();
    }
}

std::size_t GapMap::nextGap(TimeNs time) const
{
    const auto next = std::upper_bound(m_gaps.begin(), m_gaps.end(), time, [](TimeNs t, const IdleGap& gap) { return t < gap.to; });
    return static_cast<std::size_t>(next - m_gaps.begin());
}

GapMap::Place GapMap::at(TimeNs time) const
{
    if (m_gaps.empty())
        return {time, 0};
    const std::size_t next = nextGap(time);
    const TimeNs origin = m_gaps.front().from;
    if (next == m_gaps.size())
        return {time - origin - m_idleBefore.back() - m_gaps.back().length(), double(next)};
    const IdleGap& gap = m_gaps[next];
    if (time <= gap.from)
        return {time - origin - m_idleBefore[next], double(next)};
    return {gap.from - origin - m_idleBefore[next], double(next) + double(time - gap.from) / double(gap.length())};
}

const IdleGap* GapMap::gapAt(TimeNs time) const
{
    const std::size_t next = nextGap(time);
    return next < m_gaps.size() && m_gaps[next].from <= time ? &m_gaps[next] : nullptr;
}

} // namespace mgx
