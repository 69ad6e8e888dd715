// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lane_index.h"
#include "store/span_table.h"

#include <limits>
#include <span>
#include <vector>

namespace mgx {

class SlotFinder;

/// Keeps the index of one lane up to date: sorts its records by start and packs spans into slots, parents above children.
/// Only the segments from the earliest change on are made again. One thread.
class LanePacker
{
public:
    explicit LanePacker(LaneId lane) : m_lane(lane) {}

    /// A row that is in this lane now and was not at the last `update`.
    void add(RowId row, TimeNs start);
    /// A row of this lane that changed or leaves it; `start` as it was.
    void touch(TimeNs start) { m_dirtyFrom = std::min(m_dirtyFrom, start); }
    [[nodiscard]] bool isDirty() const { return m_dirtyFrom != kClean; }

    /// `slotOfRow` is shared by all lanes and grows with the rows. O(k log k) for the k rows from the earliest change on.
    void update(const SpanTable& table, std::vector<std::uint16_t>& slotOfRow);
    [[nodiscard]] LaneIndex index() const { return LaneIndex(m_segments); }

private:
    struct Entry
    {
        TimeNs start;
        TimeNs end;
        RowId row;
    };
    static constexpr TimeNs kClean = std::numeric_limits<TimeNs>::max();

    [[nodiscard]] std::vector<Entry> takeEntries(const SpanTable& table);
    [[nodiscard]] std::shared_ptr<const LaneSegment> pack(std::span<const Entry> entries, const SpanTable& table,
                                                          SlotFinder& slots, std::vector<std::uint16_t>& slotOfRow) const;

    LaneId m_lane;
    TimeNs m_dirtyFrom = kClean;
    std::vector<RowId> m_added;
    std::vector<std::shared_ptr<const LaneSegment>> m_segments;
};

} // namespace mgx
