// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/snapshot_builder.h"

#include <map>
#include <string>
#include <vector>

namespace mgx {

/// Copies rows of one snapshot into a builder: gives their drafts, and knows which row became which. One thread.
class RowCopy
{
public:
    RowCopy(const TraceSnapshot& from, SnapshotBuilder& to) : m_from(from), m_to(to), m_rows(from.rowCount(), kNoRow) {}

    /// The row as a draft without run and repaired parent; its texts are those of the snapshot.
    [[nodiscard]] RecordDraft draftOf(RowId row);
    void set(RowId from, RowId to) { m_rows[from] = to; }
    [[nodiscard]] RowId at(RowId from) const { return from < m_rows.size() ? m_rows[from] : kNoRow; }
    [[nodiscard]] const TraceSnapshot& from() const { return m_from; }

private:
    const TraceSnapshot& m_from;
    SnapshotBuilder& m_to;
    std::vector<RowId> m_rows; ///< row of the builder, by row of the snapshot
    std::map<std::pair<SourceKind, std::string>, std::uint32_t> m_sources;
    std::map<std::string, std::uint32_t, std::less<>> m_files;
};

} // namespace mgx
