// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "fusion/source_set.h"
#include "workspace/search.h"
#include "workspace/selection.h"
#include "workspace/settings.h"
#include "workspace/time_selection.h"
#include "workspace/timeline_options.h"
#include "workspace/view_range.h"
#include "workspace/workspace_file.h"

#include <functional>
#include <QObject>
#include <QStringList>
#include <vector>

namespace mgx {

/// What the workspace reads with. The app passes listCatalog and importItem; tests pass traces made by hand.
struct Reader
{
    std::function<Result<Catalog>(const std::string& path, const CancelToken& cancel)> list;
    std::function<Result<Imported>(const CatalogItem& item, const ImportHooks& hooks)> import;
};

/// What a person has open: the runs of the opened paths, one of them read, others shown with it where that is wanted, and the
/// view on it. Everything slow happens on the
/// pool; snapshots are swapped in on the thread of the workspace (the GUI's), partial ones while the import goes on.
class Workspace : public QObject
{
    Q_OBJECT

public:
    enum class State { Empty, Listing, Loading, Ready };
    Q_ENUM(State)

    Workspace(Reader reader, Settings& settings, QObject* parent = nullptr);
    ~Workspace() override;

    /// Lists what the paths hold, puts it in front of what is there, and opens the newest run of it that no later attempt replaced.
    /// Several paths that hold a trace each, and at most one that holds a run, are shown together. One that is listed already is
    /// opened, not doubled. A workspace file takes the place of everything that is open.
    void open(const QStringList& paths);
    /// What is open, as it is kept: sources, run, view and selection; the other members belong to others. While a document is
    /// being restored it says what will be there, and sources that could not be read stay in it.
    [[nodiscard]] WorkspaceDocument document() const;
    /// Closes what is open, and opens what the document says.
    void restore(const WorkspaceDocument& document);
    /// Reads a listed run. The picture of the run before it stays until the first of this one is there.
    void openRun(int index);
    /// Shows a listed run on the timeline of the open one, or takes it off; of the last one nothing happens. What tells of the same
    /// run becomes one (fusion/fuse.h). Taking off the open run opens the next of those that are shown.
    void setShown(int index, bool isShown);
    [[nodiscard]] bool isShown(int index) const;
    /// Shows how a run that is going on looks now. The first time it is put in front of the list and opened; later pictures are only
    /// shown while it is open, and selection, zoom and what is expanded stay.
    void showLive(const CatalogItem& item, const Imported& imported);
    /// Lists and reads again what is open. Selection, zoom and what is expanded stay.
    void reload();
    /// Stops listing and reading; what has been read so far stays.
    void cancel();
    /// Takes a run off the list; of an open one the next is opened. reopen() undoes it.
    void closeRun(int index);
    void closeAll();
    /// Puts back what closeRun() or closeAll() closed last, and opens the run that was open then.
    void reopen();
    [[nodiscard]] bool canReopen() const { return !m_closed.runs.empty(); }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::vector<CatalogItem>& runs() const { return m_runs; }
    [[nodiscard]] std::size_t abortedFolders() const { return m_abortedFolders; }
    /// The opened run, or -1.
    [[nodiscard]] int currentRun() const { return m_currentRun; }
    /// Null until something has been read.
    [[nodiscard]] const std::shared_ptr<const TraceSnapshot>& snapshot() const { return m_snapshot; }
    /// Never null: what was wrong with the listing and with the opened run.
    [[nodiscard]] const std::shared_ptr<const ImportReport>& report() const { return m_report; }
    /// Where offsets count from: the start of the trace in ns since the epoch.
    [[nodiscard]] TimeNs origin() const { return m_snapshot ? m_snapshot->minTime() : 0; }
    /// Grows whenever a snapshot takes the place of one of another lineage: rows mean something else then.
    [[nodiscard]] quint64 lineage() const { return m_lineage; }
    [[nodiscard]] bool isPartial() const { return m_isPartial; }
    [[nodiscard]] double importSeconds() const { return m_importSeconds; }
    [[nodiscard]] quint64 bytesDone() const { return m_bytesDone; }
    [[nodiscard]] quint64 bytesInAll() const { return m_bytesInAll; }

