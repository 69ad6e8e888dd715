// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/lane_segment.h"

#include <memory>
#include <vector>

namespace mgx {

/// The spans and marks of one lane, packed into slots (sub-rows) so that spans of one slot never overlap and a span lies below
/// its parent, with a pyramid over each slot for drawing at any zoom. Immutable; segments are shared between revisions.
///
/// Where more spans overlap than there are slots (kMaxSlots) the last slot takes the rest: there a span begins no earlier
/// than drawn but may seem longer.
class LaneIndex
{
public:
    static constexpr int kMaxSlots = 4096;

    LaneIndex() = default;
    explicit LaneIndex(std::vector<std::shared_ptr<const LaneSegment>> segments);

    [[nodiscard]] int slotCount() const { return m_slotCount; }
    [[nodiscard]] std::size_t spanCount() const { return m_spanCount; }
    [[nodiscard]] std::size_t markCount() const { return m_markCount; }

    /// Appends what is to be drawn between `from` and `to` when one pixel is `resolution` ns wide: per slot, spans at least a
    /// pixel wide one by one, narrower ones merged with those that begin in the same pixel. By slot within a segment, then time.
    /// O(pixels log n) per slot in sight. `resolution` 0 merges nothing.
    void spans(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneQuad>& out) const;
    /// The same for marks (logs and span events), which have a time but no duration.
    void marks(TimeNs from, TimeNs to, TimeNs resolution, std::vector<LaneMark>& out) const;

    /// The span of `slot` nearest to `time` within `tolerance` ns, or kNoRow; the one that covers `time` wins.
    [[nodiscard]] RowId spanAt(int slot, TimeNs time, TimeNs tolerance) const;
    /// The span before (`step` -1) or after (1) a span in its slot, or the mark beside a mark; kNoRow at the ends. O(slots log n).
    [[nodiscard]] RowId beside(RowId row, TimeNs start, int step) const;
    /// Slot of a span that starts at `start`, or -1 if it is not in this lane (or is a mark).
    [[nodiscard]] int slotOf(RowId row, TimeNs start) const;

    [[nodiscard]] std::size_t byteSize() const;

private:
    struct Place
    {
        std::size_t segment = 0; ///< number of segments: nowhere
        std::size_t slot = 0;    ///< kMarks: among the marks
        std::size_t place = 0;
    };
    static constexpr std::size_t kMarks = kMaxSlots;

    [[nodiscard]] Place placeOf(RowId row, TimeNs start) const;

    std::vector<std::shared_ptr<const LaneSegment>> m_segments; ///< by start
    std::size_t m_spanCount = 0;
    std::size_t m_markCount = 0;
    int m_slotCount = 0;
};

} // namespace mgx
