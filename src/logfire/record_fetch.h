// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/logfire_engine.h"

#include <string>
#include <vector>

namespace mgx {

/// A session that a project has stored.
struct RemoteSession
{
    std::string traceId;
    std::string question;
    std::string agents;
    TimeNs start = kNoTime;
    double seconds = -1; ///< negative: not known
};

/// The statement for the newest sessions, newest first, and what its answer says.
[[nodiscard]] std::string recentSessionsSql();
[[nodiscard]] std::vector<RemoteSession> sessionsOf(const ResultTable& table);

struct FetchProgress
{
    std::size_t records = 0;
    int waitSeconds = 0;
};

/// Fetches every record of a trace, page by page with a keyset over time, span and kind, and writes them to `path` as lines of JSON
/// (mode 0600, complete or not at all). Blocks: not on the GUI's thread. Returns how many there are.
[[nodiscard]] Result<std::size_t> fetchTrace(LogfireEngine& engine, const std::string& traceId, const TimeRange& range, const std::string& path,
                                             const CancelToken& cancel, const std::function<void(FetchProgress)>& onProgress,
                                             std::size_t pageRows = 10'000);

} // namespace mgx
