// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/metric_round.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// One entry of `tool_executions`: a tool call that has ended.
struct MetricTool
{
    std::string agent;
    std::string name;
    std::string type;
    std::string callId;
    int round = -1;
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    std::optional<bool> success;
    std::string error;
    std::int64_t inputChars = -1;
    std::int64_t outputChars = -1;
    std::string pointer;
};

/// What `metrics_events.json` and `metrics_summary.json` hold: written at the end of a run. Their counters go on over the
/// attempts and turns of one process.
struct MetricsFiles
{
    bool hasEvents = false;
    bool hasSummary = false;
    TimeNs generatedAt = kNoTime;
    std::vector<MetricTool> tools;
    std::vector<MetricRound> rounds;
    std::string winner;
    std::map<std::string, Usage> usage; ///< cumulative, by agent
    struct Subagent
    {
        std::string id;
        std::string status;
        std::string task;
        Usage usage;
    };
    std::vector<Subagent> subagents;
};

[[nodiscard]] MetricsFiles readMetricsFiles(const RunFiles& files);

} // namespace mgx
