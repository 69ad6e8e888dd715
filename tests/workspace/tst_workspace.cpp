// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspace.h"

#include "workspace/made_run.h"

#include <atomic>
#include <QDir>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

CatalogItem item(const std::string& path)
{
    CatalogItem item;
    item.path = path;
    item.name = path;
    return item;
}

Reader readerOf(std::vector<std::string> paths, std::function<Result<Imported>(const CatalogItem&, const ImportHooks&)> import)
{
    Reader reader;
    reader.list = [paths](const std::string& path, const CancelToken&) -> Result<Catalog> {
        if (path.find("bad") != std::string::npos)
            return failure("no run is in it", path, "choose another folder");
        Catalog catalog;
        for (const std::string& p : paths)
            catalog.items.push_back(item(p));
        return catalog;
    };
    reader.import = std::move(import);
    return reader;
}

Result<Imported> importUsual(const CatalogItem&, const ImportHooks&)
{
    MadeRun run;
    return imported(run.fillUsual().publish());
}

/// Every path is a trace file with one span of its own.
Reader readerOfFiles()
{
    Reader reader;
    reader.list = [](const std::string& path, const CancelToken&) -> Result<Catalog> {
        Catalog catalog;
        catalog.items.push_back(item(path));
        catalog.items.front().kind = CatalogItem::Kind::TraceFile;
        return catalog;
    };
    reader.import = [](const CatalogItem& file, const ImportHooks&) -> Result<Imported> {
        if (file.path == "/damaged")
            return failure("nothing in it can be read", file.path, "choose another file");
        SnapshotBuilder builder;
        RecordDraft draft;
        draft.trace = hashTraceId(file.path);
        draft.spanId = 1;
        draft.source = builder.addSource(SourceKind::File, file.path);
        draft.start = kOrigin;
        draft.end = kOrigin + kMs;
        draft.name = file.path;
        builder.append(draft);
        return imported(builder.publish());
    };
    return reader;
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensTheFirstRunAndSelectsItsSession()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOf({"one", "two"}, importUsual), settings);
        QSignalSpy snapshots(&workspace, &Workspace::snapshotChanged);
        workspace.open({QStringLiteral("/some/folder")});
        QCOMPARE(workspace.state(), Workspace::State::Listing);
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.runs().size(), std::size_t(2));
        QCOMPARE(workspace.currentRun(), 0);
        QCOMPARE(snapshots.size(), 1);
        QCOMPARE(workspace.snapshot()->name(workspace.selection().row()), std::string_view("coordination.session"));
        QCOMPARE(settings.recentPaths(), QStringList({QStringLiteral("/some/folder")}));
        QVERIFY(workspace.view().isFit());
    }

    void filesOpenedAtOnceShareTheTimeline()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOfFiles(), settings);
        workspace.open({QStringLiteral("/a"), QStringLiteral("/b"), QStringLiteral("/c")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.runs().size(), std::size_t(3));
        for (int run = 0; run < 3; ++run)
            QVERIFY(workspace.isShown(run));
        QCOMPARE(workspace.snapshot()->rowCount(), RowId(3));
        const quint64 lineage = workspace.lineage();

        workspace.setShown(1, false);
        QTRY_COMPARE(workspace.snapshot()->rowCount(), RowId(2));
        QVERIFY(workspace.lineage() != lineage);
        QVERIFY(!workspace.isShown(1));
        workspace.setShown(0, false); // the open one: the next takes its place
        QTRY_COMPARE(workspace.snapshot()->rowCount(), RowId(1));
        QCOMPARE(workspace.currentRun(), 2);
        workspace.setShown(2, false); // the last one stays
        QVERIFY(workspace.isShown(2));
        workspace.setShown(0, true);
        QTRY_COMPARE(workspace.snapshot()->rowCount(), RowId(2));
        QCOMPARE(workspace.document().shownRuns, QStringList(QStringLiteral("/a")));

        const WorkspaceDocument document = workspace.document();
        workspace.openRun(1); // alone
        QTRY_COMPARE(workspace.snapshot()->rowCount(), RowId(1));
        QVERIFY(!workspace.isShown(0));
        workspace.restore(document);
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.snapshot()->rowCount(), RowId(2));
        QVERIFY(workspace.isShown(workspace.currentRun()) && workspace.document().shownRuns.size() == 1);
    }

    void whatCannotBeReadIsTakenOffTheTimeline()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOfFiles(), settings);
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.open({QStringLiteral("/a"), QStringLiteral("/damaged")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.snapshot()->rowCount(), RowId(1));
        QVERIFY(workspace.isShown(0) && !workspace.isShown(1));
        QCOMPARE(failures.size(), 1);
    }

    void openingAgainDoesNotDouble()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOf({"one", "two"}, importUsual), settings);
        for (int i = 0; i < 2; ++i) {
            workspace.open({QStringLiteral("/some/folder")});
            QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        }
        QCOMPARE(workspace.runs().size(), std::size_t(2));
    }

    void aBadPathIsASentenceAndLeavesEverything()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOf({"one"}, importUsual), settings);
        workspace.open({QStringLiteral("/some/folder")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        const auto snapshot = workspace.snapshot();
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.open({QStringLiteral("/bad")});
        QTRY_COMPARE(failures.size(), 1);
        QCOMPARE(failures[0][0].toString(), QStringLiteral("/bad: no run is in it; choose another folder"));
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.snapshot(), snapshot);
        QCOMPARE(settings.recentPaths().size(), 1);
    }

    void partialSnapshotsKeepTheSelectionAndTheLineage()
    {
        Settings settings(QStringLiteral("-"));
        QSemaphore goOn;
        Workspace workspace(readerOf({"one"},
                                     [&](const CatalogItem&, const ImportHooks& hooks) -> Result<Imported> {
                                         MadeRun run;
                                         const RowId round = run.round(0, 0, 100, 900, "answer");
                                         hooks.onProgress(10, 100);
                                         hooks.onPartial(imported(run.publish(), false));
                                         goOn.acquire();
                                         run.span("later", 0, 200, 300, round);
                                         return imported(run.publish());
                                     }),
                            settings);
        workspace.open({QStringLiteral("/some/folder")});
        QTRY_VERIFY(workspace.snapshot() != nullptr);
        QVERIFY(workspace.isPartial());
        QCOMPARE(workspace.state(), Workspace::State::Loading);
        const quint64 lineage = workspace.lineage();
        workspace.selection().select(1, Selection::Origin::Tree);
        workspace.view().show(1e9, 2e9);
        goOn.release();
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QVERIFY(!workspace.isPartial());
        QCOMPARE(workspace.lineage(), lineage);
        QCOMPARE(workspace.snapshot()->rowCount(), RowId(3));
        QCOMPARE(workspace.selection().row(), RowId(1));
        QCOMPARE(workspace.view().from(), kNsPerSecond);
    }

    void cancelKeepsWhatIsThere()
    {
        Settings settings(QStringLiteral("-"));
        std::atomic_bool wasCancelled = false;
        Workspace workspace(readerOf({"one"},
                                     [&](const CatalogItem&, const ImportHooks& hooks) -> Result<Imported> {
                                         MadeRun run;
                                         hooks.onPartial(imported(run.publish(), false));
                                         while (!hooks.cancel.isCancelled())
                                             QThread::msleep(1);
                                         wasCancelled = true;
                                         return failure("cancelled");
                                     }),
                            settings);
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.open({QStringLiteral("/some/folder")});
        QTRY_VERIFY(workspace.snapshot() != nullptr);
        workspace.cancel();
        QCOMPARE(workspace.state(), Workspace::State::Ready);
        QTRY_VERIFY(wasCancelled);
        QTest::qWait(20);
        QCOMPARE(failures.size(), 0);
        QVERIFY(workspace.snapshot() != nullptr);
    }

    void reloadFindsTheSelectionAgain()
    {
        Settings settings(QStringLiteral("-"));
        int imports = 0;
        Workspace workspace(readerOf({"one"},
                                     [&](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                                         MadeRun run;
                                         if (++imports > 1)
                                             run.intruder();
                                         return imported(run.fillUsual().publish());
                                     }),
                            settings);
        workspace.open({QStringLiteral("/some/folder")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        const quint64 lineage = workspace.lineage();
        workspace.view().show(1e9, 2e9);
        workspace.selection().select(2, Selection::Origin::Tree);
        const RecordKey key = keyOf(*workspace.snapshot(), 2);
        workspace.reload();
        QTRY_COMPARE(imports, 2);
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QVERIFY(workspace.lineage() > lineage);
        QCOMPARE(workspace.selection().row(), RowId(3));
        QVERIFY(keyOf(*workspace.snapshot(), workspace.selection().row()) == key);
        QCOMPARE(workspace.view().from(), kNsPerSecond);
    }

    void anUnreadableRunClearsThePicture()
    {
        Settings settings(QStringLiteral("-"));
        Workspace workspace(readerOf({"one", "two"},
                                     [](const CatalogItem& item, const ImportHooks& hooks) -> Result<Imported> {
                                         return item.path == "two" ? failure("nothing can be read") : importUsual(item, hooks);
                                     }),
                            settings);
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.open({QStringLiteral("/some/folder")});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        workspace.openRun(1);
        QTRY_COMPARE(failures.size(), 1);
        QVERIFY(workspace.snapshot() == nullptr);
        QCOMPARE(workspace.currentRun(), 1);
        workspace.openRun(7); // not there
        QCOMPARE(workspace.currentRun(), 1);
    }

    void settingsAreKeptInTheirFile()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        {
            Settings settings(file);
            QCOMPARE(settings.theme(), QStringLiteral("system"));
            settings.setTheme(QStringLiteral("light"));
            settings.setLayout(QStringLiteral("width"), 320);
            for (int i = 0; i < 20; ++i)
                settings.addRecentPath(QStringLiteral("/path/%1").arg(i));
        }
        Settings settings(file);
        QCOMPARE(settings.theme(), QStringLiteral("light"));
        QCOMPARE(settings.layout(QStringLiteral("width"), 1).toInt(), 320);
        QCOMPARE(settings.layout(QStringLiteral("width"), 1).typeId(), int(QMetaType::Int));
        QCOMPARE(settings.layout(QStringLiteral("isOpen"), true).toBool(), true);
        QCOMPARE(settings.recentPaths().size(), 12);
        QCOMPARE(settings.recentPaths().first(), QStringLiteral("/path/19"));
    }

    void aDocumentBringsBackWhatWasOpen()
    {
        QTemporaryDir folder;
        Settings settings("-");
        const QString file = folder.filePath("w.mgxw");
        const std::vector<std::string> runs = {folder.filePath("runs/one").toStdString(), folder.filePath("runs/two").toStdString()};
        WorkspaceDocument document;
        {
            Workspace workspace(readerOf(runs, importUsual), settings);
            workspace.open({folder.filePath("runs")});
            QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
            QVERIFY(!workspace.document().view);
            workspace.openRun(1);
            QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
            workspace.selection().select(3, Selection::Origin::Tree);
            workspace.view().show(1e9, 2e9);
            document = workspace.document();
            QVERIFY(writeWorkspace(file, document));
        }
        QCOMPARE(document.sources, QStringList{folder.filePath("runs")});
        QCOMPARE(document.currentRun, folder.filePath("runs/two"));
        Workspace workspace(readerOf(runs, importUsual), settings);
        QSignalSpy opened(&workspace, &Workspace::fileOpened);
        workspace.open({file}); // as dropped, or from the command line
        QTRY_COMPARE(opened.size(), 1);
        // Taken at any moment on the way, the document loses nothing.
        while (workspace.state() != Workspace::State::Ready) {
            QVERIFY(workspace.document().sources == document.sources && workspace.document().view == document.view);
            QTest::qWait(1);
        }
        QCOMPARE(workspace.currentRun(), 1);
        QCOMPARE(workspace.selection().row(), RowId(3));
        QCOMPARE(workspace.view().from(), kNsPerSecond);
        QCOMPARE(workspace.view().to(), 2 * kNsPerSecond);
        QVERIFY(workspace.document() == document);
        QCOMPARE(settings.recentPaths().first(), file);
    }

    /// A disk that is not there today must not empty the workspace.
    void sourcesThatAreMissingStayInTheDocument()
    {
        Settings settings("-");
        WorkspaceDocument document;
        document.sources = {"/good", "/bad/one"};
        document.currentRun = "/bad/one/run";
        document.view = TimeStretch{5, 500};
        Workspace workspace(readerOf({"one"}, importUsual), settings);
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.restore(document);
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(failures.size(), 1);
        QCOMPARE(workspace.currentRun(), 0);
        QVERIFY(workspace.document() == document);
        workspace.openRun(0); // the person goes on with what is there
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.document().sources, document.sources);
        QCOMPARE(workspace.document().currentRun, QString("one"));
        workspace.closeAll();
        QVERIFY(workspace.document() == WorkspaceDocument());
    }

    void whatIsNoWorkspaceLeavesEverything()
    {
        QTemporaryDir folder;
        Settings settings("-");
        Workspace workspace(readerOf({"one"}, importUsual), settings);
        workspace.open({"/some/folder"});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
        QFile file(folder.filePath("x.mgxw"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello");
        file.close();
        QSignalSpy failures(&workspace, &Workspace::failed);
        workspace.open({file.fileName()});
        QTRY_COMPARE(failures.size(), 1);
        workspace.open({file.fileName(), folder.filePath("y.mgxw")});
        QCOMPARE(failures.size(), 2);
        QCOMPARE(workspace.state(), Workspace::State::Ready);
        QCOMPARE(workspace.runs().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
