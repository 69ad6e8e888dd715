// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// The labels "agentN.M" of a run and whose they are. N counts the agents in code-point order of their ids, in versions up
/// to 0.1.44 in config order; what the run itself says comes first, the count is only for labels that no file explains.
class AnswerLabels
{
public:
    AnswerLabels(std::vector<std::string> agents, std::string_view version);

    void learn(std::string_view label, std::string_view agent);
    /// Id of the agent that gave the answer; empty if the label has another form.
    [[nodiscard]] std::string agentOf(std::string_view label) const;
    /// "agentN.suffix" of an agent; empty if the agent is unknown.
    [[nodiscard]] std::string labelFor(std::string_view agent, std::string_view suffix) const;

private:
    [[nodiscard]] std::size_t numberOf(std::string_view agent) const;

    std::vector<std::string> m_agents; ///< in the order in which labels count them
    std::map<std::string, std::string, std::less<>> m_known;
    std::map<std::string, std::size_t, std::less<>> m_numbers; ///< of agents, learnt from labels
};

} // namespace mgx
