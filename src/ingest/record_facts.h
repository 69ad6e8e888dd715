// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <memory>
#include <string>
#include <vector>

namespace mgx {

/// Facts of the runs from `firstRun` on, told from MassGen's records alone: span names and `massgen.*` attributes as MassGen
/// sends them (massgen/structured_logging.py). Usage on rounds is a running sum per agent there; facts hold the differences.
[[nodiscard]] std::vector<std::shared_ptr<const RunFacts>> factsFromRecords(const TraceSnapshot& snapshot, RunId firstRun,
                                                                            const std::string& path);

} // namespace mgx
