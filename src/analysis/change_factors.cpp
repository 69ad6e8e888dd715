// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/change_factors.h"

#include <cmath>

namespace mgx {

ChangeFactors::ChangeFactors(const RunFacts& facts, std::span<const Change> changes)
    : m_facts(facts), m_agents(facts.agents.size(), 1), m_removed(facts.agents.size())
{
    constexpr double kMost = 1000; // beyond it times would leave the years that are known
    const auto multiply = [](Factors& factors, const Change& change, double factor) {
        factors.try_emplace(change.name, 1).first->second *= factor;
    };
    for (const Change& change : changes) {
        const double factor = std::isfinite(change.factor) ? std::min(std::max(change.factor, 0.0), kMost) : 1;
        switch (change.target) {
        case Change::Target::Tool: multiply(m_tools, change, factor); break;
        case Change::Target::Model: multiply(m_models, change, factor); break;
        case Change::Target::Phase: multiply(m_phases, change, factor); break;
        case Change::Target::Agent:
            for (std::size_t i = 0; i < facts.agents.size(); ++i) {
                if (facts.agents[i].id == change.name) {
                    m_agents[i] *= factor;
                    m_removed[i] = m_removed[i] || factor == 0;
                }
            }
            break;
        }
    }
}

double ChangeFactors::ofModel(const ModelCallFact& call) const
{
    return ofModel(call.model.empty() && hasAgent(m_facts, call.agent) ? m_facts.agents[std::size_t(call.agent)].model : call.model);
}

} // namespace mgx
