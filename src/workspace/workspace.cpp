// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace.h"

#include "workspace/format.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <QDir>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr qint64 kProgressPauseNs = 250'000'000; ///< each step draws the window, which takes from the reader where there is no graphics card
constexpr qint64 kPauseFactor = 9; ///< between partial pictures, in times of what showing the last one took
constexpr std::size_t kMostTogether = 63; ///< beside the open run: sources have small numbers in a snapshot

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The newest run that no later attempt has replaced.
const CatalogItem& bestOf(const Catalog& catalog)
{
    const auto found = std::find_if(catalog.items.begin(), catalog.items.end(), [](const auto& run) { return !run.isSuperseded; });
    return found == catalog.items.end() ? catalog.items.front() : *found;
}

} // namespace

Workspace::Workspace(Reader reader, Settings& settings, QObject* parent)
    : QObject(parent), m_reader(std::move(reader)), m_settings(settings), m_report(std::make_shared<ImportReport>())
{}

Workspace::~Workspace() = default;

void Workspace::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Workspace::list(const QStringList& paths, std::function<void(Listing)> done)
{
    setState(State::Listing);
    m_listJob.start(
        [list = m_reader.list, paths](const JobSlot::Run& run) {
            Listing listing;
            for (const QString& path : paths) {
                auto catalog = list(path.toStdString(), run.cancel);
                if (run.cancel.isCancelled())
                    break;
                if (catalog && !catalog->items.empty()) {
                    listing.usedPaths.append(path);
                    listing.catalogs.push_back(std::move(*catalog));
                } else {
                    listing.errors.append(catalog ? tr("%1: no run and no trace file is in it").arg(path)
                                                  : toQString(catalog.error().sentence()));
                }
            }
            return listing;
        },
        std::move(done));
}

void Workspace::open(const QStringList& paths)
{
    QStringList absolute;
    for (const QString& path : paths)
        absolute.append(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
    if (absolute.isEmpty() || openWorkspaceFile(absolute))
        return;
    list(absolute, [this](const Listing& listing) {
        for (const QString& path : listing.usedPaths) {
            m_settings.addRecentPath(path);
            m_paths.removeAll(path);
            m_paths.append(path);
            m_missingPaths.removeAll(path);
        }
        if (!listing.errors.isEmpty())
            Q_EMIT failed(listing.errors.join(QLatin1Char('\n')));
        if (listing.catalogs.empty()) {
            setState(m_readJob.isRunning() ? State::Loading : m_snapshot ? State::Ready : State::Empty);
            return;
        }
        addRuns(listing);
        openTogether(listing);
    });
}

/// Files that were opened at once belong on one timeline; runs of MassGen are looked at one by one, unless there is just one among them.
void Workspace::openTogether(const Listing& listing)
{
    const auto isSingle = [](const Catalog& catalog) { return catalog.items.size() == 1; };
    const auto isRun = [&](const Catalog& catalog) { return !isSingle(catalog) || catalog.items.front().kind == CatalogItem::Kind::MassgenRun; };
    const auto runs = std::count_if(listing.catalogs.begin(), listing.catalogs.end(), isRun);
    const auto main = std::find_if(listing.catalogs.begin(), listing.catalogs.end(), [&](const Catalog& catalog) { return runs == 0 || isRun(catalog); });
    std::vector<std::string> together;
    for (const Catalog& catalog : listing.catalogs) {
        if (runs <= 1 && &catalog != &*main && together.size() < kMostTogether)
            together.push_back(catalog.items.front().path);
    }
    m_restoring.reset();
    setTogether(std::move(together));
    openRunKeeping(placeOfRun(toQString(bestOf(runs <= 1 ? *main : listing.catalogs.front()).path)));
}

void Workspace::setTogether(std::vector<std::string> paths)
{
    m_together = std::move(paths);
    Q_EMIT shownChanged();
}

bool Workspace::isShown(int index) const
{
    if (index < 0 || index >= static_cast<int>(m_runs.size()))
        return false;
    return index == m_currentRun || std::count(m_together.begin(), m_together.end(), m_runs[static_cast<std::size_t>(index)].path) > 0;
}

void Workspace::setShown(int index, bool isShown)
{
    if (index < 0 || index >= static_cast<int>(m_runs.size()) || isShown == this->isShown(index) || m_currentRun < 0)
        return;
    const std::string path = m_runs[static_cast<std::size_t>(index)].path;
    std::vector<std::string> together = m_together;
    if (isShown) {
        if (together.size() >= kMostTogether) {
            Q_EMIT failed(tr("At most %1 runs and files are shown together").arg(kMostTogether + 1));
            return;
        }
        together.push_back(path);
    } else if (index != m_currentRun) {
        std::erase(together, path);
    } else {
        if (together.empty())
            return;
        m_currentRun = placeOfRun(toQString(together.front()));
        together.erase(together.begin());
        Q_EMIT currentRunChanged();
    }
    setTogether(std::move(together));
    read(Keep::ViewAndSources);
}

void Workspace::addRuns(const Listing& listing)
{
    const std::string current = m_currentRun >= 0 ? m_runs[static_cast<std::size_t>(m_currentRun)].path : std::string();
    std::vector<CatalogItem> runs;
    const auto add = [&](const CatalogItem& item) {
        if (std::none_of(runs.begin(), runs.end(), [&](const auto& run) { return run.path == item.path; }))
            runs.push_back(item);
    };
    for (const Catalog& catalog : listing.catalogs) {
        std::for_each(catalog.items.begin(), catalog.items.end(), add);
        m_abortedFolders += catalog.abortedFolders;
        m_listReport.merge(catalog.report);
    }
    std::for_each(m_runs.begin(), m_runs.end(), add);
    m_runs = std::move(runs);
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run.path == current; });
    m_currentRun = found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
    Q_EMIT runsChanged();
}

