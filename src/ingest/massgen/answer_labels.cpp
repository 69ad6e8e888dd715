// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/answer_labels.h"

#include <algorithm>
#include <charconv>

namespace mgx {

namespace {

constexpr std::string_view kPrefix = "agent";

/// N of "agentN.M"; 0 for another form.
std::size_t numberIn(std::string_view label)
{
    if (!label.starts_with(kPrefix))
        return 0;
    label.remove_prefix(kPrefix.size());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
    return error == std::errc() && end != label.data() + label.size() && *end == '.' ? number : 0;
}

/// Labels count sorted ids since a version between 0.1.51 and 0.1.67.
bool countsSorted(std::string_view version)
{
    int parts[3] = {0, 0, 0};
    const char* at = version.data();
    const char* const end = version.data() + version.size();
    for (int& part : parts) {
        const auto [next, error] = std::from_chars(at, end, part);
        if (error != std::errc())
            break;
        at = next < end ? next + 1 : end;
    }
    return version.empty() || parts[0] > 0 || parts[1] > 1 || parts[2] >= 52;
}

} // namespace

AnswerLabels::AnswerLabels(std::vector<std::string> agents, std::string_view version) : m_agents(std::move(agents))
{
    if (countsSorted(version))
        std::sort(m_agents.begin(), m_agents.end());
}

void AnswerLabels::learn(std::string_view label, std::string_view agent)
{
    if (label.empty() || agent.empty())
        return;
    m_known.emplace(label, agent);
    if (const std::size_t number = numberIn(label); number > 0)
        m_numbers.emplace(agent, number);
}

std::string AnswerLabels::agentOf(std::string_view label) const
{
    if (const auto found = m_known.find(label); found != m_known.end())
        return found->second;
    const std::size_t number = numberIn(label);
    for (const auto& [agent, known] : m_numbers) {
        if (number > 0 && known == number)
            return agent;
    }
    return number > 0 && number <= m_agents.size() ? m_agents[number - 1] : std::string();
}

std::size_t AnswerLabels::numberOf(std::string_view agent) const
{
    if (const auto found = m_numbers.find(agent); found != m_numbers.end())
        return found->second;
    const auto at = std::find(m_agents.begin(), m_agents.end(), agent);
    return at == m_agents.end() ? 0 : static_cast<std::size_t>(at - m_agents.begin()) + 1;
}

std::string AnswerLabels::labelFor(std::string_view agent, std::string_view suffix) const
{
    const std::size_t number = numberOf(agent);
    return number == 0 ? std::string() : std::string(kPrefix) + std::to_string(number) + '.' + std::string(suffix);
}

} // namespace mgx
