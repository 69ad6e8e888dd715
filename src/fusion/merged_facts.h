// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fusion/row_copy.h"
#include "store/run_facts.h"

namespace mgx {

/// The facts of a run with their rows as they are called in the builder.
[[nodiscard]] RunFacts movedFacts(const RunFacts& facts, const RowCopy& copy);

/// One run that both a log folder and sent records tell of; rows of both already moved. The folder's facts, with the times and
/// model calls of what was sent, and a problem for each thing in which they disagree.
[[nodiscard]] RunFacts mergedFacts(const RunFacts& local, const RunFacts& sent);

} // namespace mgx
