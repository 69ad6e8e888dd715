// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/folder_watch.h"
#include "live/otlp_judge.h"
#include "live/output_tail.h"
#include "live/run_monitor.h"

#include <QtTest>

using namespace mgx;

class TestFolderWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesWhatMassgenDoes_data();
    void seesWhatMassgenDoes();
    void foldersOfAgentsAreNotEntered();
    void tailFollowsTruncation();
    void requestsAreJudged_data();
    void requestsAreJudged();
    void alarms();
    void projectionsHaveBounds();
};

#ifndef Q_MOC_RUN

namespace {

void put(const QString& path, const QByteArray& text, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file(path);
    QVERIFY(file.open(mode));
    file.write(text);
}

/// A field of a protobuf message that holds bytes.
QByteArray field(int number, const QByteArray& bytes)
{
    return QByteArray(1, char(number << 3 | 2)) + QByteArray(1, char(bytes.size())) + bytes;
}

} // namespace

void TestFolderWatch::seesWhatMassgenDoes_data()
{
    QTest::addColumn<bool>("isPolling");
    QTest::newRow("inotify") << false;
    QTest::newRow("polling") << true;
}

void TestFolderWatch::seesWhatMassgenDoes()
{
    QFETCH(bool, isPolling);
    const QTemporaryDir folder;
    FolderWatch watch;
    if (isPolling)
        watch.usePolling();
    QCOMPARE(watch.isPolling(), isPolling);
    QSignalSpy spy(&watch, &FolderWatch::changed);
    const auto sees = [&spy](const char* what) {
        const bool isSeen = spy.count() > 0 || spy.wait(3000);
        QTest::qWait(20);
        spy.clear();
        if (!isSeen)
            qWarning("not seen: %s", what);
        return isSeen;
    };
    const QString late = folder.filePath("late");
    watch.add(late.toStdString());
    QDir().mkpath(late);
    QVERIFY(sees("a folder that was waited for"));
    put(late + "/events.jsonl", "a\n");
    QVERIFY(sees("a new file"));
    put(late + "/events.jsonl", "b\n", QIODevice::WriteOnly | QIODevice::Append);
    QVERIFY(sees("a file that grows"));
    put(late + "/status.tmp", "{}");
    QFile::rename(late + "/status.tmp", late + "/status.json");
    QVERIFY(sees("a file put in place"));
    QDir().mkpath(late + "/turn_1/attempt_1/agent");
    QVERIFY(sees("folders"));
    put(late + "/turn_1/attempt_1/agent/answer.txt", "x");
    QVERIFY(sees("a file in a folder that was made meanwhile"));
    put(late + "/events.jsonl", "");
    QVERIFY(sees("a file cut to nothing"));
    QFile::remove(late + "/events.jsonl");
    QVERIFY(sees("a file that goes"));
}

void TestFolderWatch::foldersOfAgentsAreNotEntered()
{
    const QTemporaryDir folder;
    QDir().mkpath(folder.filePath("agent/workspace/src"));
    QDir().mkpath(folder.filePath("agent/.git"));
    FolderWatch watch;
    watch.add(folder.path().toStdString());
    QSignalSpy spy(&watch, &FolderWatch::changed);
    put(folder.filePath("agent/workspace/src/a.py"), "x");
    put(folder.filePath("agent/.git/index"), "x");
    put(folder.filePath("massgen.log"), "x");
    QTest::qWait(200);
    QCOMPARE(spy.count(), 0);
}

void TestFolderWatch::tailFollowsTruncation()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("out");
    OutputTail tail(path.toStdString());
    QCOMPARE(tail.next(), std::string());
    put(path, "one");
    QCOMPARE(tail.next(), std::string("one"));
    put(path, " two", QIODevice::WriteOnly | QIODevice::Append);
    QCOMPARE(tail.next(), std::string(" two"));
    QCOMPARE(tail.next(), std::string());
    put(path, "new");
    QCOMPARE(tail.next(), std::string("new"));
}

