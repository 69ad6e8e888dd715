// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/lane_layout.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace mgx {

/// The lanes of the timeline for the headers beside it.
class LaneListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a TimelineItem")

public:
    enum Role { TitleRole = Qt::UserRole + 1, DetailRole, MoreRole, AgentRole, YRole, HeightRole, CollapsedRole, PinnedRole };
    Q_ENUM(Role)

    using QAbstractListModel::QAbstractListModel;

    void setBoxes(std::vector<LaneBox> boxes);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    std::vector<LaneBox> m_boxes;
};

} // namespace mgx
