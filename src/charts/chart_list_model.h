// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QAbstractListModel>

namespace mgx {

/// The charts of the page in order: those that come with the application, then those of saved queries.
class ChartListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Charts")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { ChartRole = Qt::UserRole + 1 };

    explicit ChartListModel(QObject* parent = nullptr);

    [[nodiscard]] int count() const { return static_cast<int>(m_charts.size()); }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : count(); }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] const std::vector<std::unique_ptr<Chart>>& charts() const { return m_charts; }
    /// Null if there is none.
    [[nodiscard]] Chart* named(const QString& name) const;
    /// The charts of saved queries; those that stay as they are keep their picture.
    void setCustom(std::vector<ChartSpec> specs);

Q_SIGNALS:
    void countChanged();

private:
    std::vector<std::unique_ptr<Chart>> m_charts;
};

} // namespace mgx
