// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "ingest/import_report.h"

#include <string>
#include <vector>

namespace mgx {

/// What a folder holds. Found by names and markers alone: no file is read.
struct Discovered
{
    std::vector<std::string> units; ///< run units, without those nested in another; turns and attempts in numeric order
    std::vector<std::string> traceFiles; ///< files that could be traces, only if there is no run unit
    std::size_t emptyLogs = 0; ///< log_* folders without any run unit
};

/// Finds the runs in `path` (canonical): the unit itself, a turn_N, a log_*, massgen_logs, .massgen, or any folder above.
/// Never enters a run unit's own folders, git repositories (but for their `.massgen` and `massgen_logs`), or symbolic
/// links, so no loop is possible. A folder inside a run stands for that run. Looks at 400,000 entries at most.
[[nodiscard]] Discovered discoverRuns(const std::string& path, const CancelToken& cancel, ImportReport& report);

/// The run unit that a file or folder belongs to; empty if it belongs to none.
[[nodiscard]] std::string unitAbove(const std::string& path);

} // namespace mgx
