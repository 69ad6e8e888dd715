// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"
#include "workspace/search_hits.h"

namespace mgx {

/// A stretch of time that a row of an answer tells of; a moment where both ends are the same. Epoch ns.
struct NamedStretch
{
    TimeNs from = 0;
    TimeNs to = 0;
    std::string label; ///< the first text of the row; may be empty

    bool operator==(const NamedStretch&) const = default;
};

/// What the rows of an answer mean in the open trace.
struct NamedRecords
{
    SearchHits hits;
    std::vector<NamedStretch> stretches; ///< of rows that name no record of the trace, by start
    std::size_t elsewhere = 0;           ///< rows that name neither

    static constexpr std::size_t kMostStretches = 10'000;
};

/// Looks at the columns span_id, trace_id and kind, and, where a row names no record of this trace, at the first column of times whose
/// name says start and the first that says end (or a duration in seconds beside a start). O(records + rows). Any thread.
[[nodiscard]] NamedRecords namedRecords(const TraceSnapshot& snapshot, const ResultTable& table, const CancelToken& cancel);

} // namespace mgx