    [[nodiscard]] const Reader& reader() const { return m_reader; }
    [[nodiscard]] ViewRange& view() { return m_view; }
    [[nodiscard]] Selection& selection() { return m_selection; }
    [[nodiscard]] TimeSelection& range() { return m_range; }
    [[nodiscard]] TimelineOptions& timeline() { return m_timeline; }
    [[nodiscard]] Search& search() { return m_search; }
    [[nodiscard]] Settings& settings() { return m_settings; }

Q_SIGNALS:
    void stateChanged();
    void runsChanged();
    void currentRunChanged();
    void shownChanged(); ///< which runs are shown together
    void snapshotChanged(quint64 revision);
    void reportChanged();
    void progressChanged();
    /// A workspace file has been read; what is open is still what was open before.
    void fileOpened(const QString& path, const mgx::OpenedWorkspace& opened);
    /// One sentence for the person.
    void failed(const QString& sentence);

private:
    struct Listing
    {
        std::vector<Catalog> catalogs;
        QStringList usedPaths;
        QStringList errors;
    };

    /// What reopen() puts back.
    struct Closed
    {
        std::vector<CatalogItem> runs;
        QStringList paths;
        std::size_t abortedFolders = 0;
        ImportReport listReport;
        std::string current; ///< path of the run that was open
    };

    /// What the pool has read: the picture, and what it was made of.
    struct Read
    {
        Result<Imported> picture;
        SourceSet sources;
        std::vector<std::string> unreadable; ///< paths of those that belong to the picture but are not in it
        QStringList errors;
    };

    /// What restore() waits for.
    struct Restoring
    {
        QString run;
        QStringList together;
        std::optional<TimeStretch> view;
        std::optional<RecordRef> selection;
        std::optional<TimeStretch> shown; ///< what the view made of `view`
    };

    [[nodiscard]] bool openWorkspaceFile(QStringList& paths);
    [[nodiscard]] int placeOfRun(const QString& path) const;
    void openRunKeeping(int index);
    void openTogether(const Listing& listing);
    void setTogether(std::vector<std::string> paths);
    void restoreView();
    void rememberForReopening();
    void dropSnapshot();
    void list(const QStringList& paths, std::function<void(Listing)> done);
    void addRuns(const Listing& listing);
    enum class Keep { Nothing, View, ViewAndSources }; ///< what stays of the picture before
    void read(Keep keep);
    [[nodiscard]] std::vector<CatalogItem> shownItems() const;
    void take(Imported imported, bool isReload);
    [[nodiscard]] ImportHooks hooks(const JobSlot::Run& run, bool showsPartial);
    void finishRead(Read read, bool isReload);
    void selectSession();
    void setState(State state);
    void setReport(const ImportReport& imported);

    Reader m_reader;
    Settings& m_settings;
    ViewRange m_view;
    TimeSelection m_range;
    TimelineOptions m_timeline;
    Selection m_selection;
    Search m_search{m_selection};
    State m_state = State::Empty;
    std::vector<CatalogItem> m_runs;
    QStringList m_paths; ///< what was opened, for reloading
    QStringList m_missingPaths; ///< belong to the workspace, but could not be read
    std::optional<Restoring> m_restoring;
    std::size_t m_abortedFolders = 0;
    int m_currentRun = -1;
    std::vector<std::string> m_together; ///< paths of the runs that are shown with the open one
    SourceSet m_sources;                 ///< of the picture
    ImportReport m_listReport;
    Closed m_closed;
    std::shared_ptr<const ImportReport> m_report;
    std::shared_ptr<const TraceSnapshot> m_snapshot;
    quint64 m_lineage = 0;
    bool m_isFirstPicture = false; ///< the next snapshot begins another lineage
    bool m_isPartial = false;
    double m_importSeconds = 0;
    quint64 m_bytesDone = 0;
    quint64 m_bytesInAll = 0;
    JobSlot m_fileJob;
    JobSlot m_listJob;
    JobSlot m_readJob;
};

} // namespace mgx