void Workspace::openRun(int index)
{
    m_restoring.reset(); // the person wants something else now
    if (!m_together.empty())
        setTogether({});
    openRunKeeping(index);
}

void Workspace::openRunKeeping(int index)
{
    if (index < 0 || index >= static_cast<int>(m_runs.size()))
        return;
    m_currentRun = index;
    Q_EMIT currentRunChanged();
    read(Keep::Nothing);
}

void Workspace::reload()
{
    if (m_paths.isEmpty())
        return;
    list(m_paths, [this](const Listing& listing) {
        m_listReport = {};
        m_abortedFolders = 0;
        if (!listing.errors.isEmpty())
            Q_EMIT failed(listing.errors.join(QLatin1Char('\n')));
        addRuns(listing);
        if (m_currentRun >= 0)
            read(Keep::View);
        else
            setState(m_snapshot ? State::Ready : State::Empty);
    });
}

std::vector<CatalogItem> Workspace::shownItems() const
{
    std::vector<CatalogItem> items{m_runs[static_cast<std::size_t>(m_currentRun)]};
    for (const CatalogItem& run : m_runs) {
        if (std::count(m_together.begin(), m_together.end(), run.path) > 0)
            items.push_back(run);
    }
    return items;
}

void Workspace::read(Keep keep)
{
    const bool isReload = keep != Keep::Nothing;
    m_isFirstPicture = true;
    m_bytesDone = 0;
    m_bytesInAll = 0;
    setState(State::Loading);
    Q_EMIT progressChanged();
    m_readJob.start(
        [this, import = m_reader.import, items = shownItems(), known = keep == Keep::ViewAndSources ? m_sources : SourceSet(),
         isReload](const JobSlot::Run& run) {
            Read read;
            Error error;
            for (const CatalogItem& item : items) {
                const auto there = std::find_if(known.sources().begin(), known.sources().end(), [&](const auto& s) { return s.item.path == item.path; });
                if (there != known.sources().end()) {
                    read.sources.add(item, there->imported);
                    continue;
                }
                // A reload, and a picture of several, show the old picture until the new one is whole.
                Result<Imported> imported = import(item, hooks(run, !isReload && items.size() == 1));
                if (imported) {
                    read.sources.add(item, std::move(*imported));
                } else {
                    error = imported.error();
                    read.unreadable.push_back(item.path);
                    read.errors.append(toQString(imported.error().sentence()));
                }
            }
            if (read.sources.sources().empty())
                read.picture = tl::unexpected(error);
            else
                read.picture = read.sources.combine(run.cancel);
            return read;
        },
        [this, isReload](Read read) { finishRead(std::move(read), isReload); });
}

