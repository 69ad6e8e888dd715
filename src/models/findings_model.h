// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/failures.h"
#include "analysis/finding.h"
#include "base/job.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <vector>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class Workspace;

/// What is worth knowing about the open run, the most important first, then what failed, by message. Computed on the pool when a
/// picture comes, of a run that goes on as often as it can be done; each entry leads to its evidence and to the SQL that shows it.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Findings)
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    /// Without the failures.
    Q_PROPERTY(int findingCount READ findingCount NOTIFY countChanged)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY busyChanged)

public:
    enum Role { SectionRole = Qt::UserRole + 1, TopicRole, SentenceRole, SeverityRole, ShareRole, TimesRole, PlaceRole, IsFirstRole };
    Q_ENUM(Role)

    explicit FindingsModel(Workspace& workspace, QObject* parent = nullptr);
    static FindingsModel* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] int findingCount() const { return m_findingCount; }
    [[nodiscard]] bool isBusy() const { return m_job.isRunning(); }

    /// Selects the first record of the evidence; where one of it is selected already, the next (step 1) or the one before (-1).
    Q_INVOKABLE void select(int index, int step = 1);
    Q_INVOKABLE QString sqlOf(int index) const;
    Q_INVOKABLE QString titleOf(int index) const;

Q_SIGNALS:
    void countChanged();
    void busyChanged();

private:
    struct Entry
    {
        bool isFailure = false;
        QString topic;
        QString sentence;
        QString place;
        QString severity;
        QString sql;
        double share = 0;
        std::vector<RowId> rows;
    };
    struct Found
    {
        std::vector<Entry> entries;
        int findingCount = 0;
    };

    void refresh();
    void take(Found found);
    [[nodiscard]] static Found find(const TraceSnapshot& snapshot, const CancelToken& cancel);
    static void findOf(const TraceSnapshot& snapshot, RunId run, const QString& prefix, Found& found, std::vector<Entry>& failed);

    Workspace& m_workspace;
    std::vector<Entry> m_entries;
    int m_findingCount = 0;
    bool m_isStale = false; ///< another picture has come since the job began
    JobSlot m_job;
};

} // namespace mgx
