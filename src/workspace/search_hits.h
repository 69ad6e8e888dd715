// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "store/trace_snapshot.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// The records that a text was found in.
struct SearchHits
{
    std::vector<RowId> rows; ///< by start, ties by row
    std::vector<bool> isHit; ///< by row

    [[nodiscard]] bool contains(RowId row) const { return row < isHit.size() && isHit[row]; }
};

/// Looks for `text` (letters of ASCII in any case) in names, messages, agents, attributes and the other columns of all records,
/// and in the questions, answers, reasons and errors that the facts of the runs hold. Reads everything once: about 1 GB/s.
/// A cancelled search gives what it has. Any thread.
[[nodiscard]] SearchHits searchRecords(const TraceSnapshot& snapshot, std::string_view text, const CancelToken& cancel);

} // namespace mgx
