// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <memory>
#include <vector>

namespace mgx {

/// A run of one of the sources.
struct RunRef
{
    std::size_t source = 0;
    RunId run = kNoRun;
};

/// One run, and the sources that tell of it.
struct RunGroup
{
    std::vector<RunRef> runs;
    int local = -1; ///< index in `runs` of the one from a log folder; -1 = none

    [[nodiscard]] bool isJoined() const { return local >= 0 && runs.size() > 1; }
};

/// Which runs of several sources are one: the same log folder, turn and attempt by `massgen.log_path`; without one the same task and
/// agents, begun within ten seconds; sent records in several files also by their trace.
[[nodiscard]] std::vector<RunGroup> groupRuns(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources);

/// Which sources belong together because a run of one is a run of the other: indexes, each source in one list, in order.
[[nodiscard]] std::vector<std::vector<std::size_t>> relatedSources(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources);

} // namespace mgx
