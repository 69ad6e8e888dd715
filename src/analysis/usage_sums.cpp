// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/usage_sums.h"

#include <cmath>
#include <map>

namespace mgx {

namespace {

constexpr double kCostStep = 1e-6; ///< MassGen writes money with six places

bool isRounding(const Usage& difference, std::size_t rounds)
{
    Usage tokens = difference;
    tokens.costUsd = 0;
    return isZero(tokens) && std::abs(difference.costUsd) <= kCostStep * 0.5 * double(rounds + 1) + 1e-9;
}

/// A difference belongs to the rounds that have no figures of their own; without such rounds it is work outside every round.
UsageDifference explained(const RunFacts& facts, int agent, const Usage& difference)
{
    UsageDifference out;
    out.usage = difference;
    if (isRounding(difference, facts.rounds.size())) {
        out.reason = "the money of the rounds is rounded";
        out.isExplained = true;
        return out;
    }
    std::map<std::string, int> outcomes;
    for (const RoundFact& round : facts.rounds) {
        if (round.agent != agent || (round.usage && !isZero(*round.usage)))
            continue;
        ++outcomes[round.outcome.empty() ? "without an end" : round.outcome];
        if (round.row != kNoRow)
            out.rows.push_back(round.row);
    }
    for (const auto& [outcome, count] : outcomes)
        out.reason += (out.reason.empty() ? "" : ", ") + std::to_string(count) + " " + outcome;
    out.isExplained = !outcomes.empty() && difference.inputTokens >= 0 && difference.outputTokens >= 0;
    out.reason = outcomes.empty() ? "outside every round" : "rounds without figures of their own: " + out.reason;
    return out;
}

AgentSums sumsOf(const RunFacts& facts, int agent)
{
    AgentSums sums;
    sums.total = facts.agents[std::size_t(agent)].usage;
    bool hasRounds = false;
    for (const RoundFact& round : facts.rounds) {
        if (round.agent != agent || !round.usage)
            continue;
        sums.rounds = sums.rounds + *round.usage;
        hasRounds = true;
    }
    for (const ModelCallFact& call : facts.modelCalls) {
        if (call.agent != agent || !call.usage)
            continue;
        sums.modelCalls = sums.modelCalls + *call.usage;
        ++sums.modelCallsWithUsage;
    }
    if (sums.total && hasRounds && !isZero(*sums.total - sums.rounds))
        sums.difference = explained(facts, agent, *sums.total - sums.rounds);
    return sums;
}

} // namespace

Usage operator+(Usage a, const Usage& b)
{
    a.inputTokens += b.inputTokens;
    a.outputTokens += b.outputTokens;
    a.reasoningTokens += b.reasoningTokens;
    a.cachedInputTokens += b.cachedInputTokens;
    a.costUsd += b.costUsd;
    return a;
}

Usage operator-(Usage a, const Usage& b)
{
    a.inputTokens -= b.inputTokens;
    a.outputTokens -= b.outputTokens;
    a.reasoningTokens -= b.reasoningTokens;
    a.cachedInputTokens -= b.cachedInputTokens;
    a.costUsd -= b.costUsd;
    return a;
}

bool isZero(const Usage& usage)
{
    return usage.inputTokens == 0 && usage.outputTokens == 0 && usage.reasoningTokens == 0 && usage.cachedInputTokens == 0 && std::abs(usage.costUsd) < 1e-7;
}

std::vector<RunId> nestedRuns(const TraceSnapshot& snapshot, RunId run)
{
    std::vector<RunId> nested;
    std::vector<bool> isBelow(snapshot.runCount());
    isBelow[run] = true;
    for (bool hasNew = true; hasNew;) {
        hasNew = false;
        for (RunId other = 0; other < snapshot.runCount(); ++other) {
            const RunId parent = snapshot.runFacts(other).parentRun;
            if (isBelow[other] || parent >= isBelow.size() || !isBelow[parent])
                continue;
            isBelow[other] = hasNew = true;
            nested.push_back(other);
        }
    }
    return nested;
}

UsageSums usageSums(const TraceSnapshot& snapshot, RunId run)
{
    UsageSums sums;
    const RunFacts& facts = snapshot.runFacts(run);
    bool hasTotals = false;
    for (int agent = 0; agent < int(facts.agents.size()); ++agent) {
        sums.agents.push_back(sumsOf(facts, agent));
        if (!sums.agents.back().total)
            continue;
        sums.agentsSum = sums.agentsSum + *sums.agents.back().total;
        hasTotals = true;
    }
    sums.total = facts.usage;
    if (!sums.total && hasTotals)
        sums.total = sums.agentsSum;
    for (const RunId nested : nestedRuns(snapshot, run)) {
        ++sums.nestedRuns;
        if (const std::optional<Usage>& usage = snapshot.runFacts(nested).usage)
            sums.nested = sums.nested + *usage;
    }
    return sums;
}

} // namespace mgx
