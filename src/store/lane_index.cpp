// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lane_index.h"

#include <algorithm>

namespace mgx {

LaneIndex::LaneIndex(std::vector<std::shared_ptr<const LaneSegment>> segments) : m_segments(std::move(segments))
{
    for (const auto& segment : m_segments) {
        m_spanCount += segment->spanCount;
        m_markCount += segment->markRows.size();
        m_slotCount = std::max(m_slotCount, static_cast<int>(segment->tracks.size()));
    }
}

void LaneIndex::spans(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneQuad>& out) const
{
    for (const auto& segment : m_segments) {
        if (segment->minStart >= to)
            break;
        if (segment->maxEnd < from)
            continue;
        for (std::size_t slot = 0; slot < segment->tracks.size(); ++slot)
            segment->tracks[slot].query(from, to, resolution, static_cast<std::uint16_t>(slot), out);
    }
}

void LaneIndex::marks(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneMark>& out) const
{
    for (const auto& segment : m_segments) {
        if (segment->minStart >= to)
            break;
        if (segment->maxEnd >= from)
            segment->marks(from, to, resolution, out);
    }
}

RowId LaneIndex::spanAt(int slot, TimeNs time, TimeNs tolerance) const
{
    RowId found = kNoRow;
    TimeNs best = tolerance;
    for (const auto& segment : m_segments) {
        if (segment->minStart - tolerance > time)
            break;
        if (segment->maxEnd + tolerance < time || static_cast<std::size_t>(slot) >= segment->tracks.size())
            continue;
        const auto [distance, row] = segment->tracks[static_cast<std::size_t>(slot)].nearest(time);
        if (row != kNoRow && distance <= best) {
            best = distance;
            found = row;
        }
    }
    return found;
}

int LaneIndex::slotOf(RowId row, TimeNs start) const
{
    for (const auto& segment : m_segments) {
        if (segment->minStart > start)
            break;
        for (std::size_t slot = 0; slot < segment->tracks.size(); ++slot) {
            if (segment->tracks[slot].contains(row, start))
                return static_cast<int>(slot);
        }
    }
    return -1;
}

std::size_t LaneIndex::byteSize() const
{
    std::size_t bytes = 0;
    for (const auto& segment : m_segments)
        bytes += segment->byteSize();
    return bytes;
}

} // namespace mgx
