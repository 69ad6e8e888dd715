// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/answers_of.h"
#include "analysis/findings.h"
#include "analysis/runs_under_test.h"

#include <QtTest>
#include <map>

using namespace mgx;

namespace {

std::vector<Finding> findingsOf(const RunUnderTest& run)
{
    return findings(*run.snapshot, run.run, analyze(*run.snapshot, run.run));
}

bool hasSentence(const std::vector<Finding>& list, Finding::Topic topic, const char* part)
{
    return std::any_of(list.begin(), list.end(), [&](const Finding& f) { return f.topic == topic && f.sentence.find(part) != std::string::npos; });
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ranked()
    {
        for (const RunUnderTest& run : everyRun()) {
            const auto list = findingsOf(run);
            QVERIFY(list.size() <= 12);
            QVERIFY(std::is_sorted(list.begin(), list.end(), [](const Finding& a, const Finding& b) { return a.weight > b.weight; }));
            for (const Finding& finding : list) {
                QVERIFY(!finding.sentence.empty() && !finding.sql.empty() && finding.weight >= 0 && finding.weight <= 1 && finding.rows.size() <= 200);
                QVERIFY(std::is_sorted(finding.rows.begin(), finding.rows.end(), [&](RowId a, RowId b) { return run.snapshot->start(a) < run.snapshot->start(b); }));
                QVERIFY(finding.agent >= -1 && finding.agent < int(run.facts().agents.size()));
            }
        }
    }

    /// What stands beside a finding runs as it is and answers something, on every run and from every source.
    void everyStatementAnswers()
    {
        std::map<const TraceSnapshot*, std::unique_ptr<EngineUnderTest>> engines;
        std::size_t asked = 0;
        for (const RunUnderTest& run : everyRun()) {
            auto& engine = engines[run.snapshot.get()];
            if (!engine)
                engine = std::make_unique<EngineUnderTest>(run.snapshot);
            for (const Finding& finding : findingsOf(run)) {
                ++asked;
                QVERIFY2(engine->rowsOf(finding.sql) > 0, qPrintable(QString::fromStdString(run.name + ": " + finding.sentence + "\n" + finding.sql + "\n" + engine->error)));
            }
        }
        QVERIFY(asked > 100);
    }

    void ofTheRecordedRuns()
    {
        using Topic = Finding::Topic;
        const auto tools = findingsOf(runsOf("c-tools").front());
        QVERIFY(hasSentence(tools, Topic::Errors, "recorded as a success"));
        QVERIFY(hasSentence(tools, Topic::Tools, "`slow`"));
        QVERIFY(hasSentence(findingsOf(runsOf("d-errors").front()), Topic::Errors, "broken was given up"));
        QVERIFY(hasSentence(findingsOf(runsOf("e-sigint").front()), Topic::Data, "no proper end"));
        QVERIFY(hasSentence(findingsOf(runsOf("b-three").front()), Topic::Votes, "2 votes by agent_alpha ignored"));
        QVERIFY(hasSentence(findingsOf(runsOf("b-three").front()), Topic::Cost, "agent_beta, the winner,"));
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
