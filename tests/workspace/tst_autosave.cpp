// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/autosave.h"

#include "workspace/workspace_file.h"

#include <algorithm>
#include <memory>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;

class TestAutosave : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyChangesAreFewWrites();
    void whatIsLeftIsWrittenAtTheEnd();
    void anotherPathGetsWhatComesAfter();
    void aFailureIsSaidOnceAndTriedAgain();
    void killedAHundredTimesNothingIsLost();
};

#ifndef Q_MOC_RUN
namespace {

struct Edited
{
    WorkspaceDocument document;
    void edit(int number) { document.notes = {Note{std::nullopt, QString::number(number), {}}}; }
};

QString noteIn(const QString& path)
{
    const auto opened = readWorkspace(path);
    return opened && !opened->document.notes.empty() ? opened->document.notes[0].text : QString();
}

qint64 nowMs()
{
    QElapsedTimer timer;
    timer.start();
    return timer.msecsSinceReference();
}

struct Writer
{
    QProcess process;
    QString path;
    qint64 killAfterMs = 0;
};

/// Ten programs that save all the time, each killed at a random moment. Two windows with two workspaces are among them.
void killTen(const QString& folder, QRandomGenerator& random, qint64& worstLossMs)
{
    std::vector<std::unique_ptr<Writer>> writers;
    for (int i = 0; i < 10; ++i) {
        auto writer = std::make_unique<Writer>();
        writer->path = folder + QStringLiteral("/w%1.mgxw").arg(i); // the same files in every round: what a kill leaves is there
        writer->killAfterMs = random.bounded(900);
        writer->process.start(MGX_SAVING_WRITER, {writer->path, i < 7 ? "autosave" : "loop"});
        writers.push_back(std::move(writer));
    }
    for (const auto& writer : writers) {
        while (!writer->process.canReadLine())
            QVERIFY2(writer->process.waitForReadyRead(30'000), "the writer does not start");
    }
    std::sort(writers.begin(), writers.end(), [](const auto& a, const auto& b) { return a->killAfterMs < b->killAfterMs; });
    const qint64 begin = nowMs();
    for (const auto& writer : writers) {
        QThread::msleep(static_cast<unsigned long>(std::max<qint64>(0, begin + writer->killAfterMs - nowMs())));
        writer->process.kill();
        const qint64 killed = nowMs();
        QVERIFY(writer->process.waitForFinished());
        QCOMPARE(writer->process.exitStatus(), QProcess::CrashExit);
        const auto opened = readWorkspace(writer->path);
        QVERIFY2(opened, opened ? "" : opened.error().sentence().c_str());
        QVERIFY2(opened->mayOverwrite, qPrintable(opened->leftOut.join(' ')));
        QCOMPARE(opened->document.tabs.at(0).sql.size(), qsizetype(200'000));
        worstLossMs = std::max(worstLossMs, killed - opened->document.notes.at(0).text.toLongLong());
    }
}

} // namespace

void TestAutosave::manyChangesAreFewWrites()
{
    const QTemporaryDir folder;
    Edited edited;
    Autosave autosave([&] { return edited.document; });
    autosave.setPath(folder.filePath("w.mgxw"));
    QVERIFY(autosave.isSaved());
    QSignalSpy saved(&autosave, &Autosave::saved);
    QElapsedTimer timer;
    timer.start();
    int edits = 0;
    while (timer.elapsed() < 1500) { // without a pause: waiting for one would never write
        edited.edit(++edits);
        autosave.touch();
        QTest::qWait(5);
    }
    QVERIFY(!saved.isEmpty());
    QVERIFY2(saved.size() <= 1 + 1500 / Autosave::kDelayMs, qPrintable(QString::number(saved.size())));
    QTRY_VERIFY(autosave.isSaved());
    QCOMPARE(noteIn(autosave.path()), QString::number(edits));
}

void TestAutosave::whatIsLeftIsWrittenAtTheEnd()
{
    const QTemporaryDir folder;
    Edited edited;
    {
        Autosave autosave([&] { return edited.document; });
        autosave.touch(); // nowhere to write yet
        autosave.setPath(folder.filePath("w.mgxw"));
        edited.edit(1);
        autosave.touch();
        QVERIFY(autosave.flush());
        QCOMPARE(noteIn(autosave.path()), QString("1"));
        QVERIFY(autosave.isSaved());
        edited.edit(2);
        autosave.touch();
    }
    QCOMPARE(noteIn(folder.filePath("w.mgxw")), QString("2"));
}

void TestAutosave::anotherPathGetsWhatComesAfter()
{
    const QTemporaryDir folder;
    Edited edited;
    Autosave autosave([&] { return edited.document; });
    autosave.setPath(folder.filePath("a.mgxw"));
    edited.edit(1);
    autosave.touch();
    autosave.setPath(folder.filePath("b.mgxw"));
    QCOMPARE(noteIn(folder.filePath("a.mgxw")), QString("1"));
    QVERIFY(!QFile::exists(folder.filePath("b.mgxw")));
    edited.edit(2);
    autosave.touch();
    QTRY_COMPARE(noteIn(folder.filePath("b.mgxw")), QString("2"));
    QCOMPARE(noteIn(folder.filePath("a.mgxw")), QString("1"));
}

void TestAutosave::aFailureIsSaidOnceAndTriedAgain()
{
    const QTemporaryDir folder;
    Edited edited;
    Autosave autosave([&] { return edited.document; });
    QVERIFY(QDir().mkpath(folder.filePath("w.mgxw"))); // a folder is in the way
    autosave.setPath(folder.filePath("w.mgxw"));
    QSignalSpy failed(&autosave, &Autosave::failed);
    edited.edit(1);
    autosave.touch();
    QTRY_COMPARE(failed.size(), 1);
    autosave.touch();
    QTest::qWait(Autosave::kDelayMs + 200);
    QCOMPARE(failed.size(), 1);
    QVERIFY(!autosave.isSaved());
    QVERIFY(!autosave.flush());
    QVERIFY(QDir().rmdir(folder.filePath("w.mgxw")));
    autosave.touch();
    QTRY_VERIFY(autosave.isSaved());
    QCOMPARE(noteIn(autosave.path()), QString("1"));
}

void TestAutosave::killedAHundredTimesNothingIsLost()
{
    const QTemporaryDir folder;
    QRandomGenerator random(static_cast<quint32>(nowMs()));
    qint64 worstLossMs = 0;
    for (int round = 0; round < 10; ++round) {
        killTen(folder.path(), random, worstLossMs);
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("100 kills: at most %lld ms of editing lost", static_cast<long long>(worstLossMs));
    QVERIFY2(worstLossMs <= 1000, qPrintable(QString::number(worstLossMs)));
    // What killed writers leave behind does not pile up.
    for (const QString& left : QDir(folder.path()).entryList({".*.part"}, QDir::Files | QDir::Hidden)) {
        QFile file(folder.filePath(left));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-120), QFileDevice::FileModificationTime));
    }
    for (int i = 0; i < 10; ++i)
        QVERIFY(writeWorkspace(folder.filePath(QStringLiteral("w%1.mgxw").arg(i)), {}));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 10);
}
#endif

QTEST_GUILESS_MAIN(TestAutosave)
#include "tst_autosave.moc"
