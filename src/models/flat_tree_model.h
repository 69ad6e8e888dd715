// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/flat_tree.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace mgx {

class Workspace;

/// The visible rows of the hierarchy, one model row each, with everything a row shows as roles. Opening and closing inserts
/// and removes rows; a new snapshot changes only what differs. Follows the selection and unfolds the way to it.
class FlatTreeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int current READ current NOTIFY currentChanged)
    /// Only what the search found is shown, and what it lies in.
    Q_PROPERTY(bool showsOnlyHits READ showsOnlyHits WRITE setShowsOnlyHits NOTIFY showsOnlyHitsChanged)
    /// Records hang where they were recorded, not where they belong.
    Q_PROPERTY(bool showsRecorded READ showsRecorded WRITE setShowsRecorded NOTIFY showsRecordedChanged)
    /// How many records have another parent than was recorded.
    Q_PROPERTY(int repairCount READ repairCount NOTIFY countChanged)
    Q_PROPERTY(QString order READ order WRITE setOrder NOTIFY orderChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        DepthRole,
        HasChildrenRole,
        IsExpandedRole,
        AgentRole, ///< number of the agent's colour, -1 = coordination
        BarFromRole, ///< start and end as fractions of the trace
        BarToRole,
        IsMarkRole, ///< no duration: a log or event
        IsOpenRole,
        IsErrorRole,
        IsMatchRole,
        DurationRole,
        SelfRole,
        TokensRole,
        CostRole,
        IsCurrentRole,
        IsRepairedRole, ///< its parent is not the recorded one
    };
    Q_ENUM(Role)

    explicit FlatTreeModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    [[nodiscard]] int count() const { return static_cast<int>(m_rows.size()); }
    /// The selected row's place, or -1 if nothing is selected or it is not visible.
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] bool showsOnlyHits() const { return m_showsOnlyHits; }
    void setShowsOnlyHits(bool showsOnlyHits);
    [[nodiscard]] bool showsRecorded() const { return m_tree.parentMode() == ParentMode::Recorded; }
    void setShowsRecorded(bool showsRecorded);
    [[nodiscard]] int repairCount() const { return m_tree.snapshot() ? static_cast<int>(m_tree.snapshot()->repairCount()) : 0; }
    /// "start", "duration" or "cost".
    [[nodiscard]] QString order() const;
    void setOrder(const QString& order);

    Q_INVOKABLE void select(int index);
    Q_INVOKABLE void setExpanded(int index, bool isExpanded);
    Q_INVOKABLE void setSubtreeExpanded(int index, bool isExpanded);
    Q_INVOKABLE void expandAll();
    Q_INVOKABLE void collapseAll();
    /// The place of the parent of a row, or -1.
    Q_INVOKABLE int parentOf(int index) const;

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    void showsOnlyHitsChanged();
    void showsRecordedChanged();
    void orderChanged();

private:
    void takeSnapshot();
    void takeSelection();
    void takeHits();
    void refresh();
    void replaceRows(std::vector<FlatTree::Row> rows);
    void findCurrent();
    [[nodiscard]] QVariant cell(const FlatTree::Row& visible, int role) const;

    Workspace& m_workspace;
    FlatTree m_tree;
    std::vector<FlatTree::Row> m_rows;
    std::vector<int> m_laneAgents;
    quint64 m_lineage = 0;
    int m_current = -1;
    bool m_showsOnlyHits = true;
};

} // namespace mgx
