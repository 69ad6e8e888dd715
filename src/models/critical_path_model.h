// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/critical_path.h"
#include "base/job.h"
#include "models/what_if_question.h"

#include <QAbstractListModel>
#include <QList>
#include <QtQml/qqmlregistration.h>

namespace mgx {

class Workspace;

/// The critical path of a run, step by step: of the run of the selected record, else of the first that has rounds. Found on the pool,
/// and only while someone looks at the list or at the timeline with the path on it.
class CriticalPathModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Explorer")
    Q_PROPERTY(int count READ count NOTIFY found)
    /// The list is in sight.
    Q_PROPERTY(bool isActive READ isActive WRITE setActive NOTIFY activeChanged)
    /// The timeline shows the path.
    Q_PROPERTY(bool isOnTimeline READ isOnTimeline WRITE setOnTimeline NOTIFY onTimelineChanged)
    /// For the timeline: row, from and to of each step with an agent, in ns from the start of the trace; empty while it is not shown.
    Q_PROPERTY(QList<double> stretches READ stretches NOTIFY stretchesChanged)
    /// "2m 10s in 8 steps, 1m 40s of it waiting for agent_b".
    Q_PROPERTY(QString sumText READ sumText NOTIFY found)
    Q_PROPERTY(mgx::WhatIfQuestion* whatIf READ whatIf CONSTANT)
    /// The step that the selected record stands for; -1 = none.
    Q_PROPERTY(int current READ current NOTIFY currentChanged)

public:
    enum Role { StepRole = Qt::UserRole + 1, AgentRole, ColourRole, StartRole, DurationRole, ShareRole, PercentRole, ReasonRole };
    Q_ENUM(Role)

    explicit CriticalPathModel(Workspace& workspace, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_steps.size()); }
    [[nodiscard]] bool isActive() const { return m_isActive; }
    void setActive(bool isActive);
    [[nodiscard]] bool isOnTimeline() const { return m_isOnTimeline; }
    void setOnTimeline(bool isOnTimeline);
    [[nodiscard]] const QList<double>& stretches() const { return m_stretches; }
    [[nodiscard]] QString sumText() const;
    [[nodiscard]] WhatIfQuestion* whatIf() { return &m_whatIf; }
    [[nodiscard]] int current() const { return m_current; }

    /// Selects the record of a step.
    Q_INVOKABLE void select(int index);

Q_SIGNALS:
    void found();
    void activeChanged();
    void onTimelineChanged();
    void stretchesChanged();
    void currentChanged();

private:
    struct Found
    {
        std::shared_ptr<const AskedRun> run; ///< null = there is no run
        std::vector<PathStep> steps;
    };

    void refresh();
    void take(Found found);
    void takeSelection();
    void setStretches();
    [[nodiscard]] RunId wantedRun() const;
    [[nodiscard]] QString agentOf(const PathStep& step) const;

    Workspace& m_workspace;
    bool m_isActive = false;
    bool m_isOnTimeline = false;
    bool m_isStale = false; ///< something has changed since the running job began
    quint64 m_lineage = 0;  ///< of the rows
    std::shared_ptr<const AskedRun> m_run;
    std::vector<PathStep> m_steps;
    QList<double> m_stretches;
    int m_current = -1;
    WhatIfQuestion m_whatIf;
    JobSlot m_job;
};

} // namespace mgx
