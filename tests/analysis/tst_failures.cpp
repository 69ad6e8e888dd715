// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/failures.h"
#include "analysis/plain_text.h"
#include "analysis/runs_under_test.h"

#include <QtTest>

using namespace mgx;

namespace {

/// "count cause what: fingerprint (hidden)" a line.
QStringList pictureOf(const std::string& name)
{
    QStringList lines;
    for (const RunUnderTest& run : runsOf(name)) {
        for (const FailureGroup& group : failures(*run.snapshot, run.run)) {
            QString line = QString("%1 %2 %3: %4").arg(group.count()).arg(QString::fromUtf8(nameOf(group.cause).data()), QString::fromStdString(group.what), QString::fromStdString(group.fingerprint));
            lines << (group.hidden ? line + QString(" (%1 hidden)").arg(group.hidden) : line);
        }
    }
    lines.sort();
    return lines;
}

} // namespace

class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedRuns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("none") << "b-three" << QStringList();
        const QStringList tools = {"1 error add: error: arguments must be a json object", "1 error fail: tool failed: disk is full (1 hidden)",
                                   "1 error lookup: error: tool call failed: keyerror: '…' | context: tool_name=lookup, arguments={'…': '…'}, server_name=lab"};
        QTest::newRow("c-tools") << "c-tools" << tools;
        QTest::newRow("c-tools, both") << "both:c-tools" << tools;
        QTest::newRow("d-errors") << "d-errors" << QStringList({"1 error agent.broken.round_0: error: agent failed to use workflow tools after # attempts"});
        QTest::newRow("e-sigint") << "e-sigint" << QStringList({"1 cancelled slow: the call was cut off"});
    }
    void recordedRuns()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, lines);
        const QStringList found = pictureOf(name.toStdString());
        QVERIFY2(found == lines, qPrintable(found.join('\n')));
    }

    /// One HTTP error rises through two spans, three times: three failures of one kind; the empty first session is none.
    void anExceptionCountsOnce()
    {
        const QStringList lines = pictureOf("sent:d-errors");
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines[0].startsWith("3 error llm."), qPrintable(lines[0]));
        QCOMPARE(pictureOf("sent:e-sigint").size(), 1);
    }

    void timeouts()
    {
        const QStringList lines = pictureOf("g-timeout");
        QVERIFY2(!lines.isEmpty() && lines.join(' ').contains("timeout"), qPrintable(lines.join('\n')));
    }

    void fingerprints()
    {
        QCOMPARE(messageFingerprint("Error code: 500 - request 5f0c1c9e-0f5e-4c1e-9d7a-0c7a2d3b4e5f failed"), messageFingerprint("Error code: 502 - request aaaaaaaa-0f5e-4c1e-9d7a-0c7a2d3b4e5f failed"));
        QCOMPARE(messageFingerprint("cannot open '/a/b.txt' after 3.5 s"), messageFingerprint("cannot open '/c.txt' after 12 s"));
        QVERIFY(messageFingerprint("disk is full") != messageFingerprint("disk is slow"));
    }

    void resultsThatTellOfAFailure_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFailure");
        QTest::newRow("isError") << "meta=None content=[TextContent(text='x')] structuredContent=None isError=True" << true;
        QTest::newRow("no error") << "meta=None content=[TextContent(text='42')] structuredContent=None isError=False" << false;
        QTest::newRow("exit") << R"({"exit_code": 127, "stdout": ""})" << true;
        QTest::newRow("fine exit") << R"({"exit_code": 0, "stdout": "errors: none"})" << false;
        QTest::newRow("talks about errors") << "The chapter on error handling says: catch what you can handle." << false;
        QTest::newRow("shell") << "bash: foo: command not found" << true;
        QTest::newRow("empty") << "" << false;
    }
    void resultsThatTellOfAFailure()
    {
        QFETCH(QString, text);
        QFETCH(bool, isFailure);
        QCOMPARE(looksLikeFailure(text.toStdString()), isFailure);
    }

    void everyRun()
    {
        for (const RunUnderTest& run : mgx::everyRun()) {
            for (const FailureGroup& group : failures(*run.snapshot, run.run)) {
                QVERIFY(group.count() > 0 && group.first <= group.last && group.hidden <= group.count());
                QVERIFY(!group.fingerprint.empty() && !group.what.empty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_failures.moc"
