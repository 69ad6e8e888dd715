// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/changed_cost.h"

#include <algorithm>

namespace mgx {

namespace {

/// A weighted mean of factors; 1 without any weight.
struct Mean
{
    double weight = 0;
    double sum = 0;

    void add(double w, double factor)
    {
        weight += w;
        sum += w * factor;
    }
    [[nodiscard]] double value() const { return weight > 0 ? sum / weight : 1; }
};

double lengthOf(TimeNs start, TimeNs end)
{
    return isKnownTime(start) && isKnownTime(end) && end > start ? double(end - start) : 0;
}

/// By agent, what its models make of its money.
std::vector<double> modelFactors(const RunFacts& facts, const ChangeFactors& factors)
{
    std::vector<Mean> tokens(facts.agents.size());
    std::vector<Mean> times(facts.agents.size());
    for (const ModelCallFact& call : facts.modelCalls) {
        if (!hasAgent(facts, call.agent))
            continue;
        const double factor = factors.ofModel(call);
        times[std::size_t(call.agent)].add(lengthOf(call.start, call.end), factor);
        if (call.usage)
            tokens[std::size_t(call.agent)].add(double(call.usage->inputTokens) + double(call.usage->outputTokens), factor);
    }
    std::vector<double> out;
    for (std::size_t i = 0; i < facts.agents.size(); ++i)
        out.push_back(tokens[i].weight > 0 ? tokens[i].value() : times[i].weight > 0 ? times[i].value() : factors.ofModel(facts.agents[i].model));
    return out;
}

/// What one agent spent: all of it, and what its rounds say.
struct Spent
{
    double all = 0;
    bool isKnown = false;
    Mean recorded; ///< rounds with a cost, weighted by it
    Mean silent;   ///< rounds without, weighted by their time
};

std::vector<Spent> spentBy(const RunFacts& facts, const RunRounds& rounds, const ChangeFactors& factors)
{
    std::vector<Spent> spent(facts.agents.size());
    for (const RoundTimes& round : rounds.rounds) {
        const RoundFact& fact = facts.rounds[std::size_t(round.round)];
        Spent& s = spent[std::size_t(round.agent)];
        if (fact.usage)
            s.recorded.add(std::max(0.0, fact.usage->costUsd), factors.ofPhase(fact.type));
        else
            s.silent.add(double(round.end - round.start), factors.ofPhase(fact.type));
        s.isKnown = s.isKnown || fact.usage.has_value();
    }
    for (std::size_t i = 0; i < spent.size(); ++i) {
        spent[i].isKnown = spent[i].isKnown || facts.agents[i].usage.has_value();
        spent[i].all = facts.agents[i].usage ? std::max(0.0, facts.agents[i].usage->costUsd) : spent[i].recorded.weight;
    }
    return spent;
}

} // namespace

std::optional<double> changedCost(const RunFacts& facts, const RunRounds& rounds, const ChangeFactors& factors)
{
    const std::vector<Spent> spent = spentBy(facts, rounds, factors);
    if (std::none_of(spent.begin(), spent.end(), [](const Spent& s) { return s.isKnown; }))
        return std::nullopt;
    const std::vector<double> models = modelFactors(facts, factors);
    double sum = 0;
    for (std::size_t i = 0; i < spent.size(); ++i) {
        const double inRounds = std::min(spent[i].all, spent[i].recorded.weight);
        const double silent = spent[i].silent.weight > 0 ? spent[i].silent.value() : spent[i].recorded.value();
        sum += (inRounds * spent[i].recorded.value() + (spent[i].all - inRounds) * silent) * models[i] * factors.ofAgent(static_cast<int>(i));
    }
    return sum;
}

} // namespace mgx
