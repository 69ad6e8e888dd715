// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/agent_time.h"
#include "analysis/critical_path.h"
#include "analysis/failures.h"
#include "analysis/finding.h"
#include "analysis/repeated_work.h"
#include "analysis/usage_sums.h"

namespace mgx {

/// All that is computed about one run: what findings, the report and its check are made of.
struct RunAnalysis
{
    RunTime time;
    CriticalPath path;
    std::vector<RepeatedGroup> repeated;
    LostWork lost;
    std::vector<FailureGroup> failures;
    UsageSums usage;
};

/// Pure; any thread.
[[nodiscard]] RunAnalysis analyze(const TraceSnapshot& snapshot, RunId run);

/// The most important first, at most a dozen. Runs of subagents and checkpoints have their own. Pure; any thread.
[[nodiscard]] std::vector<Finding> findings(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis);

/// `time`, `waiting`, …: the words of the list and of tools.
[[nodiscard]] std::string_view nameOf(Finding::Topic topic);

} // namespace mgx
