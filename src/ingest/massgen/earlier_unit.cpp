// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/earlier_unit.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace mgx {

namespace {

constexpr TimeNs kSlack = kNsPerSecond / 2;

std::pair<std::string, TimeNs> keyOf(const MetricRound& round)
{
    return {round.agent, round.start};
}

/// Cost as MassGen writes it, without the noise of a subtraction.
double roundedCost(double usd)
{
    return std::round(usd * 1e9) / 1e9;
}

Usage sumOf(const std::vector<MetricRound>& rounds, const std::string& agent)
{
    Usage sum;
    for (const MetricRound& round : rounds) {
        if (round.agent == agent)
            sum = sum + round.usage;
    }
    return sum;
}

} // namespace

Usage operator+(const Usage& a, const Usage& b)
{
    return {a.inputTokens + b.inputTokens, a.outputTokens + b.outputTokens, a.reasoningTokens + b.reasoningTokens,
            a.cachedInputTokens + b.cachedInputTokens, roundedCost(a.costUsd + b.costUsd)};
}

Usage operator-(const Usage& a, const Usage& b)
{
    return {a.inputTokens - b.inputTokens, a.outputTokens - b.outputTokens, a.reasoningTokens - b.reasoningTokens,
            a.cachedInputTokens - b.cachedInputTokens, roundedCost(a.costUsd - b.costUsd)};
}

UnitCounters countersOf(RunDocuments& documents)
{
    UnitCounters counters;
    for (const AgentStatus& agent : documents.status().agents) {
        if (agent.usage)
            counters.usage.emplace(agent.id, *agent.usage);
        counters.rounds.insert(counters.rounds.end(), agent.rounds.begin(), agent.rounds.end());
    }
    if (counters.usage.empty() || counters.rounds.empty()) {
        const MetricsFiles& metrics = documents.metrics();
        if (counters.usage.empty())
            counters.usage = metrics.usage;
        if (counters.rounds.empty())
            counters.rounds = metrics.rounds;
    }
    return counters;
}

OwnShare::OwnShare(UnitCounters own, const UnitCounters& earlier, TimeNs start)
{
    std::set<std::pair<std::string, TimeNs>> known;
    for (const MetricRound& round : earlier.rounds)
        known.insert(keyOf(round));
    std::set<std::pair<std::string, TimeNs>> seen;
    for (MetricRound& round : own.rounds) {
        const bool isEarlier = known.contains(keyOf(round)) || (start != kNoTime && round.start < start - kSlack);
        m_isContinued = m_isContinued || isEarlier;
        if (!isEarlier && seen.insert(keyOf(round)).second)
            m_rounds.push_back(std::move(round));
    }
    for (const auto& [agent, usage] : own.usage) {
        const auto before = earlier.usage.find(agent);
        if (!m_isContinued)
            m_usage.emplace(agent, usage);
        else if (before != earlier.usage.end())
            m_usage.emplace(agent, usage - before->second);
        else
            m_usage.emplace(agent, sumOf(m_rounds, agent));
    }
    if (own.usage.empty()) {
        for (const MetricRound& round : m_rounds)
            m_usage[round.agent] = m_usage[round.agent] + round.usage;
    }
    std::stable_sort(m_rounds.begin(), m_rounds.end(),
                     [](const MetricRound& a, const MetricRound& b) { return a.start < b.start; });
}

} // namespace mgx
