// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/catalog.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

namespace mgx {

class Workspace;

/// The runs of the workspace, newest first, as the run list shows them.
class RunListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// How many runs and files are on the timeline.
    Q_PROPERTY(int shownCount READ shownCount NOTIFY shownChanged)
    Q_PROPERTY(int current READ current NOTIFY currentChanged)

public:
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< the question, or the name where there is none
        NameRole,                     ///< log folder or file
        UnitRole,                     ///< "turn 1 · attempt 2", or empty
        IsOneOfManyRole,              ///< other runs in the list are of the same log
        StateRole,                    ///< "complete", "running", "incomplete", "failed", "file"
        StateTextRole,
        AgentCountRole,
        WinnerRole,
        WinnerIndexRole, ///< place of the winner in the agent list, -1 = none
        DurationRole,
        CostRole,
        StartedRole,
        PathRole,
        IsSupersededRole,
        IsCurrentRole,
        IsShownRole, ///< on the timeline, with the open run or as it
    };
    Q_ENUM(Role)

    explicit RunListModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_runs.size()); }
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] int shownCount() const;

Q_SIGNALS:
    void countChanged();
    void currentChanged();
    void shownChanged();

private:
    void takeRuns();
    void takeCurrent();
    void takeShown();

    Workspace& m_workspace;
    std::vector<CatalogItem> m_runs;
    int m_current = -1;
};

} // namespace mgx
