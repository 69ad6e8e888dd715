// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/record_fetch.h"
#include "models/connection_list.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

namespace mgx {

class Workspace;

/// The recent sessions of a Logfire project. Opening one fetches its records, page by page, into a file of the cache, which the workspace
/// opens like any other. GUI thread.
class RemoteRuns : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from Remote")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed)
    /// "12 sessions", "2,400 records so far", or why it did not work.
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(bool hasFailed READ hasFailed NOTIFY changed)

public:
    enum Role { QuestionRole = Qt::UserRole + 1, WhenRole, LengthRole, AgentsRole, TraceRole };
    Q_ENUM(Role)

    /// `cacheFolder` holds what was fetched.
    RemoteRuns(ConnectionList& connections, Workspace& workspace, QString cacheFolder, QObject* parent = nullptr);
    ~RemoteRuns() override { m_cancel.cancel(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_sessions.size()); }
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    [[nodiscard]] QString stateText() const { return m_state; }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

    /// Asks for the sessions of the last days.
    Q_INVOKABLE void refresh(const QString& connection, int days = 14);
    Q_INVOKABLE void open(int row);
    /// Fetches and opens a trace; what was fetched before is fetched again.
    Q_INVOKABLE void openTrace(const QString& connection, const QString& traceId);
    Q_INVOKABLE void cancel();

    /// Connection and trace that a file of the cache holds; empty for other files.
    [[nodiscard]] std::pair<QString, QString> originOf(const QString& path) const;

Q_SIGNALS:
    void changed();
    /// A run has been fetched and is being opened.
    void opened(const QString& path);

private:
    void setState(const QString& state, bool isBusy, bool hasFailed = false);
    void takeSessions(quint64 turn, const QueryAnswer& answer);

    ConnectionList& m_connections;
    Workspace& m_workspace;
    QString m_cacheFolder;
    QString m_connection;
    int m_days = 14;
    std::vector<RemoteSession> m_sessions;
    QString m_state;
    bool m_isBusy = false;
    bool m_hasFailed = false;
    quint64 m_turn = 0;
    CancelToken m_cancel;
    JobSlot m_fetchJob;
};

} // namespace mgx
