// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace mgx {

/// The snapshots that the loaded rows point into. Changed by the engine's thread between queries, read by DuckDB's threads
/// while one runs.
struct RecordSources
{
    std::vector<std::shared_ptr<const TraceSnapshot>> snapshots;

    /// A row of any source as one number.
    [[nodiscard]] static std::int64_t id(std::size_t source, RowId row) { return static_cast<std::int64_t>(source) << 32 | row; }
    /// A run of any source as one number; it stays when other sources gain runs.
    [[nodiscard]] static std::int64_t runId(std::size_t source, RunId run) { return static_cast<std::int64_t>(source) * 100'000 + run; }
    /// Null if the number names no row: the functions can be called with anything.
    [[nodiscard]] const TraceSnapshot* find(std::int64_t id, RowId& row) const
    {
        const auto source = static_cast<std::size_t>(static_cast<std::uint64_t>(id) >> 32);
        row = static_cast<RowId>(id & 0xFFFFFFFF);
        const bool isThere = source < snapshots.size() && snapshots[source] && row < snapshots[source]->rowCount();
        return isThere ? snapshots[source].get() : nullptr;
    }
};

} // namespace mgx
