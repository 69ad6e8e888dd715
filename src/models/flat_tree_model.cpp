// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/flat_tree_model.h"

#include "workspace/format.h"
#include "workspace/lane_agents.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace mgx {

FlatTreeModel::FlatTreeModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &FlatTreeModel::takeSnapshot);
    connect(&workspace.selection(), &Selection::changed, this, &FlatTreeModel::takeSelection);
    connect(&workspace.search(), &Search::changed, this, &FlatTreeModel::takeHits);
    takeSnapshot();
}

int FlatTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

void FlatTreeModel::takeSnapshot()
{
    const auto& snapshot = m_workspace.snapshot();
    m_laneAgents = snapshot ? agentOfLanes(*snapshot) : std::vector<int>();
    if (std::exchange(m_lineage, m_workspace.lineage()) != m_workspace.lineage()) {
        // Rows mean something else now: the old ones must not be compared with the new ones.
        beginResetModel();
        m_tree.setSnapshot(snapshot);
        m_rows = m_tree.visibleRows();
        endResetModel();
        Q_EMIT countChanged();
        findCurrent();
    } else {
        m_tree.setSnapshot(snapshot);
        refresh();
    }
}

void FlatTreeModel::refresh()
{
    replaceRows(m_tree.visibleRows());
    findCurrent();
}

/// What differs is one stretch between a common head and a common tail: exact for opening and closing a row, good enough
/// for growing data.
void FlatTreeModel::replaceRows(std::vector<FlatTree::Row> rows)
{
    const auto isSame = [](const FlatTree::Row& a, const FlatTree::Row& b) { return a.row == b.row && a.depth == b.depth; };
    const std::size_t shorter = std::min(rows.size(), m_rows.size());
    std::size_t head = 0;
    while (head < shorter && isSame(rows[head], m_rows[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && isSame(rows[rows.size() - 1 - tail], m_rows[m_rows.size() - 1 - tail]))
        ++tail;
    const std::size_t oldCount = m_rows.size();
    const std::size_t oldEnd = m_rows.size() - tail;
    const std::size_t newEnd = rows.size() - tail;
    const auto at = [](std::vector<FlatTree::Row>& list, std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
    if (head < oldEnd) {
        beginRemoveRows({}, static_cast<int>(head), static_cast<int>(oldEnd) - 1);
        m_rows.erase(at(m_rows, head), at(m_rows, oldEnd));
        endRemoveRows();
    }
    if (head < newEnd) {
        beginInsertRows({}, static_cast<int>(head), static_cast<int>(newEnd) - 1);
        m_rows.insert(at(m_rows, head), at(rows, head), at(rows, newEnd));
        endInsertRows();
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(count() - 1));
    if (m_rows.size() != oldCount)
        Q_EMIT countChanged();
}

void FlatTreeModel::takeSelection()
{
    const RowId row = m_workspace.selection().row();
    if (row != kNoRow && m_workspace.selection().origin() != Selection::Origin::Tree && m_tree.snapshot()) {
        m_tree.expandTo(row);
        refresh();
        return;
    }
    findCurrent();
}

void FlatTreeModel::findCurrent()
{
    const RowId row = m_workspace.selection().row();
    const auto found = row == kNoRow ? m_rows.end()
                                     : std::find_if(m_rows.begin(), m_rows.end(), [&](const auto& r) { return r.row == row; });
    const int before = std::exchange(m_current, found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin()));
    if (before == m_current)
        return;
    for (const int place : {before, m_current}) {
        if (place >= 0 && place < count())
            Q_EMIT dataChanged(index(place), index(place), {IsCurrentRole});
    }
    Q_EMIT currentChanged();
}

void FlatTreeModel::takeHits()
{
    const bool hadHits = m_tree.hasHits();
    m_tree.setHits(m_workspace.search().hits(), m_showsOnlyHits);
    if (hadHits || m_tree.hasHits()) // else a new snapshot without a search would lay out the whole tree twice
        refresh();
}

void FlatTreeModel::setShowsOnlyHits(bool showsOnlyHits)
{
    if (showsOnlyHits == m_showsOnlyHits)
        return;
    m_showsOnlyHits = showsOnlyHits;
    takeHits();
    Q_EMIT showsOnlyHitsChanged();
}

void FlatTreeModel::setShowsRecorded(bool showsRecorded)
{
    if (showsRecorded == this->showsRecorded())
        return;
    m_tree.setParentMode(showsRecorded ? ParentMode::Recorded : ParentMode::Repaired);
    if (m_workspace.selection().row() != kNoRow && m_tree.snapshot())
        m_tree.expandTo(m_workspace.selection().row());
    refresh();
    Q_EMIT showsRecordedChanged();
}

QString FlatTreeModel::order() const
{
    switch (m_tree.order()) {
    case TreeOrder::Duration: return QStringLiteral("duration");
    case TreeOrder::Cost: return QStringLiteral("cost");
    case TreeOrder::Start: break;
    }
    return QStringLiteral("start");
}

void FlatTreeModel::setOrder(const QString& order)
{
    if (order == this->order())
        return;
    m_tree.setOrder(order == QLatin1String("duration") ? TreeOrder::Duration
                        : order == QLatin1String("cost") ? TreeOrder::Cost
                                                         : TreeOrder::Start);
    refresh();
    Q_EMIT orderChanged();
}

void FlatTreeModel::select(int index)
{
    if (index >= 0 && index < count())
        m_workspace.selection().select(m_rows[static_cast<std::size_t>(index)].row, Selection::Origin::Tree);
}

void FlatTreeModel::setExpanded(int index, bool isExpanded)
{
    if (index < 0 || index >= count())
        return;
    const FlatTree::Row row = m_rows[static_cast<std::size_t>(index)];
    m_tree.setExpanded(row.row, row.depth, isExpanded);
    refresh();
}

void FlatTreeModel::setSubtreeExpanded(int index, bool isExpanded)
{
    if (index < 0 || index >= count())
        return;
    const FlatTree::Row row = m_rows[static_cast<std::size_t>(index)];
    m_tree.setSubtreeExpanded(row.row, row.depth, isExpanded);
    refresh();
}

void FlatTreeModel::expandAll()
{
    m_tree.expandAll();
    refresh();
}

void FlatTreeModel::collapseAll()
{
    m_tree.collapseAll();
    refresh();
}

int FlatTreeModel::parentOf(int index) const
{
    if (index < 0 || index >= count())
        return -1;
    const int depth = m_rows[static_cast<std::size_t>(index)].depth;
    for (int i = index - 1; i >= 0; --i) {
        if (m_rows[static_cast<std::size_t>(i)].depth < depth)
            return i;
    }
    return -1;
}

QVariant FlatTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count() || !m_tree.snapshot())
        return {};
    if (role == IsCurrentRole)
        return index.row() == m_current;
    return cell(m_rows[static_cast<std::size_t>(index.row())], role);
}

