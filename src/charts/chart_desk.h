// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_list_model.h"
#include "charts/chart_sources.h"
#include "charts/chart_tiles.h"
#include "engine/local_engine.h"
#include "workspace/query_library.h"

#include <functional>
#include <QTimer>
#include <QUrl>

class QJSEngine;
class QQmlEngine;

namespace mgx {

/// What the charts page does: runs the statement of each chart on an engine of its own, which holds the tables of runs and no records
/// (so that a million records cost the page nothing); those of saved queries on the engine of the SQL page. Works while the
/// page is shown. One per process, made by the composition root. GUI thread.
class ChartDesk : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Charts)
    QML_SINGLETON
    Q_PROPERTY(mgx::ChartListModel* list READ list CONSTANT)
    /// [{label, value, detail, versus}]
    Q_PROPERTY(QVariantList tiles READ tiles NOTIFY tilesChanged)
    Q_PROPERTY(bool isShown READ isShown WRITE setShown NOTIFY scopeChanged)
    /// The charts show the time that is selected on the timeline, or in sight there.
    Q_PROPERTY(bool isLinked READ isLinked WRITE setLinked NOTIFY scopeChanged)
    /// A picture for each open run instead of the selected one alone.
    Q_PROPERTY(bool coversAll READ coversAll WRITE setCoversAll NOTIFY scopeChanged)
    Q_PROPERTY(int runCount READ runCount NOTIFY scopeChanged)
    Q_PROPERTY(bool hasRun READ hasRun NOTIFY scopeChanged)
    Q_PROPERTY(bool isReading READ isReading NOTIFY scopeChanged)
    /// What was chosen last: "agent_beta · Round 2: 5,773 (3 records)"; empty = nothing.
    Q_PROPERTY(QString chosenText READ chosenText NOTIFY chosenChanged)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY busyChanged)

public:
    /// `records` gives the engine of the SQL page; null = there is none.
    ChartDesk(Workspace& workspace, QueryLibrary& library, std::function<QueryEngine*()> records, QObject* parent = nullptr);
    ~ChartDesk() override;
    static ChartDesk* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] ChartListModel* list() { return &m_list; }
    [[nodiscard]] QVariantList tiles() const;
    [[nodiscard]] bool isShown() const { return m_isShown; }
    void setShown(bool isShown);
    [[nodiscard]] bool isLinked() const { return m_isLinked; }
    void setLinked(bool isLinked);
    [[nodiscard]] bool coversAll() const { return m_coversAll; }
    void setCoversAll(bool coversAll);
    [[nodiscard]] int runCount() const { return static_cast<int>(m_runs.size()); }
    [[nodiscard]] bool hasRun() const { return m_current >= 0; }
    [[nodiscard]] bool isReading() const { return m_sources.isReading(); }
    [[nodiscard]] QString chosenText() const { return m_chosenText; }
    /// Answers are on their way.
    [[nodiscard]] bool isBusy() const { return m_asked > 0 || m_soon.isActive(); }

    /// Selects what is behind a mark in the views of records; several records are found, as by a search. Of a run that is not open: opens it.
    Q_INVOKABLE void choose(const QString& chart, int panel, int row, int mark);
    /// Writes the rows of a chart as CSV.
    Q_INVOKABLE void exportRows(const QString& chart, const QUrl& file);
    /// Writes what a chart item has drawn.
    Q_INVOKABLE void exportText(const QByteArray& text, const QUrl& file);
    /// The path of a file that somebody else writes; tells of it.
    Q_INVOKABLE QString localPath(const QUrl& file) const { return file.toLocalFile(); }
    Q_INVOKABLE void tellWritten(const QUrl& file, bool isWritten);

Q_SIGNALS:
    void scopeChanged();
    void tilesChanged();
    void chosenChanged();
    void busyChanged();
    /// These records are to be found in the views, as the rows of this statement.
    void rowsWanted(const QString& title, const QString& statement);
    /// A file has been written, or why not.
    void told(const QString& sentence);

private:
    void refreshSoon();
    void refresh();
    void refreshCustom();
    [[nodiscard]] QueryEngine* engineFor(const ChartSpec& chart);
    void ask(Chart& chart, const ChartScope& scope);
    void askTiles();
    void stopAsking();
    void answered();
    [[nodiscard]] ChartScope scope(bool isOverRuns) const;
    void select(const std::vector<std::uint64_t>& spans, const QString& words);

    Workspace& m_workspace;
    QueryLibrary& m_library;
    std::function<QueryEngine*()> m_records;
    ChartSources m_sources;
    ChartListModel m_list;
    std::vector<ChartRun> m_runs;
    std::int64_t m_current = -1;
    std::vector<ChartTile> m_tiles;
    bool m_isShown = false;
    bool m_isLinked = false;
    bool m_coversAll = false;
    bool m_isStale = true; ///< something has changed since the last refresh
    QString m_chosenText;
    QTimer m_soon;
    std::unique_ptr<LocalEngine> m_engine; ///< null until the page is shown
    SnapshotList m_loaded;                 ///< what it holds
    CancelToken m_cancel;
    quint64 m_turn = 0; ///< answers of earlier turns are dropped
    int m_asked = 0;    ///< answers that are still to come
    JobSlot m_findJob;
    JobSlot m_exportJob;
};

} // namespace mgx
