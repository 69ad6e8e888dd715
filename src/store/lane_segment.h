// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace mgx {

enum class SpanStatus : std::uint8_t { Ok, Warning, Error };

/// One rectangle of a lane: a span, or several that share a pixel.
struct LaneQuad
{
    TimeNs start = 0;
    TimeNs end = 0;     ///< kOpenEnd = open: up to TraceSnapshot::end(row)
    RowId row = kNoRow; ///< the longest of them
    std::uint32_t count = 1;
    std::uint16_t slot = 0;
    SpanStatus worst = SpanStatus::Ok;
};

/// One mark of a lane: a log or event, or several that share a pixel.
struct LaneMark
{
    TimeNs time = 0;
    RowId row = kNoRow; ///< the first of the worst
    std::uint32_t count = 1;
    SpanStatus worst = SpanStatus::Ok;
};

/// The spans of one slot in one segment, by start, with a pyramid that answers "longest and worst in [i, j)" in O(log n).
class SlotTrack
{
public:
    void append(TimeNs start, TimeNs end, RowId row, SpanStatus status);
    /// Builds the pyramid; nothing is appended after this.
    void seal();

    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    void query(TimeNs from, TimeNs to, TimeNs resolution, std::uint16_t slot, std::vector<LaneQuad>& out) const;
    [[nodiscard]] bool contains(RowId row, TimeNs start) const { return find(row, start) < m_rows.size(); }
    /// Place of a span; size() if it is not in here.
    [[nodiscard]] std::size_t find(RowId row, TimeNs start) const;
    [[nodiscard]] RowId rowAt(std::size_t place) const { return m_rows[place]; }
    /// Distance from `time` to the nearest span (0 = covered) and its row; kNoRow if the track is empty.
    [[nodiscard]] std::pair<TimeNs, RowId> nearest(TimeNs time) const;
    [[nodiscard]] std::size_t byteSize() const;

private:
    struct Best
    {
        std::uint32_t longest = 0; ///< index of the longest span
        SpanStatus worst = SpanStatus::Ok;
    };
    static constexpr std::size_t kFanout = 16;

    [[nodiscard]] Best best(std::size_t from, std::size_t to) const;
    void take(Best& into, const Best& other) const;
    [[nodiscard]] TimeNs length(std::size_t i) const { return m_ends[i] - m_starts[i]; }

    std::vector<TimeNs> m_starts;
    std::vector<TimeNs> m_ends; ///< never falls: in an overcrowded slot the end of the longest so far
    std::vector<RowId> m_rows;
    std::vector<SpanStatus> m_statuses;
    std::vector<std::vector<Best>> m_levels; ///< level k covers kFanout^(k+1) spans per entry
};

/// A stretch of a lane: some thousands of records by start, each in its slot, and what the packing of the next segment needs.
struct LaneSegment
{
    TimeNs minStart = 0;
    TimeNs maxStart = 0;
    TimeNs maxEnd = 0;
    std::vector<SlotTrack> tracks; ///< by slot
    std::vector<TimeNs> markTimes; ///< by time
    std::vector<RowId> markRows;
    std::vector<SpanStatus> markStatuses;
    std::vector<RowId> rows; ///< everything above in the order of packing, and pending rows whose span is known: not drawn
    std::size_t spanCount = 0;
    std::vector<TimeNs> slotEnds; ///< of this and all earlier segments: when each slot is free again

    void marks(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneMark>& out) const;
    [[nodiscard]] std::size_t byteSize() const;
};

} // namespace mgx
