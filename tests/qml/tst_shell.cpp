// SPDX-License-Identifier: GPL-3.0-or-later
// Hands the QML tests a real app: the workspace reads traces made by hand, everything else is what ships.
#include "charts/chart_desk.h"
#include "models/explorer.h"
#include "models/launch_desk.h"
#include "models/guide.h"
#include "models/query_desk.h"
#include "models/remote.h"
#include "models/session_model.h"
#include "workspace/made_run.h"

#include <memory>
#include <QDir>
#include <QFile>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtQuickTest>

using namespace mgx;
using namespace mgx::test;

namespace {

QTcpServer* theListener = nullptr;

Result<Catalog> listMade(const std::string& path, const CancelToken&)
{
    if (path.find("nothing") != std::string::npos)
        return failure("no run and no trace file is in it", path, "choose another folder");
    Catalog catalog;
    for (const char* name : {"log_first", "log_second"}) {
        CatalogItem item;
        item.path = std::string("/made/") + name;
        item.name = name;
        // Texts of a log are hostile: this one would be fetched by anything that reads it as markup.
        item.question = "<img src='http://127.0.0.1:" + std::to_string(theListener->serverPort()) + "/x.png'> question of " + name;
        item.agents = {"agent_0", "agent_1", "agent_2"};
        item.winner = "agent_0";
        item.state = RunState::Complete;
        item.turn = 1;
        catalog.items.push_back(item);
    }
    return catalog;
}

Result<Imported> importMade(const CatalogItem&, const ImportHooks&)
{
    MadeRun run;
    Imported result = imported(run.fillUsual().publish());
    auto report = std::make_shared<ImportReport>();
    report->add(Problem::Severity::Warning, "events.jsonl", "line 7", "cut short: complete elements kept");
    result.report = report;
    return result;
}

} // namespace

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        m_listener = std::make_unique<QTcpServer>();
        theListener = m_listener.get();
        if (!m_listener->listen(QHostAddress::LocalHost))
            qFatal("cannot listen on the loopback");
        m_settings = std::make_unique<Settings>(QStringLiteral("-"));
        m_settings->setTheme(QStringLiteral("dark"));
        m_workspace = std::make_unique<Workspace>(Reader{listMade, importMade}, *m_settings);
        m_explorer = std::make_unique<Explorer>(*m_workspace, QStringLiteral("/made/sample"));
        m_queries = std::make_unique<QueryDesk>(*m_workspace, m_library);
        m_charts = std::make_unique<ChartDesk>(*m_workspace, m_library, [this]() -> QueryEngine* { return m_queries->localEngine(); });
        m_remote = std::make_unique<Remote>(Remote::Parts{*m_workspace, *m_queries, m_library}, Keychain::Store::SessionOnly, m_recovery.filePath("logfire"));
        m_guide = std::make_unique<Guide>(*m_workspace);
        m_session = std::make_unique<WorkspaceSession>(*m_workspace, m_library, m_recovery.path());
        m_launcher = std::make_unique<LaunchDesk>(*m_workspace, LaunchPlaces{{}, m_recovery.filePath("launches").toStdString(), "/"});
        m_sessionModel = std::make_unique<SessionModel>(*m_workspace, *m_session, *m_queries->tabs());
    }
    void qmlEngineAvailable(QQmlEngine* engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        QFile report(m_recovery.filePath("written.md"));
        if (report.open(QIODevice::WriteOnly))
            report.write("The run took 10 s.\n\nThere were 3 agents and 9 answers.\nTotal cost: $0.5\nWith 77 % joy.\n");
        engine->rootContext()->setContextProperty("reportFolder", QUrl::fromLocalFile(m_recovery.path()).toString());
    }
    void cleanupTestCase()
    {
        if (m_listener->hasPendingConnections() || m_listener->waitForNewConnection(50))
            qFatal("a text from a log made a request");
        m_sessionModel.reset();
        m_launcher.reset();
        m_session.reset();
        m_guide.reset();
        m_remote.reset();
        m_charts.reset();
        m_queries.reset();
        m_explorer.reset();
        m_workspace.reset();
        m_settings.reset();
    }

private:
    std::unique_ptr<QTcpServer> m_listener;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Explorer> m_explorer;
    QueryLibrary m_library{QStringLiteral("-")};
    QTemporaryDir m_recovery;
    std::unique_ptr<QueryDesk> m_queries;
    std::unique_ptr<ChartDesk> m_charts;
    std::unique_ptr<Remote> m_remote;
    std::unique_ptr<Guide> m_guide;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<SessionModel> m_sessionModel;
    std::unique_ptr<LaunchDesk> m_launcher;
};

QUICK_TEST_MAIN_WITH_SETUP(shell, Setup)
#include "tst_shell.moc"
