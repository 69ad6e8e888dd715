// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "engine/database.h"
#include "store/derived_rows.h"

#include <memory>
#include <vector>

namespace mgx {

/// Something open, and how much of it there is.
using SnapshotList = std::vector<std::shared_ptr<const TraceSnapshot>>;

struct LoadOptions
{
    DeriveRows derive;      ///< what fills the tables that only an analysis can fill; empty = they stay empty
    bool hasRecords = true; ///< false: only the tables of runs are filled, which takes no time even for millions of records
};

/// Brings the tables of a database to the revision of some snapshots: the n-th snapshot is a later one of the lineage that stood at
/// place n before, or null. New rows are appended, changed ones replaced, in one transaction; the tables of runs are written anew. A
/// query before sees the old revision, one after the new. About 1.5 s per million rows; on the thread of the database.
[[nodiscard]] Result<void> loadSnapshots(Database& database, const SnapshotList& snapshots, const CancelToken& cancel, const LoadOptions& options = {});

} // namespace mgx
