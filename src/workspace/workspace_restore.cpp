// SPDX-License-Identifier: GPL-3.0-or-later
// What of a workspace is kept in a document, and how it comes back from one.
#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>

namespace mgx {

bool Workspace::openWorkspaceFile(QStringList& paths)
{
    const auto file = std::find_if(paths.begin(), paths.end(), [](const QString& path) { return isWorkspaceFile(path); });
    if (file == paths.end())
        return false;
    const QString first = *file;
    paths.erase(file);
    const QStringList beside = paths; // dropped together with it: opened on top of it
    if (std::any_of(beside.begin(), beside.end(), [](const QString& path) { return isWorkspaceFile(path); })) {
        Q_EMIT failed(tr("Only one workspace is open at a time: open the others in windows of their own"));
        return true;
    }
    m_fileJob.start([first](const JobSlot::Run&) { return readWorkspace(first); },
                    [this, first, beside](Result<OpenedWorkspace> opened) {
                        if (!opened) {
                            Q_EMIT failed(toQString(opened.error().sentence()));
                            return;
                        }
                        m_settings.addRecentPath(first);
                        Q_EMIT fileOpened(first, *opened);
                        for (const QString& path : beside)
                            opened->document.sources.append(path);
                        restore(opened->document);
                    });
    return true;
}

WorkspaceDocument Workspace::document() const
{
    WorkspaceDocument document;
    document.sources = m_paths;
    for (const QString& path : m_missingPaths) {
        if (!document.sources.contains(path))
            document.sources.append(path);
    }
    if (m_restoring) { // what is not there yet is not lost
        document.currentRun = m_restoring->run;
        document.shownRuns = m_restoring->together;
        document.view = m_restoring->view;
        document.selection = m_restoring->selection;
        return document;
    }
    if (m_currentRun >= 0)
        document.currentRun = toQString(m_runs[static_cast<std::size_t>(m_currentRun)].path);
    for (const std::string& path : m_together)
        document.shownRuns.append(toQString(path));
    if (m_snapshot && !m_view.isFit())
        document.view = TimeStretch{m_view.from(), m_view.to()};
    if (m_snapshot && m_selection.row() != kNoRow)
        document.selection = RecordRef{document.currentRun, keyOf(*m_snapshot, m_selection.row()), 0};
    return document;
}

void Workspace::restore(const WorkspaceDocument& document)
{
    closeAll();
    if (document.sources.isEmpty())
        return;
    m_restoring = Restoring{document.currentRun, document.shownRuns, document.view, document.selection, {}};
    m_missingPaths = document.sources; // until they have been listed
    // The last one that was opened stands on top of the list.
    const QStringList newestFirst(document.sources.rbegin(), document.sources.rend());
    list(newestFirst, [this, sources = document.sources](const Listing& listing) {
        m_missingPaths.clear();
        for (const QString& source : sources)
            (listing.usedPaths.contains(source) ? m_paths : m_missingPaths).append(source);
        if (!listing.errors.isEmpty())
            Q_EMIT failed(listing.errors.join(QLatin1Char('\n')));
        if (listing.catalogs.empty()) {
            setState(State::Empty);
            return;
        }
        addRuns(listing);
        const int wanted = placeOfRun(m_restoring ? m_restoring->run : QString());
        std::vector<std::string> together;
        for (const QString& path : m_restoring && wanted >= 0 ? m_restoring->together : QStringList()) {
            if (const int place = placeOfRun(path); place >= 0 && place != wanted)
                together.push_back(m_runs[static_cast<std::size_t>(place)].path);
        }
        setTogether(std::move(together));
        if (wanted < 0 && m_missingPaths.isEmpty())
            m_restoring.reset(); // the run is gone for good
        openRunKeeping(std::max(wanted, 0));
    });
}

int Workspace::placeOfRun(const QString& path) const
{
    const std::string plain = path.toStdString();
    const std::string canonical = QFileInfo(path).canonicalFilePath().toStdString();
    const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) {
        return !path.isEmpty() && (run.path == plain || run.path == canonical);
    });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

/// Shows the stretch of time again, unless the person has moved on while the run was being read.
void Workspace::restoreView()
{
    if (!m_restoring || placeOfRun(m_restoring->run) != m_currentRun)
        return;
    const TimeStretch now{m_view.from(), m_view.to()};
    if (!m_restoring->view || (m_restoring->shown && *m_restoring->shown != now))
        return;
    m_view.show(static_cast<double>(m_restoring->view->fromNs), static_cast<double>(m_restoring->view->toNs));
    m_restoring->shown = TimeStretch{m_view.from(), m_view.to()};
}

} // namespace mgx
