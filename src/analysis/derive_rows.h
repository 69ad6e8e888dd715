// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/derived_rows.h"

namespace mgx {

/// The rows that the tables for queries get beyond the facts. O(n log n) in the run's rows. Pure; any thread.
[[nodiscard]] DerivedRows deriveRows(const TraceSnapshot& snapshot, RunId run);

} // namespace mgx