QVariant FlatTreeModel::cell(const FlatTree::Row& visible, int role) const
{
    const TraceSnapshot& s = *m_tree.snapshot();
    const RowId row = visible.row;
    const bool isMark = s.kind(row) == RecordKind::Log || s.kind(row) == RecordKind::SpanEvent;
    const Usage* usage = m_tree.usage().find(row);
    const double full = double(std::max<TimeNs>(1, s.maxTime() - s.minTime()));
    switch (role) {
    case Qt::DisplayRole:
    case NameRole: return toQString(s.message(row).substr(0, 400)).simplified();
    case DepthRole: return visible.depth;
    case HasChildrenRole: return visible.hasChildren;
    case IsExpandedRole: return visible.isExpanded;
    case AgentRole: return m_laneAgents.at(s.lane(row));
    case BarFromRole: return std::clamp(double(s.start(row) - s.minTime()) / full, 0.0, 1.0);
    case BarToRole: return std::clamp(double(s.end(row) - s.minTime()) / full, 0.0, 1.0);
    case IsMarkRole: return isMark;
    case IsOpenRole: return s.isOpen(row);
    case IsErrorRole: return s.isError(row);
    case IsMatchRole: return m_tree.isMatch(row);
    case IsRepairedRole: return !showsRecorded() && s.parent(row) != s.recordedParent(row);
    case DurationRole: return isMark ? QString() : formatDuration(s.duration(row));
    case SelfRole: return isMark ? QString() : formatDuration(s.selfTime(row));
    case TokensRole: return usage ? formatCount(usage->inputTokens + usage->outputTokens) : QString();
    case CostRole: return usage ? formatCost(usage->costUsd) : QString();
    default: return {};
    }
}

QHash<int, QByteArray> FlatTreeModel::roleNames() const
{
    return {{NameRole, "name"},         {DepthRole, "depth"},     {HasChildrenRole, "hasChildren"},
            {IsExpandedRole, "isExpanded"}, {AgentRole, "agent"}, {BarFromRole, "barFrom"},
            {BarToRole, "barTo"},       {IsMarkRole, "isMark"},   {IsOpenRole, "isOpen"},
            {IsErrorRole, "isError"},   {IsMatchRole, "isMatch"}, {DurationRole, "duration"},
            {SelfRole, "self"},         {TokensRole, "tokens"},   {CostRole, "cost"},
            {IsCurrentRole, "isCurrent"}, {IsRepairedRole, "isRepaired"}};
}

} // namespace mgx
