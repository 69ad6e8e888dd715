// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aggregate_model.h"
#include "models/critical_path_model.h"
#include "models/flat_tree_model.h"
#include "models/problems_model.h"
#include "models/record_details.h"
#include "models/run_list_model.h"
#include "models/workspace_types.h"
#include "workspace/workspace.h"

#include <QList>
#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

class QJSEngine;
class QQmlEngine;

namespace mgx {

/// What QML sees of the app: the workspace, its models, and what the shell says and asks. One per process, made by the
/// composition root before the engine starts.
class Explorer : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(mgx::Workspace* workspace READ workspace CONSTANT)
    Q_PROPERTY(mgx::ViewRange* view READ view CONSTANT)
    /// The stretch of time that is selected.
    Q_PROPERTY(mgx::TimeSelection* range READ range CONSTANT)
    Q_PROPERTY(mgx::TimelineOptions* timeline READ timeline CONSTANT)
    Q_PROPERTY(mgx::Settings* settings READ settings CONSTANT)
    Q_PROPERTY(mgx::Search* search READ search CONSTANT)
    Q_PROPERTY(mgx::FolderFinder* finder READ finder CONSTANT)
    Q_PROPERTY(mgx::RunListModel* runs READ runs CONSTANT)
    Q_PROPERTY(mgx::FlatTreeModel* tree READ tree CONSTANT)
    Q_PROPERTY(mgx::AggregateModel* aggregate READ aggregate CONSTANT)
    Q_PROPERTY(mgx::CriticalPathModel* path READ path CONSTANT)
    Q_PROPERTY(mgx::RecordDetails* details READ details CONSTANT)
    Q_PROPERTY(mgx::ProblemsModel* problems READ problems CONSTANT)
    Q_PROPERTY(bool isEmpty READ isEmpty NOTIFY changed)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed)
    Q_PROPERTY(bool hasTrace READ hasTrace NOTIFY changed)
    /// The trace holds MassGen runs, not only foreign spans.
    Q_PROPERTY(bool hasRuns READ hasRuns NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(QString busyText READ busyText NOTIFY changed)
    /// What has just been done and can be undone; empty = nothing.
    Q_PROPERTY(bool canReopen READ canReopen NOTIFY changed)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)
    Q_PROPERTY(QString runName READ runName NOTIFY changed)
    Q_PROPERTY(QString runUnit READ runUnit NOTIFY changed)
    Q_PROPERTY(QString question READ question NOTIFY changed)
    Q_PROPERTY(QString stateReason READ stateReason NOTIFY changed)
    Q_PROPERTY(QString recordsText READ recordsText NOTIFY changed)
    Q_PROPERTY(QString agentsText READ agentsText NOTIFY changed)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY changed)
    Q_PROPERTY(QString importText READ importText NOTIFY changed)
    Q_PROPERTY(int hiddenFolders READ hiddenFolders NOTIFY changed)
    /// What times count from, in words.
    Q_PROPERTY(QString timesNote READ timesNote NOTIFY changed)
    Q_PROPERTY(bool hasSample READ hasSample CONSTANT)
    Q_PROPERTY(bool isDark READ isDark NOTIFY isDarkChanged)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    /// `samplePath` is the bundled run; empty = there is none.
    Explorer(Workspace& workspace, QString samplePath, QObject* parent = nullptr);
    ~Explorer() override;
    static Explorer* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] Workspace* workspace() { return &m_workspace; }
    [[nodiscard]] ViewRange* view() { return &m_workspace.view(); }
    [[nodiscard]] TimeSelection* range() { return &m_workspace.range(); }
    [[nodiscard]] TimelineOptions* timeline() { return &m_workspace.timeline(); }
    [[nodiscard]] Settings* settings() { return &m_workspace.settings(); }
    [[nodiscard]] Search* search() { return &m_workspace.search(); }
    [[nodiscard]] FolderFinder* finder() { return &m_finder; }
    [[nodiscard]] RunListModel* runs() { return &m_runs; }
    [[nodiscard]] FlatTreeModel* tree() { return &m_tree; }
    [[nodiscard]] AggregateModel* aggregate() { return &m_aggregate; }
    [[nodiscard]] CriticalPathModel* path() { return &m_path; }
    [[nodiscard]] RecordDetails* details() { return &m_details; }
    [[nodiscard]] ProblemsModel* problems() { return &m_problems; }
    [[nodiscard]] bool isEmpty() const { return m_workspace.runs().empty() && !hasTrace(); }
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool hasTrace() const { return m_workspace.snapshot() != nullptr; }
    [[nodiscard]] bool hasRuns() const { return hasTrace() && m_workspace.snapshot()->runCount() > 0; }
    /// 0 to 1, or -1 where the size is unknown.
    [[nodiscard]] double progress() const;
    [[nodiscard]] QString busyText() const;
    [[nodiscard]] bool canReopen() const { return m_workspace.canReopen(); }
    [[nodiscard]] QString notice() const { return m_notice; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] QString runName() const;
    [[nodiscard]] QString runUnit() const;
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString stateReason() const;
    [[nodiscard]] QString recordsText() const;
    [[nodiscard]] QString agentsText() const;
    [[nodiscard]] QString lengthText() const;
    [[nodiscard]] QString importText() const;
    [[nodiscard]] int hiddenFolders() const { return static_cast<int>(m_workspace.abortedFolders()); }
    [[nodiscard]] QString timesNote() const;
    [[nodiscard]] bool hasSample() const { return !m_samplePath.isEmpty(); }
    [[nodiscard]] bool isDark() const;
    [[nodiscard]] QString version() const;

    Q_INVOKABLE void open(const QList<QUrl>& urls);
    Q_INVOKABLE void openPath(const QString& path) { m_workspace.open({path}); }
    Q_INVOKABLE void openRun(int index) { m_workspace.openRun(index); }
    /// Shows a run of the list on the timeline of the open one, or takes it off.
    Q_INVOKABLE void setShown(int index, bool isShown) { m_workspace.setShown(index, isShown); }
    Q_INVOKABLE void openSample();
    Q_INVOKABLE void reload() { m_workspace.reload(); }
    Q_INVOKABLE void cancel() { m_workspace.cancel(); }
    Q_INVOKABLE void closeRun(int index);
    Q_INVOKABLE void closeAll();
    Q_INVOKABLE void reopen();
    Q_INVOKABLE void dismissNotice();
    Q_INVOKABLE void clearSelection() { m_workspace.selection().clear(); }
    Q_INVOKABLE void dismissError();
    Q_INVOKABLE void toggleTheme();
    /// Adds a folder to those where runs are looked for.
    Q_INVOKABLE void addFolder(const QUrl& folder);
    /// Looks for `.massgen` folders below the working folder, the home folder and the folders of the settings.
    Q_INVOKABLE void findFolders();
    /// A moment, given in ns from the start of the trace, as the settings want times written.
    Q_INVOKABLE QString timeText(double offsetNs) const;
    /// Duration or offset in ns, as people write it.
    Q_INVOKABLE QString durationText(double ns) const;

Q_SIGNALS:
    void changed();
    void errorChanged();
    void noticeChanged();
    void isDarkChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setNotice(const QString& notice);
    [[nodiscard]] const CatalogItem* item() const;
    [[nodiscard]] const RunFacts* facts() const;

    Workspace& m_workspace;
    QString m_samplePath;
    RunListModel m_runs;
    FlatTreeModel m_tree;
    AggregateModel m_aggregate;
    CriticalPathModel m_path;
    RecordDetails m_details;
    ProblemsModel m_problems;
    FolderFinder m_finder;
    QString m_error;
    QString m_notice;
};

} // namespace mgx
