// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/run_monitor.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// The agents of a run that is going on, one a row. Rows stay where they are while their figures change.
class AgentProgressModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Launcher")

public:
    enum Role { IdRole = Qt::UserRole + 1, StatusRole, AnswersRole, VotesRole, TokensRole, CostRole, ActivityRole, ErrorRole };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    void setAgents(const std::vector<MonitoredAgent>& agents);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<MonitoredAgent> m_agents;
};

} // namespace mgx