/// `this` is only used in posts, which vanish with the workspace.
ImportHooks Workspace::hooks(const JobSlot::Run& run, bool showsPartial)
{
    ImportHooks hooks;
    hooks.cancel = run.cancel;
    if (showsPartial) {
        // What is read grows faster than all views can follow: they get a tenth of the time, the rest belongs to the reader.
        hooks.onPartial = [this, run, nextAt = std::make_shared<std::atomic<qint64>>(0)](Imported imported) {
            if (nowNs() < nextAt->load())
                return;
            nextAt->store(std::numeric_limits<qint64>::max()); // until this one is shown
            run.post([this, imported = std::move(imported), nextAt] {
                const qint64 begin = nowNs();
                take(imported, false);
                nextAt->store(nowNs() + (nowNs() - begin) * kPauseFactor);
            });
        };
    }
    hooks.onProgress = [this, run, nextAt = qint64(0)](quint64 done, quint64 all) mutable {
        if (nowNs() < nextAt && done != all)
            return;
        nextAt = nowNs() + kProgressPauseNs;
        run.post([this, done, all] {
            m_bytesDone = done;
            m_bytesInAll = all;
            Q_EMIT progressChanged();
        });
    };
    return hooks;
}

void Workspace::finishRead(Read read, bool isReload)
{
    if (read.picture) {
        m_sources = std::move(read.sources);
        take(std::move(*read.picture), isReload);
        if (m_restoring && placeOfRun(m_restoring->run) == m_currentRun)
            m_restoring.reset();
        selectSession();
        if (!read.unreadable.empty()) {
            std::erase_if(m_together, [&](const std::string& path) {
                return std::count(read.unreadable.begin(), read.unreadable.end(), path) > 0;
            });
            Q_EMIT shownChanged();
        }
    } else {
        m_sources.clear();
        if (!isReload && m_isFirstPicture) { // nothing of this run can be shown: do not go on showing another one as if it were it
            dropSnapshot();
        }
        setReport({});
    }
    if (!read.errors.isEmpty())
        Q_EMIT failed(read.errors.join(QLatin1Char('\n')));
    m_isPartial = false;
    setState(m_snapshot ? State::Ready : State::Empty);
}

/// Something is selected from the start, so that the details tell of the run as a whole.
void Workspace::selectSession()
{
    if (m_selection.row() != kNoRow || m_snapshot->rowCount() == 0)
        return;
    const RowId session = m_snapshot->runCount() > 0 ? m_snapshot->runFacts(0).session : kNoRow;
    const std::vector<RowId> roots = session == kNoRow ? m_snapshot->children(kNoRow) : std::vector<RowId>();
    if (session != kNoRow || !roots.empty())
        m_selection.select(session != kNoRow ? session : roots.front(), Selection::Origin::None);
}

