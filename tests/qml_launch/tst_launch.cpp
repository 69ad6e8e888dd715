// SPDX-License-Identifier: GPL-3.0-or-later
// Hands the QML test a real app whose MassGen is a stand-in that prints the real protocol and plays a recorded run.
#include "fusion/context_repair.h"
#include "live/fake_massgen.h"
#include "charts/chart_desk.h"
#include "models/explorer.h"
#include "models/guide.h"
#include "models/launch_desk.h"
#include "models/query_desk.h"
#include "models/remote.h"
#include "models/session_model.h"

#include <memory>
#include <QDir>
#include <QFile>
#include <QQmlContext>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QtQuickTest>

using namespace mgx;

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable()
    {
        (void)installFakeMassgen(m_folder.filePath("venv"));
        const QString work = m_folder.filePath("work");
        QDir().mkpath(work);
        for (const char* name : {"three_agents", "two_agents"}) {
            QFile config(work + '/' + name + ".yaml");
            if (!config.open(QIODevice::WriteOnly))
                qFatal("no config");
            config.write("# For the test.\nagents:\n  - {id: planner, backend: {type: lmstudio, model: a-model}}\n"
                         "  - {id: checker, backend: {type: lmstudio}}\n");
        }
        QFile broken(work + "/wrong.yaml");
        if (!broken.open(QIODevice::WriteOnly))
            qFatal("no config");
        broken.write("agents:\n  - id: a\n    backend: {type: lmstudi}\n");
        broken.close();
        LaunchPlaces places{fakeEnvironment("play", 0.05), m_folder.filePath("state/launches").toStdString(), work.toStdString()};
        places.environment["PATH"] = m_folder.filePath("venv/bin").toStdString() + ":/usr/bin:/bin";
        places.environment["HOME"] = m_folder.filePath("home").toStdString();
        m_settings = std::make_unique<Settings>(QStringLiteral("-"));
        m_settings->setTheme(QStringLiteral("dark"));
        m_workspace = std::make_unique<Workspace>(Reader{listCatalog, importRepaired}, *m_settings);
        m_explorer = std::make_unique<Explorer>(*m_workspace, QString());
        m_queries = std::make_unique<QueryDesk>(*m_workspace, m_library);
        m_charts = std::make_unique<ChartDesk>(*m_workspace, m_library, [this]() -> QueryEngine* { return m_queries->localEngine(); });
        m_remote = std::make_unique<Remote>(Remote::Parts{*m_workspace, *m_queries, m_library}, Keychain::Store::SessionOnly, m_folder.filePath("logfire"));
        m_guide = std::make_unique<Guide>(*m_workspace);
        m_session = std::make_unique<WorkspaceSession>(*m_workspace, m_library, m_folder.filePath("recovery"));
        m_sessionModel = std::make_unique<SessionModel>(*m_workspace, *m_session, *m_queries->tabs());
        m_launcher = std::make_unique<LaunchDesk>(*m_workspace, places);
    }
    void qmlEngineAvailable(QQmlEngine* engine) { engine->addImportPath(QStringLiteral("qrc:/qt/qml")); }
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
        m_settings.reset();
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Explorer> m_explorer;
    QueryLibrary m_library{QStringLiteral("-")};
    std::unique_ptr<QueryDesk> m_queries;
    std::unique_ptr<ChartDesk> m_charts;
    std::unique_ptr<Remote> m_remote;
    std::unique_ptr<Guide> m_guide;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<SessionModel> m_sessionModel;
    std::unique_ptr<LaunchDesk> m_launcher;
};

QUICK_TEST_MAIN_WITH_SETUP(launch, Setup)
#include "tst_launch.moc"
