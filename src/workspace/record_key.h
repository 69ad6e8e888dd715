// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <functional>

namespace mgx {

/// What identifies a record across reloads. Rows are only valid within one snapshot lineage.
struct RecordKey
{
    TraceId trace;
    std::uint64_t spanId = 0;
    RecordKind kind = RecordKind::Span;

    bool operator==(const RecordKey&) const = default;
};

[[nodiscard]] inline RecordKey keyOf(const TraceSnapshot& snapshot, RowId row)
{
    return {snapshot.trace(row), snapshot.spanId(row), snapshot.kind(row)};
}

/// The first row with this key, or kNoRow. O(n).
[[nodiscard]] inline RowId findRow(const TraceSnapshot& snapshot, const RecordKey& key)
{
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if (snapshot.spanId(row) == key.spanId && snapshot.kind(row) == key.kind && snapshot.trace(row) == key.trace)
            return row;
    }
    return kNoRow;
}

} // namespace mgx

template <>
struct std::hash<mgx::RecordKey>
{
    std::size_t operator()(const mgx::RecordKey& key) const noexcept
    {
        return std::hash<mgx::TraceId>()(key.trace) ^ (key.spanId * 0x9E3779B97F4A7C15ull) ^ std::size_t(key.kind);
    }
};
