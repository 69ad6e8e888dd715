// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/local_clock.h"
#include "ingest/massgen/run_documents.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// The facts of a run that a list shows. Listing and importing both take them from here, so they cannot differ.
struct RunHead
{
    std::string generation;
    std::string version;
    std::string question;
    std::vector<std::string> agents; ///< config order
    std::string winner;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    RunState state = RunState::Incomplete;
    std::string stateReason;
    std::optional<Usage> usage;              ///< of this unit alone
    std::map<std::string, Usage> agentUsage; ///< likewise, by agent
    LocalClock clock;
    bool isOverwritten = false; ///< a restart has replaced its coordination events and status by nearly empty ones
    std::vector<MetricRound> rounds; ///< recorded rounds of this unit alone
    TimeNs ownFrom = kNoTime; ///< rounds and tools that began before belong to an earlier unit of the same process
    ExecutionMetadata config; ///< metadata with the config that counts: its own, or that of the first attempt
};

[[nodiscard]] RunHead readRunHead(RunDocuments& documents);

/// Whether a run unit has nothing of a run in it: MassGen makes a log folder before it looks at its arguments.
[[nodiscard]] bool isAborted(RunDocuments& documents);

} // namespace mgx
