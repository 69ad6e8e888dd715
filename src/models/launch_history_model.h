// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/launch_record.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

/// What was launched, newest first.
class LaunchHistoryModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Launcher")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { QuestionRole = Qt::UserRole + 1, ConfigRole, StateRole, SentenceRole, FiguresRole, CommandRole, HasRunRole };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    void setRecords(std::vector<LaunchRecord> records);
    [[nodiscard]] const LaunchRecord* at(int row) const;
    [[nodiscard]] int count() const { return static_cast<int>(m_records.size()); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    std::vector<LaunchRecord> m_records;
};

} // namespace mgx
