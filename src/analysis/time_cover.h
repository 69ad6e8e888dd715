// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"

#include <vector>

namespace mgx {

/// A stretch of time that something fills. Where several do, the highest `rank` shows; of those the one that began last, then the
/// last of the list.
struct Cover
{
    TimeNs start = 0;
    TimeNs end = 0;
    int rank = 0;
    int what = 0;       ///< meaning is the caller's
    RowId row = kNoRow;
};

/// What shows of some covers, by time, without overlaps; neighbours of one cover are one. Empty covers show nothing.
/// O(n log n).
[[nodiscard]] std::vector<Cover> visibleParts(std::vector<Cover> covers);

} // namespace mgx
