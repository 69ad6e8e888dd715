// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ask_desk.h"
#include "models/connection_list.h"
#include "models/remote_desk.h"
#include "models/remote_runs.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

class QJSEngine;
class QQmlEngine;

namespace mgx {

/// Everything that can leave this computer, as QML sees it: Logfire's projects, their runs and links, and questions to a language model.
/// One per process, made by the composition root; the rest of the app works without it.
class Remote : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(mgx::ConnectionList* connections READ connections CONSTANT)
    Q_PROPERTY(mgx::RemoteDesk* desk READ desk CONSTANT)
    Q_PROPERTY(mgx::RemoteRuns* runs READ runs CONSTANT)
    Q_PROPERTY(mgx::AskDesk* ask READ ask CONSTANT)
    /// A link to the open run can be made: it comes from Logfire, or one project is connected.
    Q_PROPERTY(bool canLink READ canLink NOTIFY linkChanged)
    /// The open run was fetched from a project that is still connected.
    Q_PROPERTY(bool isFetched READ isFetched NOTIFY linkChanged)

public:
    struct Parts
    {
        Workspace& workspace;
        QueryDesk& queries;
        QueryLibrary& library;
    };
    /// `cacheFolder` keeps fetched runs.
    Remote(Parts parts, Keychain::Store store, const QString& cacheFolder, QObject* parent = nullptr);
    ~Remote() override;
    static Remote* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] ConnectionList* connections() { return &m_connections; }
    [[nodiscard]] RemoteDesk* desk() { return &m_desk; }
    [[nodiscard]] RemoteRuns* runs() { return &m_runs; }
    [[nodiscard]] AskDesk* ask() { return &m_ask; }
    [[nodiscard]] bool canLink() const { return !linkConnection().isEmpty(); }
    [[nodiscard]] bool isFetched() const { return !m_connections.nameOf(origin().first).isEmpty(); }

    /// The link to the open trace, with the selected span unless it is the whole trace; empty, with a sentence told, if there is none.
    Q_INVOKABLE QString link(bool isWholeTrace) const;
    Q_INVOKABLE void copyLink(bool isWholeTrace);
    Q_INVOKABLE void openInBrowser(bool isWholeTrace);
    /// Opens what a link of Logfire's pages or of our tools names: a trace, or a condition in the SQL page. False if it is none.
    Q_INVOKABLE bool openLink(const QString& text);
    /// The text of the clipboard.
    Q_INVOKABLE void pasteLink();
    /// Statement for the exceptions that went through a source file.
    Q_INVOKABLE QString exceptionsSql(const QString& file) const;
    /// Fetches the open run again, if it came from Logfire.
    Q_INVOKABLE void fetchAgain();
    /// Writes the records of what is shown with Logfire's columns.
    Q_INVOKABLE void saveParquet(const QUrl& file);
    /// CREATE TABLE statements of the tables.
    Q_INVOKABLE QString schemaText() const;

Q_SIGNALS:
    void linkChanged();
    void told(const QString& sentence);
    /// Somebody wants to see the sessions of a project.
    void runsWanted();
    /// A statement for the SQL page.
    void queryWanted(const QString& title, const QString& sql);

private:
    /// Connection and trace that the open run was fetched from; empty for other runs.
    [[nodiscard]] std::pair<QString, QString> origin() const;
    [[nodiscard]] QString linkConnection() const;
    [[nodiscard]] bool selectSpan(const std::string& spanId);
    [[nodiscard]] bool openLocalLink(const QUrl& url);
    [[nodiscard]] bool openReportLink(const QUrl& url);
    void selectWhenOpen();

    Workspace& m_workspace;
    QueryDesk& m_queries;
    Keychain m_keychain;
    ConnectionList m_connections;
    RemoteDesk m_desk;
    RemoteRuns m_runs;
    AskDesk m_ask;
    JobSlot m_saveJob;
    std::string m_wantedSpan; ///< of a link whose trace is still being read
};

} // namespace mgx
