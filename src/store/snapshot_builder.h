// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/run_facts.h"
#include "store/trace_snapshot.h"

#include <memory>
#include <string>
#include <string_view>

namespace mgx {

/// The one writer of a snapshot lineage: takes records in any order and publishes immutable snapshots. Not thread-safe;
/// published snapshots may be read on any thread. Appending costs O(1) and allocates nothing per record; publishing
/// costs time in proportion to what changed since the last publish.
class SnapshotBuilder
{
public:
    SnapshotBuilder();
    ~SnapshotBuilder();
    SnapshotBuilder(const SnapshotBuilder&) = delete;
    SnapshotBuilder& operator=(const SnapshotBuilder&) = delete;

    /// Registers what was opened (a folder, a file, a query) and a file that records point into.
    [[nodiscard]] std::uint32_t addSource(SourceKind kind, std::string_view path);
    [[nodiscard]] std::uint32_t addFile(std::string_view path);

    /// A run exists before its records, which name it; its facts may come later and be replaced at any time.
    [[nodiscard]] RunId addRun();
    void setRunFacts(RunId run, std::shared_ptr<const RunFacts> facts);

    /// Appends a record. A parent may come before or after its children; cycles are cut and flagged.
    RowId append(const RecordDraft& draft);
    /// Replaces a row (pending → final, an open span that ended). The row keeps its number; trace and span id stay.
    void replace(RowId row, const RecordDraft& draft);
    /// Moves a row of a run to the lane of an agent, where only its surroundings tell whose it is. Its parents stay.
    void setAgent(RowId row, std::string_view agent);
    /// Moves a row to another run, where only the whole tells which it belongs to.
    void setRun(RowId row, RunId run);
    /// Moves a row without a run to the lane of a service that is only known now.
    void setService(RowId row, std::string_view service);
    /// Gives a row that names no parent the one that its format implies (nesting in time), as if it had been recorded.
    void setParent(RowId row, RowId parent);
    /// Moves a row below another parent than the recorded one; kNoRow undoes it. Refused (false) if that makes a cycle.
    bool setRepairedParent(RowId row, RowId parent, RepairNote note = {});

    [[nodiscard]] RowId find(TraceId trace, std::uint64_t spanId, RecordKind kind) const;
    [[nodiscard]] RowId rowCount() const;

    /// An immutable picture of everything appended so far.
    [[nodiscard]] std::shared_ptr<const TraceSnapshot> publish();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
