// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace mgx {

/// Why a total is not the sum of the rounds.
struct UsageDifference
{
    std::string reason; ///< "2 rounds without figures of their own: vote_ignored", …
    Usage usage;        ///< total minus rounds
    std::vector<RowId> rows;
    bool isExplained = false;
};

struct AgentSums
{
    std::optional<Usage> total;      ///< as MassGen states it for the agent
    Usage rounds;                    ///< sum over the rounds that have figures
    Usage modelCalls;                ///< sum over the model calls that have figures
    std::size_t modelCallsWithUsage = 0;
    std::optional<UsageDifference> difference; ///< total minus rounds; absent = none
};

struct UsageSums
{
    std::optional<Usage> total; ///< as MassGen states it for the run, else the sum of its agents' totals
    Usage agentsSum;
    std::vector<AgentSums> agents; ///< as RunFacts::agents
    Usage nested;               ///< runs of subagents and checkpoints below this one, each counted once; not part of `total`
    std::size_t nestedRuns = 0;
};

/// Tokens and money of one run. O(rounds + calls). Pure; any thread.
[[nodiscard]] UsageSums usageSums(const TraceSnapshot& snapshot, RunId run);

/// Runs of subagents and checkpoints below a run, however deep, each once.
[[nodiscard]] std::vector<RunId> nestedRuns(const TraceSnapshot& snapshot, RunId run);

[[nodiscard]] Usage operator+(Usage a, const Usage& b);
[[nodiscard]] Usage operator-(Usage a, const Usage& b);
/// No tokens, and less than a ten-millionth of a dollar.
[[nodiscard]] bool isZero(const Usage& usage);

} // namespace mgx
