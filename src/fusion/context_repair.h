// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/catalog.h"
#include "store/snapshot_builder.h"

#include <vector>

namespace mgx {

/// A row whose recorded parent is wrong, the right one, and what speaks for it.
struct Repair
{
    RowId row = kNoRow;
    RowId parent = kNoRow;
    RepairNote note;
};

/// Finds the true parents of a MassGen run's spans and logs. MassGen's rounds are asynchronous generators: what happens in
/// them is mostly recorded flat below `coordination.session`. A row of an agent belongs into the round of that agent in which it
/// begins; MassGen's round number decides between several. A tool span belongs into the wrapper of its call. Rows whose parent is
/// right, and rows about which nothing certain can be said, are left alone. Pure; O(n log n).
[[nodiscard]] std::vector<Repair> findRepairs(const TraceSnapshot& snapshot);

/// Repairs the parents of everything that has been read into `builder`; the recorded ones are kept beside. Returns how many.
std::size_t repairParents(SnapshotBuilder& builder);

/// Reads an item as importItem does, with repaired parents in the last picture.
[[nodiscard]] Result<Imported> importRepaired(const CatalogItem& item, const ImportHooks& hooks);

} // namespace mgx
