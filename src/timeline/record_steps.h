// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/mark_index.h"

#include <vector>

namespace mgx {

/// The record before (-1) or after (1) one in its sub-row, or the mark beside a mark; kNoRow at the ends.
[[nodiscard]] RowId recordBeside(const TraceSnapshot& snapshot, RowId row, int step);

/// From record to record along what led to what: a round to the answer or vote it gave, an answer to the votes for it and the
/// rounds that had it in their context; and back. Remembers where it came from, so that going back goes the way it came, and a step
/// on from an end goes to the next branch of the way. GUI thread; O(links) a step.
class LinkWalk
{
public:
    /// Where a step leads; kNoRow: nowhere.
    [[nodiscard]] RowId step(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId from, int direction);

private:
    /// By time.
    [[nodiscard]] static std::vector<RowId> linked(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId row, int direction);

    [[nodiscard]] RowId nextBranch(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId end);

    std::vector<RowId> m_way; ///< the records that the steps on have left; the last one led to m_here
    RowId m_here = kNoRow;
};

} // namespace mgx
