// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/lane_list_model.h"

namespace mgx {

void LaneListModel::setBoxes(std::vector<LaneBox> boxes)
{
    if (boxes.size() == m_boxes.size()) { // the same lanes as a rule: nothing flickers while data arrives
        m_boxes = std::move(boxes);
        if (!m_boxes.empty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_boxes.size()) - 1));
        return;
    }
    beginResetModel();
    m_boxes = std::move(boxes);
    endResetModel();
}

int LaneListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_boxes.size());
}

QVariant LaneListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LaneBox& box = m_boxes[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole: return box.title;
    case DetailRole: return box.detail;
    case MoreRole: return box.more;
    case AgentRole: return box.agent;
    case YRole: return box.y;
    case HeightRole: return box.height;
    case CollapsedRole: return box.isCollapsed;
    case PinnedRole: return box.isPinned;
    default: return {};
    }
}

QHash<int, QByteArray> LaneListModel::roleNames() const
{
    return {{TitleRole, "title"}, {DetailRole, "detail"}, {MoreRole, "more"},
            {AgentRole, "agent"}, {YRole, "laneY"},       {HeightRole, "laneHeight"},
            {CollapsedRole, "isCollapsed"}, {PinnedRole, "isPinned"}};
}

} // namespace mgx
