// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/agent_progress_model.h"

#include "workspace/format.h"

namespace mgx {

void AgentProgressModel::setAgents(const std::vector<MonitoredAgent>& agents)
{
    if (agents.size() == m_agents.size()) {
        m_agents = agents;
        if (!m_agents.empty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_agents.size()) - 1));
        return;
    }
    beginResetModel();
    m_agents = agents;
    endResetModel();
}

int AgentProgressModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_agents.size());
}

QVariant AgentProgressModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const MonitoredAgent& agent = m_agents[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case IdRole: return toQString(agent.id);
    case StatusRole: return agent.error.empty() ? toQString(agent.status) : tr("given up");
    case AnswersRole: {
        QStringList labels;
        for (const std::string& label : agent.answers)
            labels.append(toQString(label));
        return labels.isEmpty() ? QString(kUnknown) : labels.join(QStringLiteral(", "));
    }
    case VotesRole: return formatCount(agent.votes);
    case TokensRole: return formatCount(agent.tokens);
    case CostRole: return formatCost(agent.costUsd);
    case ActivityRole: return toQString(agent.error.empty() ? agent.activity : agent.error);
    case ErrorRole: return toQString(agent.error);
    default: return {};
    }
}

QHash<int, QByteArray> AgentProgressModel::roleNames() const
{
    return {{IdRole, "agentId"},   {StatusRole, "status"}, {AnswersRole, "answers"},   {VotesRole, "votes"},
            {TokensRole, "tokens"}, {CostRole, "cost"},     {ActivityRole, "activity"}, {ErrorRole, "error"}};
}

} // namespace mgx
