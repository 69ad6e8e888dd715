// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/run_rounds.h"
#include "analysis/what_if.h"

#include <string>
#include <unordered_map>

namespace mgx {

/// The factors of some changes, looked up by what they are about. Made once for a replay.
class ChangeFactors
{
public:
    ChangeFactors(const RunFacts& facts, std::span<const Change> changes);

    [[nodiscard]] bool isRemoved(int agent) const { return m_removed[std::size_t(agent)]; }
    [[nodiscard]] const std::vector<bool>& removed() const { return m_removed; }
    /// For the whole of a round: its agent and its phase.
    [[nodiscard]] double ofRound(const RoundFact& round) const { return m_agents[std::size_t(round.agent)] * find(m_phases, round.type); }
    [[nodiscard]] double ofAgent(int agent) const { return m_agents[std::size_t(agent)]; }
    [[nodiscard]] double ofPhase(const std::string& type) const { return find(m_phases, type); }
    [[nodiscard]] double ofTool(const ToolCallFact& call) const { return find(m_tools, call.name); }
    [[nodiscard]] double ofModel(const std::string& model) const { return find(m_models, model); }
    /// A model call that does not name its model is one of its agent's.
    [[nodiscard]] double ofModel(const ModelCallFact& call) const;

private:
    using Factors = std::unordered_map<std::string, double>;

    [[nodiscard]] static double find(const Factors& factors, const std::string& name)
    {
        const auto found = factors.find(name);
        return found == factors.end() ? 1 : found->second;
    }

    const RunFacts& m_facts;
    Factors m_tools, m_models, m_phases;
    std::vector<double> m_agents;
    std::vector<bool> m_removed;
};

} // namespace mgx
