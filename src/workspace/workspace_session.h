// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/autosave.h"
#include "workspace/query_library.h"
#include "workspace/recovery_file.h"
#include "workspace/workspace.h"

namespace mgx {

/// The open workspace as a document with a file: puts together what the Workspace shows, the queries it brings and the parts that the
/// pages keep here (tabs, layout, marks, pins, notes), and saves all of it by itself: to its file, or, where there is none or it must
/// not be overwritten, to a recovery file that outlives a crash. GUI thread.
class WorkspaceSession : public QObject
{
    Q_OBJECT

public:
    WorkspaceSession(Workspace& workspace, QueryLibrary& library, const QString& recoveryFolder = {}, QObject* parent = nullptr);
    /// Writes what is not written yet. Without a file it goes, unless there is something in it that a person has made.
    ~WorkspaceSession() override;

    /// Of the file; empty: it has none yet.
    [[nodiscard]] const QString& path() const { return m_path; }
    /// Sentences about what of the file could not be read.
    [[nodiscard]] const QStringList& leftOut() const { return m_leftOut; }
    /// False: save() needs an explicit yes, because something of the file would be lost.
    [[nodiscard]] bool mayOverwrite() const { return m_mayOverwrite; }
    [[nodiscard]] bool isSaved() const { return m_autosave.isSaved(); }

    /// The parts that nobody else keeps: tabs, current tab, layout, marks, pins and notes. The other members are empty.
    [[nodiscard]] const WorkspaceDocument& parts() const { return m_parts; }
    /// Changes parts. Nothing happens if they stay as they are.
    void edit(const std::function<void(WorkspaceDocument&)>& change);
    /// Everything.
    [[nodiscard]] WorkspaceDocument document() const;

    /// Writes the file now. Fails without a file, and where the file must not be overwritten unless `isAllowed`.
    [[nodiscard]] Result<void> save(bool isAllowed = false);
    /// Writes to this file from now on, with the usual ending if it has none.
    [[nodiscard]] Result<void> saveAs(const QString& path);
    /// An empty workspace without a file.
    void startNew();

    /// Files that crashed windows have left behind, newest first.
    [[nodiscard]] QStringList abandoned() const { return RecoveryFile::abandoned(m_recoveryFolder); }
    /// Opens one of them as a workspace without a file, and removes it.
    [[nodiscard]] Result<void> recover(const QString& path);

Q_SIGNALS:
    /// Another file, or another answer of mayOverwrite().
    void fileChanged();
    void partsChanged();
    void saved();
    /// One sentence: it cannot be saved.
    void failed(const QString& sentence);

private:
    void take(const QString& path, const OpenedWorkspace& opened);
    void setFile(const QString& path, bool mayOverwrite, const QStringList& leftOut);
    void touch();
    void takeTimeline();
    [[nodiscard]] bool hasContent() const;

    Workspace& m_workspace;
    QueryLibrary& m_library;
    QString m_recoveryFolder;
    RecoveryFile m_recovery;
    WorkspaceDocument m_parts;
    QString m_path;
    QStringList m_leftOut;
    bool m_mayOverwrite = true;
    bool m_isTaking = false; ///< parts come from a file just now
    Autosave m_autosave;
};

} // namespace mgx
