// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace_session.h"

#include "workspace/json_file.h"

#include <algorithm>
#include <QFile>
#include <QFileInfo>

namespace mgx {

WorkspaceSession::WorkspaceSession(Workspace& workspace, QueryLibrary& library, const QString& recoveryFolder, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_library(library), m_recoveryFolder(recoveryFolder), m_recovery(recoveryFolder),
      m_autosave([this] { return document(); })
{
    m_autosave.setPath(m_recovery.path());
    connect(&m_autosave, &Autosave::saved, this, &WorkspaceSession::saved);
    connect(&m_autosave, &Autosave::failed, this, &WorkspaceSession::failed);
    connect(&workspace, &Workspace::fileOpened, this, &WorkspaceSession::take);
    connect(&workspace, &Workspace::runsChanged, this, &WorkspaceSession::touch);
    connect(&workspace, &Workspace::currentRunChanged, this, &WorkspaceSession::touch);
    connect(&workspace, &Workspace::shownChanged, this, &WorkspaceSession::touch);
    connect(&workspace.view(), &ViewRange::changed, this, &WorkspaceSession::touch);
    connect(&workspace.selection(), &Selection::changed, this, &WorkspaceSession::touch);
    connect(&workspace.timeline(), &TimelineOptions::changed, this, &WorkspaceSession::takeTimeline);
    connect(&library, &QueryLibrary::changed, this, &WorkspaceSession::touch);
}

WorkspaceSession::~WorkspaceSession()
{
    (void)m_autosave.flush();
    m_autosave.setPath({});
    if (m_mayOverwrite && (!m_path.isEmpty() || !hasContent()))
        m_recovery.discard();
}

bool WorkspaceSession::hasContent() const
{
    const auto isWritten = [](const QueryTab& tab) { return !tab.sql.trimmed().isEmpty(); };
    return std::any_of(m_parts.tabs.begin(), m_parts.tabs.end(), isWritten) || !m_parts.marks.empty() || !m_parts.pins.empty()
        || !m_parts.notes.empty() || !m_library.workspaceQueries().empty();
}

void WorkspaceSession::touch()
{
    m_autosave.touch();
}

void WorkspaceSession::takeTimeline()
{
    if (m_isTaking)
        return;
    edit([this](WorkspaceDocument& document) {
        const QVariantMap layout = m_workspace.timeline().toLayout();
        for (auto entry = layout.begin(); entry != layout.end(); ++entry)
            document.layout.insert(entry.key(), entry.value());
    });
}

WorkspaceDocument WorkspaceSession::document() const
{
    WorkspaceDocument document = m_parts;
    const WorkspaceDocument shown = m_workspace.document();
    document.sources = shown.sources;
    document.currentRun = shown.currentRun;
    document.shownRuns = shown.shownRuns;
    document.view = shown.view;
    document.selection = shown.selection;
    document.queries = m_library.workspaceQueries();
    return document;
}

void WorkspaceSession::edit(const std::function<void(WorkspaceDocument&)>& change)
{
    WorkspaceDocument parts = m_parts;
    change(parts);
    if (parts == m_parts)
        return;
    m_parts = std::move(parts);
    touch();
    Q_EMIT partsChanged();
}

void WorkspaceSession::setFile(const QString& path, bool mayOverwrite, const QStringList& leftOut)
{
    m_path = path;
    m_mayOverwrite = mayOverwrite;
    m_leftOut = leftOut;
    m_autosave.setPath(path.isEmpty() || !mayOverwrite ? m_recovery.path() : path);
    Q_EMIT fileChanged();
}

/// A file has been read: the parts are there at once, the rest comes when the workspace has restored it.
void WorkspaceSession::take(const QString& path, const OpenedWorkspace& opened)
{
    (void)m_autosave.flush(); // of what was open before
    m_autosave.setPath({});
    if (hasContent() && (m_path.isEmpty() || !m_mayOverwrite))
        m_recovery.leave(); // nobody has saved it, and nobody has said that it may go
    else
        m_recovery.discard();
    m_parts = opened.document;
    m_parts.sources.clear();
    m_parts.currentRun.clear();
    m_parts.shownRuns.clear();
    m_parts.view.reset();
    m_parts.selection.reset();
    m_parts.queries.clear();
    m_library.setWorkspaceQueries(opened.document.queries);
    m_isTaking = true;
    m_workspace.timeline().takeLayout(m_parts.layout);
    m_isTaking = false;
    setFile(path, opened.mayOverwrite, opened.leftOut);
    Q_EMIT partsChanged();
}

Result<void> WorkspaceSession::save(bool isAllowed)
{
    if (m_path.isEmpty())
        return failure("the workspace has no file yet", {}, "save it under a name");
    if (!m_mayOverwrite && !isAllowed)
        return failure("something of it could not be read and would be lost", utf8(m_path), "save it under another name");
    return saveAs(m_path);
}

Result<void> WorkspaceSession::saveAs(const QString& path)
{
    const QString file = QFileInfo(isWorkspaceFile(path) ? path : path + kWorkspaceEnding).absoluteFilePath();
    (void)m_autosave.flush(); // nothing older is written behind it
    if (Result<void> written = writeWorkspace(file, document()); !written)
        return written;
    setFile(file, true, {});
    m_recovery.discard();
    m_workspace.settings().addRecentPath(file);
    Q_EMIT saved();
    return {};
}

void WorkspaceSession::startNew()
{
    (void)m_autosave.flush();
    take({}, {});
    m_workspace.closeAll();
}

Result<void> WorkspaceSession::recover(const QString& path)
{
    Result<OpenedWorkspace> opened = readWorkspace(path);
    if (!opened)
        return tl::unexpected(opened.error());
    take({}, {opened->document, opened->leftOut, true});
    m_workspace.restore(opened->document);
    touch();
    if (Result<void> written = m_autosave.flush(); !written)
        return written; // the old one stays
    QFile::remove(path);
    return {};
}

} // namespace mgx
