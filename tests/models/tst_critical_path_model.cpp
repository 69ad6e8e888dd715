// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/critical_path_model.h"
#include "workspace/made_run.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestCriticalPathModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFoundWhileNobodyLooks();
    void stepsInTheirOrder();
    void theTimelineGetsTheStepsOfAgents();
    void selectingGoesBothWays();
    void anotherTraceTakesItsPlace();
    void aRecordOfAnotherRunShowsItsPath();
    void whatIfIsAnswered();
    void theQuestionStaysWhenMoreComes();
};

#ifndef Q_MOC_RUN

namespace {

/// A workspace with one run, and the model under a tester.
struct Desk
{
    std::function<std::shared_ptr<const TraceSnapshot>()> next = [] { return MadeRun().fillUsual().publish(); };
    Settings settings{QStringLiteral("-")};
    Workspace workspace{Reader{[](const std::string& path, const CancelToken&) -> Result<Catalog> {
                                   Catalog catalog;
                                   CatalogItem item;
                                   item.path = item.name = path;
                                   catalog.items.push_back(item);
                                   return catalog;
                               },
                               [this](const CatalogItem&, const ImportHooks&) -> Result<Imported> { return imported(next()); }},
                        settings};
    CriticalPathModel model{workspace};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    void open(const QString& path = "/made")
    {
        workspace.open({path});
        QTRY_COMPARE(workspace.state(), Workspace::State::Ready);
    }
    [[nodiscard]] QString text(int row, int role) const { return model.data(model.index(row, 0), role).toString(); }
    [[nodiscard]] RowId named(std::string_view name) const
    {
        RowId row = 0;
        while (row < workspace.snapshot()->rowCount() && workspace.snapshot()->name(row) != name)
            ++row;
        return row;
    }
};

} // namespace

void TestCriticalPathModel::nothingIsFoundWhileNobodyLooks()
{
    Desk desk;
    desk.model.setActive(true);
    QCOMPARE(desk.model.count(), 0); // nothing is open
    desk.model.setActive(false);
    desk.open();
    QTest::qWait(50);
    QCOMPARE(desk.model.count(), 0);
    desk.model.setActive(true);
    QTRY_VERIFY(desk.model.count() > 0);
    QVERIFY(desk.model.stretches().isEmpty()); // nobody wants it on the timeline
}

void TestCriticalPathModel::stepsInTheirOrder()
{
    Desk desk;
    desk.open();
    desk.model.setActive(true);
    QTRY_COMPARE(desk.model.count(), 5);
    using M = CriticalPathModel;
    QStringList steps;
    for (int i = 0; i < 5; ++i)
        steps << desk.text(i, M::StepRole) + ' ' + desk.text(i, M::AgentRole) + ' ' + desk.text(i, M::DurationRole) + ' ' + desk.text(i, M::PercentRole);
    QCOMPARE(steps, QStringList({"Start-up  500 ms 5 %", "Round agent_2 3.30 s 33 %", "Hand-over  400 ms 4 %", "Round agent_2 2.30 s 23 %", "Shut-down  3.50 s 35 %"}));
    QCOMPARE(desk.text(1, M::ReasonRole), "gave agent3.1, then it had to vote");
    QCOMPARE(desk.model.data(desk.model.index(1, 0), M::ColourRole).toInt(), 2);
    QCOMPARE(desk.model.sumText(), "10.0 s in 5 steps, 5.60 s of it waiting for agent_2");
}

void TestCriticalPathModel::theTimelineGetsTheStepsOfAgents()
{
    Desk desk;
    desk.open();
    QSignalSpy changed(&desk.model, &CriticalPathModel::stretchesChanged);
    desk.model.setOnTimeline(true);
    QTRY_COMPARE(desk.model.stretches().size(), 6);
    QCOMPARE(desk.model.stretches(), QList<double>({double(desk.named("agent.agent_2.round_0")), 5e8, 3.8e9, double(desk.named("agent.agent_2.round_1")), 4.2e9, 6.5e9}));
    desk.model.setOnTimeline(false);
    QVERIFY(desk.model.stretches().isEmpty());
    QCOMPARE(changed.size(), 2);
}

void TestCriticalPathModel::selectingGoesBothWays()
{
    Desk desk;
    desk.open();
    desk.model.setActive(true);
    QTRY_COMPARE(desk.model.count(), 5);
    desk.model.select(3);
    QCOMPARE(desk.workspace.selection().row(), desk.named("agent.agent_2.round_1"));
    QCOMPARE(desk.model.current(), 3);
    desk.workspace.selection().select(desk.named("agent.agent_2.round_0"), Selection::Origin::Timeline);
    QCOMPARE(desk.model.current(), 1);
    desk.workspace.selection().select(desk.named("agent.agent_0.round_0"), Selection::Origin::Timeline);
    QCOMPARE(desk.model.current(), -1);
    desk.model.select(99);
    QCOMPARE(desk.workspace.selection().row(), desk.named("agent.agent_0.round_0"));
}

