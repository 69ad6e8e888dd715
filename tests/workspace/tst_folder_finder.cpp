// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/folder_finder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;

class TestFolderFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearestComeFirst()
    {
        QTemporaryDir home;
        const QString top = QDir(home.path()).canonicalPath();
        for (const char* path : {"b/.massgen/massgen_logs", ".massgen", "a/deep/er/.massgen", ".hidden/x/.massgen", "node_modules/y/.massgen"})
            QVERIFY(QDir(top).mkpath(path));
        QVERIFY(QFile::link(top, top + "/b/loop")); // never followed
        const QStringList expected{top + "/.massgen", top + "/b/.massgen", top + "/a/deep/er/.massgen"};
        QCOMPARE(findMassgenFolders({top, top + "/b"}, {}, {}), expected);
        QCOMPARE(findMassgenFolders({top, top + "/nowhere"}, {}, {}), expected);
        FinderLimits shallow;
        shallow.depth = 1;
        QCOMPARE(findMassgenFolders({top}, shallow, {}).size(), 2);
        FinderLimits few;
        few.found = 1;
        QVERIFY(findMassgenFolders({top}, few, {}).size() <= 2); // what one folder holds is not cut
    }

    void looksInTheBackground()
    {
        QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkpath("x/.massgen"));
        FolderFinder finder;
        QVERIFY(!finder.isDone());
        finder.start({home.path()});
        QVERIFY(finder.isRunning());
        QTRY_VERIFY(finder.isDone());
        QCOMPARE(finder.found().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFolderFinder)
#include "tst_folder_finder.moc"
