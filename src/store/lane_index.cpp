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

RowId LaneIndex::beside(RowId row, TimeNs start, int step) const
{
    // The rows of one slot, or the marks, as they lie in a segment.
    const auto size = [](const LaneSegment& segment, std::size_t slot) {
        return slot == kMarks ? segment.markRows.size() : slot < segment.tracks.size() ? segment.tracks[slot].size() : 0;
    };
    const auto at = [](const LaneSegment& segment, std::size_t slot, std::size_t place) {
        return slot == kMarks ? segment.markRows[place] : segment.tracks[slot].rowAt(place);
    };
    const auto [found, slot, place] = placeOf(row, start);
    if (found == m_segments.size())
        return kNoRow;
    const LaneSegment& own = *m_segments[found];
    if (step < 0 ? place > 0 : place + 1 < size(own, slot))
        return at(own, slot, step < 0 ? place - 1 : place + 1);
    for (std::size_t i = found; step < 0 ? i > 0 : i + 1 < m_segments.size();) {
        i = step < 0 ? i - 1 : i + 1;
        if (const std::size_t count = size(*m_segments[i], slot))
            return at(*m_segments[i], slot, step < 0 ? count - 1 : 0);
    }
    return kNoRow;
}

LaneIndex::Place LaneIndex::placeOf(RowId row, TimeNs start) const
{
    for (std::size_t i = 0; i < m_segments.size() && m_segments[i]->minStart <= start; ++i) {
        const LaneSegment& segment = *m_segments[i];
        for (std::size_t slot = 0; slot < segment.tracks.size(); ++slot) {
            const std::size_t place = segment.tracks[slot].find(row, start);
            if (place < segment.tracks[slot].size())
                return {i, slot, place};
        }
        const auto marks = std::equal_range(segment.markTimes.begin(), segment.markTimes.end(), start);
        for (auto mark = marks.first; mark != marks.second; ++mark) {
            const auto place = static_cast<std::size_t>(mark - segment.markTimes.begin());
            if (segment.markRows[place] == row)
                return {i, kMarks, place};
        }
    }
    return {m_segments.size(), 0, 0};
}

std::size_t LaneIndex::byteSize() const
{
    std::size_t bytes = 0;
    for (const auto& segment : m_segments)
        bytes += segment->byteSize();
    return bytes;
}

} // namespace mgx
