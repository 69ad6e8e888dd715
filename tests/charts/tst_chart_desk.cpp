// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_desk.h"
#include "workspace/made_run.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

Result<Catalog> listMade(const std::string&, const CancelToken&)
{
    Catalog catalog;
    for (const char* name : {"log_first", "log_second"}) {
        CatalogItem item;
        item.path = std::string("/made/") + name;
        item.name = name;
        catalog.items.push_back(item);
    }
    return catalog;
}

Result<Imported> importMade(const CatalogItem& item, const ImportHooks&)
{
    MadeRun run(item.name == "log_first" ? 3 : 2);
    run.fillUsual();
    run.facts().name = item.name;
    for (RowId row : {run.span("mcp.lab.add", 0, 600, 700, kNoRow), run.failedSpan("mcp.lab.add", 0, 800, 900, kNoRow), run.span("mcp.lab.add", 0, 910, 990, kNoRow)}) {
        ToolCallFact call{.agent = 0, .row = row, .name = "add", .start = kOrigin + 600 * kMs, .end = kOrigin + 700 * kMs};
        call.success = run.facts().toolCalls.size() != 1;
        run.facts().toolCalls.push_back(call);
    }
    if (item.name == "log_second") {
        run.facts().trace = {8, 8};
        run.facts().end = kOrigin + 20'000 * kMs;
    } else {
        run.facts().trace = {7, 7};
    }
    return imported(run.publish());
}

} // namespace

class TestChartDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_library = std::make_unique<QueryLibrary>(QStringLiteral("-"));
        m_workspace = std::make_unique<Workspace>(Reader{listMade, importMade}, m_settings);
        m_desk = std::make_unique<ChartDesk>(*m_workspace, *m_library, [this]() -> QueryEngine* { return m_records.get(); });
    }
    void cleanup()
    {
        m_desk.reset();
        m_records.reset();
        m_workspace.reset();
    }

    void emptyItSaysSo()
    {
        const QAbstractItemModelTester tester(m_desk->list());
        m_desk->setShown(true);
        QTRY_VERIFY(!m_desk->isBusy());
        QVERIFY(!m_desk->hasRun());
        QVERIFY(m_desk->tiles().isEmpty());
        QCOMPARE(m_desk->list()->count(), int(shippedCharts().size()));
    }

    void everyChartHasItsPicture()
    {
        open();
        for (const auto& chart : m_desk->list()->charts()) {
            QVERIFY2(chart->hasPicture(), qPrintable(chart->name() + ": " + chart->message()));
            QVERIFY(chart->statement().startsWith("SELECT") || chart->statement().startsWith("WITH"));
            QVERIFY2(!chart->legend().isEmpty(), qPrintable(chart->name()));
        }
        QCOMPARE(m_desk->tiles().size(), 7);
        QCOMPARE(m_desk->tiles().first().toMap().value("value").toString(), "10.0 s");
        QCOMPARE(m_desk->tiles().first().toMap().value("versus").toString(), "−33 % of median 15.0 s");
    }

    void nothingIsReadBeforeThePageIsShown()
    {
        m_workspace->open({"/made"});
        QTRY_COMPARE(m_workspace->state(), Workspace::State::Ready);
        QTest::qWait(100);
        QCOMPARE(m_desk->runCount(), 0);
        QVERIFY(!chart("10_agent_time")->data());
    }

    void theSelectedRunOrAll()
    {
        open();
        QCOMPARE(chart("10_agent_time")->data()->panels.size(), std::size_t(1));
        m_desk->setCoversAll(true);
        QTRY_VERIFY(!m_desk->isBusy());
        QCOMPARE(chart("10_agent_time")->data()->panels.size(), std::size_t(2));
        QCOMPARE(chart("10_agent_time")->data()->panels[1].title, "log_second");
        QVERIFY(chart("10_agent_time")->statement().contains("WHERE true"));
    }

    void linkedItShowsTheSelectedTime()
    {
        open();
        const auto sum = [&] { return chart("10_agent_time")->data()->panels[0].rows[0].sum(); };
        QCOMPARE(std::round(sum()), 10.0);
        m_workspace->range().set(2'000 * kMs, 5'000 * kMs);
        QVERIFY(!m_desk->isBusy());
        m_desk->setLinked(true);
        QTRY_VERIFY(!m_desk->isBusy());
        QCOMPARE(std::round(sum() * 1e6), 3e6);
        m_workspace->range().set(2'000 * kMs, 4'000 * kMs);
        QTRY_COMPARE(std::round(sum() * 1e6), 2e6);
        QVERIFY(chart("30_cost_over_time")->statement().contains("2023-11-14T22:13:22"));
    }

    void aClickSelectsWhatIsBehindIt()
    {
        open();
        const QSignalSpy wanted(m_desk.get(), &ChartDesk::rowsWanted);
        const auto data = chart("20_tokens_by_round")->data();
        m_desk->choose("20_tokens_by_round", 0, 1, 1);
        QTRY_VERIFY(!m_desk->chosenText().isEmpty());
        QVERIFY(m_workspace->snapshot()->name(m_workspace->selection().row()) == "agent.agent_1.round_1");
        QVERIFY2(m_desk->chosenText().startsWith("agent_1 · Round 1: 120"), qPrintable(m_desk->chosenText()));
        QCOMPARE(wanted.count(), 0);
        m_desk->choose("60_tools", 0, 0, 0);
        QTRY_COMPARE(wanted.count(), 1);
        QVERIFY(wanted.first().at(1).toString().contains("span_id IN ("));
        m_desk->choose("60_tools", 9, 9, 9); // nothing is there
        m_desk->choose("nothing", 0, 0, 0);
    }

    void aClickOnAnotherRunOpensIt()
    {
        open();
        m_desk->setCoversAll(true);
        QTRY_VERIFY(!m_desk->isBusy());
        m_desk->choose("10_agent_time", 1, 0, 0);
        QTRY_COMPARE(m_workspace->currentRun(), 1);
        QTRY_COMPARE(chart("10_agent_time")->data()->panels[0].title, "log_second");
        QTRY_COMPARE(m_desk->tiles().first().toMap().value("value").toString(), "20.0 s");
    }

    void theLegendSwitchesOff()
    {
        open();
        Chart* time = chart("10_agent_time");
        const QString name = time->legend().first().toMap().value("name").toString();
        time->toggle(name);
        QCOMPARE(time->hiddenNames(), QStringList{name});
        time->toggle(name);
        QVERIFY(time->hiddenNames().isEmpty());
    }

    void savedQueriesJoin()
    {
        m_records = std::move(*LocalEngine::create({}));
        const QAbstractItemModelTester tester(m_desk->list());
        open();
        SavedQuery query;
        query.title = "By name";
        query.sql = "SELECT 'x' AS what, 3 AS n";
        query.chart = {"bar", "what", {"n"}};
        QVERIFY(m_library->save(query));
        QCOMPARE(m_desk->list()->count(), int(shippedCharts().size()) + 1);
        QTRY_VERIFY(!m_desk->isBusy());
        Chart* mine = m_desk->list()->charts().back().get();
        QVERIFY2(mine->hasPicture(), qPrintable(mine->message()));
        QCOMPARE(mine->statement(), query.sql.isEmpty() ? QString() : query.sql);
        QVERIFY(m_library->remove(mine->name()));
        QCOMPARE(m_desk->list()->count(), int(shippedCharts().size()));
    }

    void aMistakeIsSaid()
    {
        m_records = std::move(*LocalEngine::create({}));
        open();
        SavedQuery query;
        query.title = "Wrong";
        query.sql = "SELECT nothing FROM nowhere";
        query.chart = {"bar", "what", {"n"}};
        QVERIFY(m_library->save(query));
        QTRY_VERIFY(!m_desk->isBusy());
        QVERIFY(m_desk->list()->charts().back()->message().contains("nowhere"));
    }

    void rowsAreWritten()
    {
        open();
        QTemporaryDir folder;
        const QSignalSpy told(m_desk.get(), &ChartDesk::told);
        m_desk->exportRows("10_agent_time", QUrl::fromLocalFile(folder.filePath("rows.csv")));
        QTRY_COMPARE(told.count(), 1);
        QFile file(folder.filePath("rows.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("run_id,agent_id,part,value,spans"));
        m_desk->exportText("x", QUrl::fromLocalFile("/nowhere/at/all.svg"));
        QVERIFY(told.last().at(0).toString().contains("cannot be written"));
    }

private:
    void open()
    {
        m_desk->setShown(true);
        m_workspace->open({"/made"});
        QTRY_VERIFY(m_desk->runCount() == 2 && !m_desk->isBusy() && !m_desk->isReading());
    }
    Chart* chart(const QString& name) { return m_desk->list()->named(name); }

    Settings m_settings{QStringLiteral("-")};
    std::unique_ptr<LocalEngine> m_records;
    std::unique_ptr<QueryLibrary> m_library;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<ChartDesk> m_desk;
};

QTEST_GUILESS_MAIN(TestChartDesk)
#include "tst_chart_desk.moc"
