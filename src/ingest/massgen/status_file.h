// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/metric_round.h"
#include "ingest/massgen/run_files.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// A trouble that MassGen met while it made an agent use its workflow tools.
struct EnforcementAttempt
{
    TimeNs time = kNoTime;
    int round = -1;
    int attempt = -1;
    std::string reason;
    std::string error;
    std::string pointer;
};

/// What the last `status.json` says about one agent.
struct AgentStatus
{
    std::string id;
    std::string status;
    std::string error;
    std::string errorType; ///< "timeout" or "error"
    std::optional<Usage> usage; ///< cumulative in the process, over attempts and turns
    std::vector<MetricRound> rounds; ///< likewise
    int runningRound = -1;
    TimeNs runningSince = kNoTime;
    std::vector<EnforcementAttempt> enforcement;
};

/// `status.json`, which MassGen replaces every two seconds while it coordinates.
struct StatusFile
{
    bool isPresent = false;
    bool hasMetrics = false; ///< G2 and later
    std::string finishReason;
    std::string finishDetails;
    bool isComplete = false;
    TimeNs lastUpdated = kNoTime;
    TimeNs start = kNoTime;
    std::string logDir;
    std::string question;
    std::string winner;
    std::string phase;
    std::vector<AgentStatus> agents; ///< config order
};

[[nodiscard]] StatusFile readStatusFile(const RunFiles& files);

/// The `token_usage` object of an agent; nothing if it is none.
[[nodiscard]] std::optional<Usage> usageOf(const JsonValue& value);

} // namespace mgx
