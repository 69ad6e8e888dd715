// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshot_builder.h"

#include <string>
#include <unordered_map>

namespace mgx {

/// Puts rows that MassGen sent (known by service, scope or `massgen.` attributes) into runs, one per trace, finds the agent
/// of each row, and tells the facts of a run from its records. For any importer of records. One thread.
class RecordRuns
{
public:
    RecordRuns(SnapshotBuilder& builder, std::string_view path) : m_builder(builder), m_path(path) {}

    /// Sets run and agent of the draft and appends it.
    RowId append(RecordDraft& draft);
    /// After the last row: gives rows without an agent that of the span they are in, and fills the facts. O(rows).
    void finish();

private:
    [[nodiscard]] static bool isMassgen(const RecordDraft& draft);
    [[nodiscard]] static std::string agentOf(const RecordDraft& draft);
    void inheritAgents(const TraceSnapshot& snapshot);

    SnapshotBuilder& m_builder;
    std::string m_path;
    std::unordered_map<TraceId, RunId> m_runs;
    RowId m_firstRow = kNoRow;
};

} // namespace mgx
