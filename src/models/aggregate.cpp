// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aggregate.h"

#include <algorithm>
#include <unordered_map>

namespace mgx {

namespace {

constexpr RowId kCancelStep = 4096;

/// The smallest value that at least `percent` of all are not above.
TimeNs nearestRank(const std::vector<TimeNs>& sorted, std::size_t percent)
{
    const std::size_t rank = (sorted.size() * percent + 99) / 100;
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

std::vector<AggregateRow> aggregateByName(const TraceSnapshot& snapshot, const CancelToken& cancel)
{
    std::vector<AggregateRow> rows;
    std::vector<std::vector<TimeNs>> durations; ///< beside rows
    std::unordered_map<StringId, std::size_t> placeOfName;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (row % kCancelStep == 0 && cancel.isCancelled())
            return {};
        if (snapshot.kind(row) != RecordKind::Span)
            continue;
        const auto [entry, isNew] = placeOfName.try_emplace(snapshot.nameId(row), rows.size());
        if (isNew) {
            rows.push_back({snapshot.nameId(row)});
            durations.emplace_back();
        }
        AggregateRow& sum = rows[entry->second];
        const TimeNs duration = snapshot.duration(row);
        ++sum.count;
        sum.errors += snapshot.isError(row);
        sum.total += duration;
        sum.self += snapshot.selfTime(row);
        durations[entry->second].push_back(duration);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::sort(durations[i].begin(), durations[i].end());
        rows[i].p50 = nearestRank(durations[i], 50);
        rows[i].p95 = nearestRank(durations[i], 95);
        rows[i].max = durations[i].back();
    }
    std::stable_sort(rows.begin(), rows.end(), [](const AggregateRow& a, const AggregateRow& b) { return a.total > b.total; });
    return rows;
}

} // namespace mgx
