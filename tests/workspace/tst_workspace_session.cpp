// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace_session.h"

#include "workspace/made_run.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestWorkspaceSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesByItselfAndOpensAgain();
    void whatHasNoFileSurvivesACrash();
    void aFileWithLossesIsNotOverwritten();
    void openingAnotherKeepsWhatNobodySaved();
    void twoWindowsDoNotDisturbEachOther();
};

#ifndef Q_MOC_RUN
namespace {

Reader reader()
{
    Reader reader;
    reader.list = [](const std::string& path, const CancelToken&) -> Result<Catalog> {
        Catalog catalog;
        catalog.items.emplace_back().path = path;
        return catalog;
    };
    reader.import = [](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
        MadeRun run;
        return imported(run.fillUsual().publish());
    };
    return reader;
}

/// A window without a screen.
struct Window
{
    explicit Window(const QString& folder) : workspace(reader(), settings), library("-"), session(workspace, library, folder + "/recovery") {}

    void open(const QString& path)
    {
        workspace.open({path});
        QTRY_VERIFY(workspace.state() != Workspace::State::Ready);
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
    }
    void write(const QString& sql)
    {
        session.edit([&](WorkspaceDocument& parts) { parts.tabs = {QueryTab{"tab", sql, 0}}; });
    }
    QString sql() const { return session.parts().tabs.empty() ? QString() : session.parts().tabs[0].sql; }

    Settings settings{QStringLiteral("-")};
    Workspace workspace;
    QueryLibrary library;
    WorkspaceSession session;
};

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestWorkspaceSession::savesByItselfAndOpensAgain()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath("w.mgxw");
    {
        Window window(folder.path());
        QVERIFY(!window.session.save()); // where to?
        window.open(folder.filePath("runs"));
        QVERIFY(window.session.saveAs(folder.filePath("w")));
        QCOMPARE(window.session.path(), file);
        SavedQuery query;
        query.title = "brought";
        query.sql = "SELECT 2";
        window.library.setWorkspaceQueries({query});
        QSignalSpy saved(&window.session, &WorkspaceSession::saved);
        window.write("SELECT 1");
        window.workspace.view().show(1e9, 2e9);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(readWorkspace(file)->document.tabs.at(0).sql, QString("SELECT 1"));
        window.write("SELECT 3"); // and closed at once
    }
    Window window(folder.path());
    QVERIFY(window.session.abandoned().isEmpty());
    window.open(file);
    QCOMPARE(window.session.path(), file);
    QCOMPARE(window.sql(), QString("SELECT 3"));
    QCOMPARE(window.library.workspaceQueries().at(0).title, QString("brought"));
    QCOMPARE(window.workspace.view().from(), kNsPerSecond);
    const QByteArray before = bytesOf(file);
    QTest::qWait(Autosave::kDelayMs + 200);
    QCOMPARE(bytesOf(file), before); // opening changes nothing
    window.session.startNew();
    QVERIFY(window.sql().isEmpty() && window.session.path().isEmpty() && window.workspace.runs().empty());
    QTest::qWait(Autosave::kDelayMs + 200);
    QCOMPARE(bytesOf(file), before);
}

void TestWorkspaceSession::whatHasNoFileSurvivesACrash()
{
    const QTemporaryDir folder;
    {
        Window window(folder.path());
        window.open(folder.filePath("runs"));
        window.write("SELECT 'unsaved'");
        QTRY_VERIFY(window.session.isSaved());
        QVERIFY(window.session.abandoned().isEmpty()); // the window lives
    } // ends without saving: the same is left as after a crash
    Window window(folder.path());
    const QStringList left = window.session.abandoned();
    QCOMPARE(left.size(), 1);
    QVERIFY(window.session.recover(left[0]));
    QTRY_COMPARE(window.workspace.state(), Workspace::State::Ready);
    QCOMPARE(window.sql(), QString("SELECT 'unsaved'"));
    QCOMPARE(window.workspace.runs().size(), std::size_t(1));
    QVERIFY(window.session.path().isEmpty());
    QVERIFY(window.session.abandoned().isEmpty());
    window.write("");
}

void TestWorkspaceSession::aFileWithLossesIsNotOverwritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("newer.mgxw");
    const QByteArray newer = R"({"format":"massgen-explorer-workspace","version":2,"sources":["runs"],"tabs":[{"title":"t","sql":"SELECT 1"}],"more":1})";
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(newer);
    file.close();
    Window window(folder.path());
    window.open(path);
    QCOMPARE(window.sql(), QString("SELECT 1"));
    QVERIFY(!window.session.mayOverwrite());
    QCOMPARE(window.session.leftOut().size(), 2);
    window.write("SELECT 2");
    QTRY_VERIFY(window.session.isSaved());
    QVERIFY(!window.session.save());
    QCOMPARE(bytesOf(path), newer);
    QVERIFY(window.session.save(true)); // asked, and allowed
    QVERIFY(window.session.mayOverwrite());
    QCOMPARE(readWorkspace(path)->document.tabs.at(0).sql, QString("SELECT 2"));
}

void TestWorkspaceSession::openingAnotherKeepsWhatNobodySaved()
{
    const QTemporaryDir folder;
    QVERIFY(writeWorkspace(folder.filePath("other.mgxw"), WorkspaceDocument{{folder.filePath("runs")}}));
    Window window(folder.path());
    window.write("SELECT 'precious'");
    window.open(folder.filePath("other.mgxw"));
    QVERIFY(window.sql().isEmpty());
    const QStringList left = window.session.abandoned();
    QCOMPARE(left.size(), 1);
    QCOMPARE(readWorkspace(left[0])->document.tabs.at(0).sql, QString("SELECT 'precious'"));
}

void TestWorkspaceSession::twoWindowsDoNotDisturbEachOther()
{
    const QTemporaryDir folder;
    Window one(folder.path()), two(folder.path());
    QVERIFY(one.session.saveAs(folder.filePath("one.mgxw")));
    QVERIFY(two.session.saveAs(folder.filePath("two.mgxw")));
    one.open(folder.filePath("runs1"));
    two.open(folder.filePath("runs2"));
    one.write("SELECT 1");
    two.write("SELECT 2");
    QTRY_VERIFY(one.session.isSaved() && two.session.isSaved());
    const auto first = readWorkspace(folder.filePath("one.mgxw")), second = readWorkspace(folder.filePath("two.mgxw"));
    QCOMPARE(first->document.tabs.at(0).sql, QString("SELECT 1"));
    QCOMPARE(second->document.tabs.at(0).sql, QString("SELECT 2"));
    QCOMPARE(first->document.sources, QStringList{folder.filePath("runs1")});
    QCOMPARE(second->document.sources, QStringList{folder.filePath("runs2")});
}
#endif

QTEST_GUILESS_MAIN(TestWorkspaceSession)
#include "tst_workspace_session.moc"
