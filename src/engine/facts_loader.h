// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record_loader.h"

namespace mgx {

/// Writes the tables of runs (resources/sql/runs.sql) anew from the facts of all snapshots, and from what `derive` adds to them. Runs are
/// numbered over all sources.
[[nodiscard]] Result<void> loadFacts(Database& database, const SnapshotList& snapshots, const DeriveRows& derive);

} // namespace mgx
