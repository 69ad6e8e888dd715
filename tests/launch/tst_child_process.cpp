// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/child_process.h"
#include "launch/small_files.h"

#include <QtTest>

#include <csignal>
#include <unistd.h>

using namespace mgx;

class TestChildProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputAndExitCodeAreInFiles();
    void signalsAreAtTheirDefaults();
    void signalsReachTheWholeSession_data();
    void signalsReachTheWholeSession();
    void anotherProcessWithTheNumberIsNotOurs();
    void whatIsMissingIsSaid();

private:
    [[nodiscard]] ChildOptions options(const std::string& script);
    QTemporaryDir m_folder;
};

#ifndef Q_MOC_RUN

ChildOptions TestChildProcess::options(const std::string& script)
{
    const std::string place = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction())
                                                + QString::fromLatin1(QTest::currentDataTag() ? QTest::currentDataTag() : "")).toStdString();
    QDir().mkpath(QString::fromStdString(place));
    ChildOptions options;
    options.words = {"sh", "-c", script, "sh", "two words"};
    options.environment = {{"PATH", "/usr/bin:/bin"}, {"COLOUR", "blue"}};
    options.workFolder = place;
    options.outputFile = place + "/out";
    options.errorFile = place + "/err";
    options.exitFile = place + "/exit";
    return options;
}

void TestChildProcess::outputAndExitCodeAreInFiles()
{
    const ChildOptions child = options("read line; echo \"$1 $COLOUR [$line] $HOME\"; pwd; ls /proc/self/fd | wc -l; echo bad >&2; exit 7");
    const Result<ProcessIdentity> process = startChild(child);
    QVERIFY2(process.has_value(), process ? "" : process.error().sentence().c_str());
    QTRY_VERIFY(!isAlive(*process));
    QCOMPARE(QByteArray::fromStdString(readSmallFile(child.outputFile)).trimmed(),
             QByteArray::fromStdString("two words blue [] \n" + child.workFolder + "\n4")); // 0, 1, 2 and that of ls
    QCOMPARE(readSmallFile(child.errorFile), std::string("bad\n"));
    QVERIFY(exitCodeIn(child.exitFile) == 7);
}

void TestChildProcess::signalsAreAtTheirDefaults()
{
    std::signal(SIGINT, SIG_IGN); // as in the background job of a shell
    const ChildOptions child = options("kill -INT $$; echo still here");
    const Result<ProcessIdentity> process = startChild(child);
    std::signal(SIGINT, SIG_DFL);
    QVERIFY(process);
    QTRY_VERIFY(!isAlive(*process));
    QCOMPARE(readSmallFile(child.outputFile), std::string());
    QVERIFY(exitCodeIn(child.exitFile) == 128 + SIGINT);
}

void TestChildProcess::signalsReachTheWholeSession_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<int>("code");
    QTest::newRow("INT") << SIGINT << 128 + SIGINT;
    QTest::newRow("TERM") << SIGTERM << 128 + SIGTERM;
    QTest::newRow("KILL") << SIGKILL << -1;
}

void TestChildProcess::signalsReachTheWholeSession()
{
    QFETCH(int, signal);
    QFETCH(int, code);
    const ChildOptions child = options("sleep 20 & echo $! ready; exec sleep 20");
    const Result<ProcessIdentity> process = startChild(child);
    QVERIFY(process);
    QVERIFY(isAlive(*process));
    QTRY_VERIFY(readSmallFile(child.outputFile).find("ready") != std::string::npos);
    QVERIFY(!exitCodeIn(child.exitFile));
    QCOMPARE(::getsid(process->pid), process->pid);
    QVERIFY(signalChild(*process, signal));
    QTRY_VERIFY(!isAlive(*process));
    QCOMPARE(exitCodeIn(child.exitFile).value_or(-1), code);
    if (signal == SIGKILL) { // its own child is gone as well
        const int inner = std::atoi(readSmallFile(child.outputFile).c_str());
        QTRY_VERIFY(readSmallFile("/proc/" + std::to_string(inner) + "/comm") != "sleep\n");
    }
}

void TestChildProcess::anotherProcessWithTheNumberIsNotOurs()
{
    const Result<ProcessIdentity> process = startChild(options("sleep 20"));
    QVERIFY(process);
    ProcessIdentity earlier = *process;
    --earlier.startTicks;
    QVERIFY(!isAlive(earlier));
    QVERIFY(!signalChild(earlier, SIGKILL));
    ProcessIdentity otherBoot = *process;
    otherBoot.boot = "other";
    QVERIFY(!isAlive(otherBoot));
    QVERIFY(!isAlive({}));
    QVERIFY(signalChild(*process, SIGKILL));
    QTRY_VERIFY(!isAlive(*process));
}

void TestChildProcess::whatIsMissingIsSaid()
{
    ChildOptions child = options("");
    child.words = {"no-such-program"};
    const Result<ProcessIdentity> process = startChild(child);
    QVERIFY(!process);
    QCOMPARE(process.error().sentence(), std::string("no-such-program: is not installed"));
    QVERIFY(!startChild({}));
}

QTEST_GUILESS_MAIN(TestChildProcess)

#endif

#include "tst_child_process.moc"