void TestFolderWatch::requestsAreJudged_data()
{
    QTest::addColumn<bool>("isJson");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<int>("records");
    QTest::addColumn<int>("rejected");
    const QByteArray span = field(1, QByteArray(16, 'a')) + field(2, QByteArray(8, 'b'));
    const QByteArray noTrace = field(1, QByteArray(16, '\0')) + field(2, QByteArray(8, 'b'));
    const QByteArray request = field(1, field(2, field(2, span) + field(2, noTrace)));
    QTest::newRow("empty") << false << QByteArray() << true << 0 << 0;
    QTest::newRow("spans") << false << request + request << true << 2 << 2;
    QTest::newRow("cut") << false << request.chopped(3) << false << 0 << 0;
    QTest::newRow("text") << false << QByteArray("hello world") << false << 0 << 0;
    QTest::newRow("json") << true << QByteArray(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{},{}]},{"spans":[{}]}]},{}]})") << true << 3 << 0;
    QTest::newRow("empty json") << true << QByteArray("{}") << true << 0 << 0;
    QTest::newRow("other json") << true << QByteArray(R"({"a":1})") << false << 0 << 0;
    QTest::newRow("no json") << true << QByteArray("{\"resourceSpans\":[") << false << 0 << 0;
    QTest::newRow("logs sent as traces") << true << QByteArray(R"({"resourceLogs":[]})") << false << 0 << 0;
}

void TestFolderWatch::requestsAreJudged()
{
    QFETCH(bool, isJson);
    QFETCH(QByteArray, body);
    QFETCH(bool, isGood);
    QFETCH(int, records);
    QFETCH(int, rejected);
    const OtlpJudgement judgement = judgeOtlp(OtlpSignal::Traces, isJson ? OtlpEncoding::Json : OtlpEncoding::Protobuf, body.toStdString());
    QCOMPARE(judgement.isGood, isGood);
    if (isGood) {
        QCOMPARE(judgement.records, std::uint64_t(records));
        QCOMPARE(judgement.rejected, std::uint64_t(rejected));
    }
    QCOMPARE(judgement.sentence.empty(), isGood && rejected == 0);
}

void TestFolderWatch::alarms()
{
    RunMonitor monitor;
    const TimeNs start = 1'700'000'000 * kNsPerSecond;
    monitor.start = start;
    monitor.updated = start;
    monitor.agents.resize(2);
    monitor.agents[0].id = "one";
    monitor.agents[1].id = "two";
    monitor.agents[0].status = monitor.agents[1].status = "waiting";
    AlarmRules rules;
    QVERIFY(alarmsOf(monitor, start + 10 * kNsPerSecond, rules).empty());
    QCOMPARE(alarmsOf(monitor, start + 100 * kNsPerSecond, rules).size(), std::size_t(2)); // nothing happens, all wait
    monitor.updated = start + 200 * kNsPerSecond;
    monitor.agents[0].activityTime = monitor.updated;
    monitor.agents[0].status = "answered";
    const auto quiet = alarmsOf(monitor, start + 201 * kNsPerSecond, rules);
    QCOMPARE(quiet, std::vector<std::string>{"two has shown nothing for 201 s"});
    rules.budgetUsd = 1;
    monitor.costUsd = 1.5;
    monitor.state = RunState::Complete;
    QCOMPARE(alarmsOf(monitor, start + 999 * kNsPerSecond, rules), std::vector<std::string>{"the budget of this run has been spent"});
}

void TestFolderWatch::projectionsHaveBounds()
{
    QVERIFY(!projected(1.0, 10));
    QVERIFY(!projected(0, 80));
    const auto half = projected(1.0, 50);
    QVERIFY(half && half->low >= 1.0 && half->low < 2.0 && half->high > 2.0);
    const auto whole = projected(1.0, 100);
    QVERIFY(whole && whole->low == 1.0 && whole->high < half->high);
}

QTEST_GUILESS_MAIN(TestFolderWatch)

#endif

#include "tst_folder_watch.moc"
