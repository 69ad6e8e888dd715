// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/remote_runs.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QPointer>

namespace mgx {

RemoteRuns::RemoteRuns(ConnectionList& connections, Workspace& workspace, QString cacheFolder, QObject* parent)
    : QAbstractListModel(parent), m_connections(connections), m_workspace(workspace), m_cacheFolder(std::move(cacheFolder))
{}

int RemoteRuns::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> RemoteRuns::roleNames() const
{
    return {{QuestionRole, "question"}, {WhenRole, "when"}, {LengthRole, "length"}, {AgentsRole, "agents"}, {TraceRole, "trace"}};
}

QVariant RemoteRuns::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RemoteSession& session = m_sessions[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case QuestionRole: return session.question.empty() ? tr("(no question recorded)") : QString::fromStdString(session.question);
    case WhenRole: return QDateTime::fromMSecsSinceEpoch(session.start / 1'000'000).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    case LengthRole: return session.seconds < 0 ? tr("running") : formatDuration(static_cast<TimeNs>(session.seconds * 1e9));
    case AgentsRole: return QString::fromStdString(session.agents);
    case TraceRole: return QString::fromStdString(session.traceId);
    default: return {};
    }
}

void RemoteRuns::setState(const QString& state, bool isBusy, bool hasFailed)
{
    m_state = state;
    m_isBusy = isBusy;
    m_hasFailed = hasFailed;
    Q_EMIT changed();
}

void RemoteRuns::refresh(const QString& connection, int days)
{
    cancel();
    m_connection = connection;
    m_days = days;
    const quint64 turn = ++m_turn;
    setState(tr("Asking…"), true);
    m_cancel = CancelToken();
    m_connections.withEngine(connection, [this, turn, cancel = m_cancel](const std::shared_ptr<LogfireEngine>& engine, const QString& problem) {
        if (turn != m_turn)
            return;
        if (!engine) {
            setState(problem, false, true);
            return;
        }
        RemoteQuery query;
        query.request.sql = recentSessionsSql();
        query.range.lastSeconds = qint64(m_days) * 86400;
        query.isFresh = true;
        engine->start(std::move(query), cancel, [self = QPointer(this), turn](QueryAnswer answer) {
            QMetaObject::invokeMethod(
                qApp, [self, turn, answer = std::move(answer)] { if (self) self->takeSessions(turn, answer); }, Qt::QueuedConnection);
        });
    });
}

void RemoteRuns::takeSessions(quint64 turn, const QueryAnswer& answer)
{
    if (turn != m_turn)
        return;
    if (!answer) {
        setState(QString::fromStdString(Error{answer.error().message, {}, answer.error().hint}.sentence()), false, true);
        return;
    }
    beginResetModel();
    m_sessions = sessionsOf(**answer);
    endResetModel();
    setState(m_sessions.empty() ? tr("No sessions in the last %1 days.").arg(m_days) : m_sessions.size() == 1 ? tr("1 session") : tr("%1 sessions").arg(count()), false);
}

void RemoteRuns::open(int row)
{
    if (row >= 0 && row < count())
        openTrace(m_connection, QString::fromStdString(m_sessions[static_cast<std::size_t>(row)].traceId));
}

void RemoteRuns::openTrace(const QString& connection, const QString& traceId)
{
    cancel();
    const quint64 turn = ++m_turn;
    setState(tr("Fetching records…"), true);
    m_cancel = CancelToken();
    const QString path = QDir(m_cacheFolder).filePath(connection + QLatin1Char('/') + traceId + QStringLiteral(".ndjson"));
    m_connections.withEngine(connection, [this, turn, traceId, path, cancel = m_cancel](const std::shared_ptr<LogfireEngine>& engine, const QString& problem) {
        if (turn != m_turn)
            return;
        if (!engine) {
            setState(problem, false, true);
            return;
        }
        TimeRange range;
        range.lastSeconds = qint64(30) * 86400; // all that a project keeps unless it pays for more
        m_fetchJob.start(
            [this, engine, range, traceId, path, cancel](const JobSlot::Run& run) {
                return fetchTrace(*engine, traceId.toStdString(), range, path.toStdString(), cancel, [this, run](FetchProgress progress) {
                    run.post([this, progress] {
                        setState(progress.waitSeconds > 0 ? tr("Logfire answers again in %1 s").arg(progress.waitSeconds)
                                                          : tr("%1 records so far").arg(formatCount(static_cast<qint64>(progress.records))), true);
                    });
                });
            },
            [this, turn, path](const Result<std::size_t>& records) {
                if (turn != m_turn)
                    return;
                if (!records) {
                    setState(QString::fromStdString(records.error().sentence()), false, true);
                    return;
                }
                setState(tr("%1 records").arg(formatCount(static_cast<qint64>(*records))), false);
                const int run = m_workspace.currentRun();
                const bool isOpen = run >= 0 && toQString(m_workspace.runs()[static_cast<std::size_t>(run)].path) == QFileInfo(path).canonicalFilePath();
                if (isOpen)
                    m_workspace.reload(); // selection and zoom stay
                else
                    m_workspace.open({path});
                Q_EMIT opened(path);
            });
    });
}

void RemoteRuns::cancel()
{
    if (!m_isBusy)
        return;
    ++m_turn;
    m_cancel.cancel(); // seen within a tenth of a second
    setState(tr("Stopped."), false);
}

std::pair<QString, QString> RemoteRuns::originOf(const QString& path) const
{
    const QFileInfo file(path);
    const QString folder = file.dir().dirName();
    const bool isOurs = !m_cacheFolder.isEmpty() && QDir(m_cacheFolder).canonicalPath() == QFileInfo(file.path()).dir().canonicalPath();
    return isOurs ? std::pair(folder, file.completeBaseName()) : std::pair<QString, QString>();
}

} // namespace mgx
