// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/derive_rows.h"
#include "sql/corpus_fixture.h"
#include "workspace/made_run.h"

#include <atomic>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

/// The tables that an analysis fills: agent_time, critical_path, retries.
class TestDerivedTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_engine = std::move(*LocalEngine::create({.load = {.derive = deriveRows}})); }
    void cleanup() { m_engine.reset(); }

    void timeOfEveryAgentFillsTheRun()
    {
        MadeRun run;
        m_engine->load({run.fillUsual().publish()});
        QCOMPARE(text("SELECT count(DISTINCT agent_id) FROM agent_time"), "3");
        QCOMPARE(text("SELECT string_agg(DISTINCT round(t, 6)) FROM (SELECT sum(duration) AS t FROM agent_time GROUP BY agent_id) AS s"), "10.0");
        QCOMPARE(text("SELECT count(*) FROM (SELECT start_timestamp <> lag(end_timestamp) OVER (PARTITION BY agent_id ORDER BY start_timestamp) AS gap FROM agent_time) AS g WHERE gap"), "0");
        QCOMPARE(text("SELECT round(sum(duration), 3) FROM agent_time WHERE kind = 'waiting' AND agent_id = 'agent_0'"), "7.1");
        QCOMPARE(text("SELECT count(*) FROM agent_time AS t JOIN rounds AS r ON r.span_id = t.span_id AND r.agent_id = t.agent_id AND r.round = t.round"),
                 text("SELECT count(*) FROM agent_time WHERE span_id IS NOT NULL AND kind <> 'tool'"));
    }

    void thePathIsAsLongAsTheRun()
    {
        MadeRun run;
        m_engine->load({run.fillUsual().publish()});
        QCOMPARE(text("SELECT round(sum(duration), 6) FROM critical_path"), "10");
        QCOMPARE(text("SELECT kind FROM critical_path ORDER BY start_timestamp LIMIT 1"), "start_up");
    }

    void aRetrySaysWhy()
    {
        MadeRun run;
        (void)run.round(1, 0, 100, 900, "answer", "agent2.1");
        (void)run.log("Enforcement retry: no_tool_calls", 1, 400, kNoRow);
        (void)run.log("Enforcement", 1, 500, kNoRow);
        m_engine->load({run.publish()});
        QCOMPARE(text("SELECT string_agg(agent_id || ' ' || reason || ' ' || epoch(retried_at)) FROM retries"), "agent_1 no_tool_calls 1700000000.4");
    }

    void withoutAnAnalysisTheyAreEmpty()
    {
        m_engine = std::move(*LocalEngine::create({}));
        MadeRun run;
        m_engine->load({run.fillUsual().publish()});
        for (const char* table : {"agent_time", "critical_path", "retries"})
            QCOMPARE(text(std::string("SELECT count(*) FROM ") + table), "0");
    }

    void theyAreFilledForWhoAsks()
    {
        std::atomic<int> times = 0;
        const auto counted = [&](const TraceSnapshot& snapshot, RunId run) {
            ++times;
            return deriveRows(snapshot, run);
        };
        m_engine = std::move(*LocalEngine::create({.load = {.derive = counted}}));
        MadeRun run;
        m_engine->load({run.fillUsual().publish()});
        QCOMPARE(text("SELECT count(*) FROM rounds"), "5");
        QCOMPARE(times.load(), 0);
        const QString first = text("SELECT count(*) FROM Agent_Time");
        QVERIFY(first != "0");
        QCOMPARE(text("SELECT count(*) FROM agent_time"), first);
        QCOMPARE(times.load(), 1);
        (void)run.round(0, 5, 8000, 9000, "vote", "agent1.1"); // what comes later counts, too
        m_engine->load({run.publish()});
        QCOMPARE(text("SELECT count(*) FROM rounds"), "6");
        QVERIFY(text("SELECT count(*) FROM agent_time") != first);
        QCOMPARE(times.load(), 2);
        QCOMPARE(text("SELECT count(*) FROM records WHERE kind = 'span'"), text("SELECT count(DISTINCT span_id) FROM records WHERE kind = 'span'"));
    }

    void runsCanBeLoadedWithoutTheirRecords()
    {
        m_engine = std::move(*LocalEngine::create({.load = {.derive = deriveRows, .hasRecords = false}}));
        MadeRun run;
        m_engine->load({run.fillUsual().publish()});
        QCOMPARE(text("SELECT count(*) FROM records"), "0");
        QCOMPARE(text("SELECT count(*) FROM rounds"), "5");
        m_engine->load({nullptr, run.publish()});
        QCOMPARE(text("SELECT count(*) || ' ' || min(run_id) FROM runs"), "1 100000");
        QVERIFY(text("SELECT count(*) FROM agent_time") != "0");
    }

private:
    QString text(const std::string& sql)
    {
        const QueryAnswer answer = mgx::testing::ask(*m_engine, sql);
        return QString::fromStdString(answer ? (*answer)->text(0, 0) : answer.error().message);
    }

    std::unique_ptr<LocalEngine> m_engine;
};

QTEST_APPLESS_MAIN(TestDerivedTables)
#include "tst_derived_tables.moc"