void TestCriticalPathModel::anotherTraceTakesItsPlace()
{
    Desk desk;
    desk.open();
    desk.model.setActive(true);
    desk.model.setOnTimeline(true);
    QTRY_COMPARE(desk.model.count(), 5);
    desk.next = [] {
        MadeRun run;
        run.round(0, 0, 0, 10'000, "answer", "agent1.1");
        return run.publish();
    };
    desk.open("/other");
    QTRY_COMPARE(desk.model.count(), 1);
    QCOMPARE(desk.model.stretches().size(), 3);
    desk.workspace.closeAll();
    QTRY_COMPARE(desk.model.count(), 0);
    QVERIFY(desk.model.stretches().isEmpty());
    QVERIFY(desk.model.whatIf()->choices().isEmpty());
}

void TestCriticalPathModel::aRecordOfAnotherRunShowsItsPath()
{
    Desk desk;
    RowId other = kNoRow;
    desk.next = [&] {
        MadeRun run;
        run.fillUsual();
        const RunId second = run.builder().addRun();
        RunFacts facts;
        facts.agents.push_back({.id = "solo"});
        facts.start = kOrigin;
        facts.end = kOrigin + 2000 * kMs;
        other = run.span("agent.solo.round_0", 0, 0, 2000, kNoRow);
        run.builder().setRun(other, second);
        facts.rounds.push_back({.agent = 0, .row = other, .start = facts.start, .end = facts.end});
        run.builder().setRunFacts(second, std::make_shared<const RunFacts>(facts));
        return run.publish();
    };
    desk.open();
    desk.model.setActive(true);
    QTRY_COMPARE(desk.model.count(), 5);
    desk.workspace.selection().select(other, Selection::Origin::Timeline);
    QTRY_COMPARE(desk.model.count(), 1);
    QCOMPARE(desk.text(0, CriticalPathModel::AgentRole), "solo");
    QCOMPARE(desk.model.current(), 0);
    desk.workspace.selection().clear();
    QTest::qWait(50);
    QCOMPARE(desk.model.count(), 1); // it stays
}

void TestCriticalPathModel::whatIfIsAnswered()
{
    Desk desk;
    desk.open();
    desk.model.setActive(true);
    QTRY_COMPARE(desk.model.count(), 5);
    WhatIfQuestion& question = *desk.model.whatIf();
    QVERIFY(!question.choices().isEmpty());
    QVERIFY(question.timeText().isEmpty());
    const int agent = int(question.choices().indexOf("Agent agent_2, 5.60 s"));
    QVERIFY(agent >= 0);
    question.setChoice(agent);
    QVERIFY(question.timeText().isEmpty()); // as it was
    question.setFactor(0.5);
    QTRY_VERIFY(!question.timeText().isEmpty());
    // Its answer comes at 2.15 s. agent_1 has given its own at 3.4 s and votes from 3.6 s to 5.6 s; that is the last round to end.
    QCOMPARE(question.timeText(), "9.10 s instead of 10.0 s (−9 %)");
    QCOMPARE(question.agentsText(), "agent_2 5.60 s → 2.80 s");
    QVERIFY(!question.costText().isEmpty());
    QVERIFY(!question.isEstimate());
    question.setFactor(1);
    QVERIFY(question.timeText().isEmpty());
    question.setChoice(1000);
    QCOMPARE(question.choice(), agent);
}

void TestCriticalPathModel::theQuestionStaysWhenMoreComes()
{
    Desk desk;
    desk.open();
    desk.model.setActive(true);
    QTRY_COMPARE(desk.model.count(), 5);
    WhatIfQuestion& question = *desk.model.whatIf();
    question.setChoice(int(question.choices().indexOf("Agent agent_1, 5.10 s")));
    question.setFactor(2);
    QTRY_VERIFY(!question.timeText().isEmpty());
    const QString before = question.timeText();
    QSignalSpy changed(&question, &WhatIfQuestion::choicesChanged);
    desk.workspace.reload();
    QTRY_VERIFY(desk.workspace.state() == Workspace::State::Ready && changed.size() > 0 && desk.model.count() == 5);
    QCOMPARE(question.choices()[question.choice()], "Agent agent_1, 5.10 s");
    QTRY_COMPARE(question.timeText(), before);
}

QTEST_GUILESS_MAIN(TestCriticalPathModel)
#include "tst_critical_path_model.moc"

#endif