void Workspace::take(Imported imported, bool isReload)
{
    const bool isNewLineage = std::exchange(m_isFirstPicture, false);
    m_snapshot = std::move(imported.snapshot);
    m_isPartial = !imported.isFinal;
    m_importSeconds = imported.seconds;
    if (isNewLineage)
        ++m_lineage;
    const TimeNs length = m_snapshot->maxTime() - m_snapshot->minTime();
    if (isNewLineage && !isReload) {
        m_view.reset(length);
        m_range.clear();
    } else {
        m_view.setFullLength(length);
    }
    restoreView();
    if (isNewLineage && m_restoring && m_restoring->selection)
        m_selection.selectWhenThere(m_restoring->selection->key);
    m_selection.setSnapshot(m_snapshot, !isNewLineage);
    m_search.setSnapshot(m_snapshot, !isNewLineage);
    setReport(*imported.report);
    Q_EMIT snapshotChanged(m_snapshot->revision());
}

void Workspace::setReport(const ImportReport& imported)
{
    auto report = std::make_shared<ImportReport>(imported);
    report->merge(m_listReport);
    m_report = std::move(report);
    Q_EMIT reportChanged();
}

void Workspace::cancel()
{
    m_listJob.cancel();
    m_readJob.cancel();
    m_isPartial = m_isPartial && m_snapshot;
    setState(m_snapshot ? State::Ready : State::Empty);
}

void Workspace::dropSnapshot()
{
    m_snapshot.reset();
    ++m_lineage;
    m_selection.setSnapshot(nullptr, false);
    m_search.setSnapshot(nullptr, false);
    m_view.reset(0);
    m_range.clear();
    Q_EMIT snapshotChanged(0);
}

void Workspace::rememberForReopening()
{
    m_closed = {m_runs, m_paths, m_abortedFolders, m_listReport,
                m_currentRun >= 0 ? m_runs[static_cast<std::size_t>(m_currentRun)].path : std::string()};
}

void Workspace::closeRun(int index)
{
    if (index < 0 || index >= static_cast<int>(m_runs.size()))
        return;
    if (m_runs.size() == 1) {
        closeAll();
        return;
    }
    rememberForReopening();
    const bool wasOpen = index == m_currentRun;
    const bool wasShown = std::erase(m_together, m_runs[static_cast<std::size_t>(index)].path) > 0;
    m_runs.erase(m_runs.begin() + index);
    m_currentRun = m_currentRun > index ? m_currentRun - 1 : wasOpen ? -1 : m_currentRun;
    Q_EMIT runsChanged();
    if (wasOpen)
        openRun(std::min(index, static_cast<int>(m_runs.size()) - 1));
    else if (wasShown)
        read(Keep::ViewAndSources);
}

void Workspace::closeAll()
{
    m_restoring.reset();
    m_missingPaths.clear();
    m_fileJob.cancel();
    m_listJob.cancel();
    m_readJob.cancel();
    if (!m_runs.empty())
        rememberForReopening();
    m_runs.clear();
    m_paths.clear();
    m_together.clear();
    m_sources.clear();
    m_currentRun = -1;
    m_abortedFolders = 0;
    m_listReport = {};
    setReport({});
    Q_EMIT runsChanged();
    Q_EMIT currentRunChanged();
    dropSnapshot();
    setState(State::Empty);
}

void Workspace::reopen()
{
    if (!canReopen())
        return;
    Closed closed = std::exchange(m_closed, {});
    const std::string open = m_currentRun >= 0 ? m_runs[static_cast<std::size_t>(m_currentRun)].path : std::string();
    // What has been opened since then stays, below.
    for (const CatalogItem& run : m_runs) {
        if (std::none_of(closed.runs.begin(), closed.runs.end(), [&](const auto& known) { return known.path == run.path; }))
            closed.runs.push_back(run);
    }
    m_runs = std::move(closed.runs);
    for (const QString& path : std::as_const(m_paths)) {
        if (!closed.paths.contains(path))
            closed.paths.append(path);
    }
    m_paths = closed.paths;
    m_abortedFolders = closed.abortedFolders;
    m_listReport = closed.listReport;
    const auto placeOf = [this](const std::string& path) {
        const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run.path == path; });
        return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
    };
    m_currentRun = placeOf(open);
    Q_EMIT runsChanged();
    if (closed.current != open)
        openRun(placeOf(closed.current));
}

} // namespace mgx
