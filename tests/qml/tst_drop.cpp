// SPDX-License-Identifier: GPL-3.0-or-later
// What the drag and drop of the desktop sends to the window opens.
#include "charts/chart_desk.h"
#include "models/explorer.h"
#include "models/guide.h"
#include "models/launch_desk.h"
#include "models/query_desk.h"
#include "models/remote.h"
#include "models/session_model.h"
#include "workspace/made_run.h"

#include <QMimeData>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestDrop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(&m_engine, QUrl(QStringLiteral("qrc:/qt/qml/Mgx/Shell/Shell.qml")));
        m_shell.reset(qobject_cast<QQuickItem*>(component.create()));
        QVERIFY2(m_shell, qPrintable(component.errorString()));
        m_window.resize(1000, 700);
        m_shell->setParentItem(m_window.contentItem());
        m_shell->setSize(m_window.size());
        m_window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_window));
    }

    void foldersAndFilesOpenTogether()
    {
        QVERIFY(drop({QUrl::fromLocalFile(QStringLiteral("/made/folder")), QUrl::fromLocalFile(QStringLiteral("/made/file.ndjson"))}));
        QTRY_COMPARE(m_workspace.state(), Workspace::State::Ready);
        QCOMPARE(m_listed, QStringList({QStringLiteral("/made/folder"), QStringLiteral("/made/file.ndjson")}));
        QCOMPARE(m_workspace.runs().size(), std::size_t(2));
        QVERIFY(m_workspace.snapshot() != nullptr);
    }

    void aConfigIsLaunchedNotOpened()
    {
        m_listed.clear();
        const QString config = m_recovery.filePath(QStringLiteral("two.yaml"));
        QFile file(config);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("agents: []\n") > 0);
        file.close();
        QVERIFY(drop({QUrl::fromLocalFile(config)}));
        QCOMPARE(m_shell->property("currentPage").toString(), QStringLiteral("launch"));
        QCOMPARE(m_launcher.configTitle(), QStringLiteral("two.yaml"));
        QVERIFY(m_listed.isEmpty());
    }

    void textIsNotTaken()
    {
        QMimeData text;
        text.setText(QStringLiteral("just words"));
        QDragEnterEvent enter(QPoint(500, 300), Qt::CopyAction, &text, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_window, &enter);
        QVERIFY(!enter.isAccepted());
        QDragLeaveEvent leave; // as the desktop does
        QCoreApplication::sendEvent(&m_window, &leave);
    }

    void anAddressOnTheNetIsRefusedWithASentence()
    {
        m_listed.clear();
        QVERIFY(drop({QUrl(QStringLiteral("https://example.org/trace.json"))}));
        QVERIFY(m_explorer.error().contains(QStringLiteral("not on this machine")));
        QVERIFY(m_listed.isEmpty());
    }

    void cleanupTestCase() { m_shell.reset(); }

private:
    bool drop(const QList<QUrl>& urls)
    {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(500, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_window, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(500, 300), Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&m_window, &event);
        return event.isAccepted();
    }

    QStringList m_listed; ///< written on the pool, read when the workspace is ready
    Settings m_settings{QStringLiteral("-")};
    Workspace m_workspace{Reader{[this](const std::string& path, const CancelToken&) -> Result<Catalog> {
                                     m_listed.append(QString::fromStdString(path));
                                     Catalog catalog;
                                     catalog.items.emplace_back();
                                     catalog.items.back().path = path;
                                     return catalog;
                                 },
                                 [](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                                     MadeRun run;
                                     return imported(run.fillUsual().publish());
                                 }},
                          m_settings};
    Explorer m_explorer{m_workspace, {}};
    QueryLibrary m_library{QStringLiteral("-")};
    QTemporaryDir m_recovery;
    QueryDesk m_queries{m_workspace, m_library};
    ChartDesk m_charts{m_workspace, m_library, [this]() -> QueryEngine* { return m_queries.localEngine(); }};
    Remote m_remote{{m_workspace, m_queries, m_library}, Keychain::Store::SessionOnly, m_recovery.filePath(QStringLiteral("logfire"))};
    Guide m_guide{m_workspace};
    LaunchDesk m_launcher{m_workspace, LaunchPlaces{{}, m_recovery.filePath(QStringLiteral("launches")).toStdString(), "/"}};
    WorkspaceSession m_session{m_workspace, m_library, m_recovery.path()};
    SessionModel m_sessionModel{m_workspace, m_session, *m_queries.tabs()};
    QQmlEngine m_engine;
    QQuickWindow m_window;
    std::unique_ptr<QQuickItem> m_shell;
};

QTEST_MAIN(TestDrop)
#include "tst_drop.moc"
