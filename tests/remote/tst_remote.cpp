// SPDX-License-Identifier: GPL-3.0-or-later
// The real app with a Logfire server and a model server on this machine, and a place to look for tokens where none may be.
#include "fusion/context_repair.h"
#include "charts/chart_desk.h"
#include "models/explorer.h"
#include "models/guide.h"
#include "models/launch_desk.h"
#include "models/query_desk.h"
#include "models/remote.h"
#include "models/session_model.h"
#include "support/logfire_server.h"
#include "support/model_server.h"
#include "support/sample_records.h"

#include <memory>
#include <QClipboard>
#include <QDirIterator>
#include <QGuiApplication>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QtQuickTest>

using namespace mgx;
using mgx::testing::LogfireServer;
using mgx::testing::ModelServer;

namespace {

QStringList theLog;

void keepLog(QtMsgType, const QMessageLogContext&, const QString& message)
{
    theLog.append(message);
    std::fprintf(stderr, "%s\n", qPrintable(message));
}

} // namespace

/// What the tests need besides the app.
class Server : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString url READ url CONSTANT)
    Q_PROPERTY(QString modelUrl READ modelUrl CONSTANT)
    Q_PROPERTY(QString token READ token CONSTANT)
    Q_PROPERTY(QString writeToken READ writeToken CONSTANT)

public:
    Server(LogfireServer& logfire, ModelServer& model, QString folder) : m_logfire(logfire), m_model(model), m_folder(std::move(folder)) {}

    [[nodiscard]] QString url() const { return QString::fromStdString(m_logfire.url()); }
    [[nodiscard]] QString modelUrl() const { return QString::fromStdString(m_model.url()); }
    [[nodiscard]] QString token() const { return LogfireServer::kReadToken; }
    [[nodiscard]] QString writeToken() const { return LogfireServer::kWriteToken; }
    Q_INVOKABLE int requests() const { return static_cast<int>(m_logfire.http().requests().size()); }
    Q_INVOKABLE int modelRequests() const { return static_cast<int>(m_model.http().requests().size()); }
    Q_INVOKABLE void say(const QString& answer) { m_model.script(answer.toStdString()); }
    Q_INVOKABLE void refuse(int status, const QString& body) { m_logfire.script({status, body.toStdString(), {}, {}, false}); }
    Q_INVOKABLE QString clipboard() const { return QGuiApplication::clipboard()->text(); }
    Q_INVOKABLE void setClipboard(const QString& text) { QGuiApplication::clipboard()->setText(text); }
    Q_INVOKABLE QString lastModelRequest() const { return QString::fromStdString(m_model.http().requests().back().body); }

    /// Files and log lines that hold a token or key, each by name; a number of files that were looked at comes first.
    Q_INVOKABLE QStringList leaks() const
    {
        const QStringList secrets{token(), writeToken(), QStringLiteral("sk-key-of-the-test-0123456789")};
        QStringList found;
        int files = 0;
        QDirIterator all(m_folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            const QByteArray bytes = file.readAll();
            for (const QString& secret : secrets) {
                if (bytes.contains(secret.toUtf8()))
                    found.append(file.fileName());
            }
        }
        for (const QString& line : theLog) {
            for (const QString& secret : secrets) {
                if (line.contains(secret))
                    found.append("log: " + line);
            }
        }
        QFile command("/proc/self/cmdline");
        if (command.open(QIODevice::ReadOnly) && command.readAll().contains(token().toUtf8()))
            found.append("command line");
        return QStringList(QString::number(files)) + found;
    }

private:
    LogfireServer& m_logfire;
    ModelServer& m_model;
    QString m_folder;
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        qInstallMessageHandler(keepLog);
        m_logfire = std::make_unique<LogfireServer>(mgx::testing::movedToNow(mgx::testing::recordLines(mgx::testing::corpusPath()), kNsPerMinute));
        m_model = std::make_unique<ModelServer>();
        m_server = std::make_unique<Server>(*m_logfire, *m_model, m_folder.path());
        m_settings = std::make_unique<Settings>(m_folder.filePath("settings.ini"));
        m_settings->setTheme("dark");
        m_library = std::make_unique<QueryLibrary>(m_folder.filePath("queries.json"));
        m_workspace = std::make_unique<Workspace>(Reader{listCatalog, importRepaired}, *m_settings);
        m_explorer = std::make_unique<Explorer>(*m_workspace, QStringLiteral(MGX_SOURCE_DIR "/resources/samples/three-agents"));
        m_queries = std::make_unique<QueryDesk>(*m_workspace, *m_library);
        m_charts = std::make_unique<ChartDesk>(*m_workspace, *m_library, [this]() -> QueryEngine* { return m_queries->localEngine(); });
        m_remote = std::make_unique<Remote>(Remote::Parts{*m_workspace, *m_queries, *m_library}, Keychain::Store::SessionOnly, m_folder.filePath("cache/logfire"));
        m_guide = std::make_unique<Guide>(*m_workspace);
        m_session = std::make_unique<WorkspaceSession>(*m_workspace, *m_library, m_folder.filePath("recovery"));
        m_sessionModel = std::make_unique<SessionModel>(*m_workspace, *m_session, *m_queries->tabs());
        m_launcher = std::make_unique<LaunchDesk>(*m_workspace, LaunchPlaces{{}, m_folder.filePath("launches").toStdString(), "/"});
        (void)m_session->saveAs(m_folder.filePath("test.mgxw"));
    }
    void qmlEngineAvailable(QQmlEngine* engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine->rootContext()->setContextProperty("server", m_server.get());
    }
    void cleanupTestCase()
    {
        m_launcher.reset();
        m_sessionModel.reset();
        m_session.reset();
        m_guide.reset();
        m_remote.reset();
        m_charts.reset();
        m_queries.reset();
        m_explorer.reset();
        m_workspace.reset();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<LogfireServer> m_logfire;
    std::unique_ptr<ModelServer> m_model;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QueryLibrary> m_library;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Explorer> m_explorer;
    std::unique_ptr<QueryDesk> m_queries;
    std::unique_ptr<ChartDesk> m_charts;
    std::unique_ptr<Remote> m_remote;
    std::unique_ptr<Guide> m_guide;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<SessionModel> m_sessionModel;
    std::unique_ptr<LaunchDesk> m_launcher;
};

QUICK_TEST_MAIN_WITH_SETUP(remote, Setup)
#include "tst_remote.moc"
