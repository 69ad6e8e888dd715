// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/experiment_plan.h"

#include <QtTest>

using namespace mgx;

class TestExperimentPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCombinationStandsOnce();
    void soManyAtATime();
    void rulesEndIt();
    void aPlanKilledInTheMiddleGoesOn();
    void damagedPlansAreErrors();
    void recordsComeBackAsTheyWere();
    void damagedRecordsAreLeftOut();
};

#ifndef Q_MOC_RUN

namespace {

Outcome outcome(Outcome::State state)
{
    return {state, "because", 0, true};
}

} // namespace

void TestExperimentPlan::everyCombinationStandsOnce()
{
    const ExperimentPlan plan = ExperimentPlan::make({"a", "b"}, {"x", "y"}, 2, {});
    QStringList items;
    for (const PlanItem& item : plan.items)
        items.append(QString::fromStdString(item.config + item.question + std::to_string(item.repeat)));
    QCOMPARE(items.join(' '), QStringLiteral("ax1 bx1 ay1 by1 ax2 bx2 ay2 by2"));
}

void TestExperimentPlan::soManyAtATime()
{
    ExperimentPlan plan = ExperimentPlan::make({"a"}, {"x"}, 3, {2, {}, 0});
    plan.began(plan.next(), "l1");
    plan.began(plan.next(), "l2");
    QCOMPARE(plan.next(), -1);
    plan.ended(0, outcome(Outcome::State::Complete), 0.1);
    QCOMPARE(plan.next(), 2);
    plan.began(2, "l3");
    plan.ended(1, outcome(Outcome::State::Failed), {});
    QVERIFY(!plan.isOver());
    plan.ended(2, outcome(Outcome::State::Complete), 0.2);
    QVERIFY(plan.isOver());
    QCOMPARE(plan.done(), 3);
    QCOMPARE(plan.failures(), 1);
    QCOMPARE(plan.spentUsd, 0.1 + 0.2);
}

void TestExperimentPlan::rulesEndIt()
{
    ExperimentPlan plan = ExperimentPlan::make({"a"}, {"x"}, 3, {1, 0.5, 0});
    plan.began(0, "l1");
    plan.ended(0, outcome(Outcome::State::Complete), 0.6);
    QCOMPARE(plan.stopReason(), std::string("the budget has been spent"));
    QVERIFY(plan.isOver());
    ExperimentPlan failing = ExperimentPlan::make({"a"}, {"x"}, 5, {1, {}, 2});
    for (int i = 0; i < 2; ++i) {
        failing.began(failing.next(), "l");
        failing.ended(i, outcome(Outcome::State::Failed), {});
    }
    QCOMPARE(failing.next(), -1);
    QVERIFY(!failing.stopReason().empty());
}

void TestExperimentPlan::aPlanKilledInTheMiddleGoesOn()
{
    const QTemporaryDir folder;
    ExperimentPlan plan = ExperimentPlan::make({"a", "b"}, {"x\n\"y\""}, 2, {2, 3.5, 1});
    plan.path = folder.filePath("plan.json").toStdString();
    plan.id = "p1";
    plan.began(0, "ended meanwhile");
    plan.began(1, "never began");
    plan.began(2, "still running");
    QVERIFY(plan.save());

    Result<ExperimentPlan> again = ExperimentPlan::load(plan.path);
    QVERIFY(again);
    QCOMPARE(again->items[0].question, plan.items[0].question);
    QCOMPARE(*again->rules.budgetUsd, 3.5);
    LaunchRecord ended;
    ended.id = "ended meanwhile";
    ended.process.pid = 5;
    ended.outcome = outcome(Outcome::State::Complete);
    ended.costUsd = 0.25;
    LaunchRecord running;
    running.id = "still running";
    running.process.pid = 6;
    again->reconcile({ended, running});
    QCOMPARE(again->items[0].state, PlanItem::State::Done);
    QCOMPARE(again->items[1].state, PlanItem::State::Waiting);
    QCOMPARE(again->items[2].state, PlanItem::State::Running);
    QCOMPARE(again->spentUsd, 0.25);
    QCOMPARE(again->next(), 1);
}

void TestExperimentPlan::damagedPlansAreErrors()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath("plan.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"items\": 3}");
    file.close();
    QVERIFY(!ExperimentPlan::load(folder.filePath("plan.json").toStdString()));
    QVERIFY(!ExperimentPlan::load(folder.filePath("none.json").toStdString()));
}

void TestExperimentPlan::recordsComeBackAsTheyWere()
{
    const QTemporaryDir folder;
    const std::string root = folder.filePath("state/launches").toStdString();
    Result<LaunchRecord> record = newLaunchRecord(root, 1'700'000'000 * kNsPerSecond);
    QVERIFY(record);
    const Result<LaunchRecord> second = newLaunchRecord(root, 1'700'000'000 * kNsPerSecond);
    QVERIFY(second && second->id != record->id);
    record->words = {"massgen", "a b"};
    record->question = "What?\n\xC3\xA4";
    record->process = {42, 77, "boot"};
    record->receiverPort = 4318;
    record->tracing = Tracing::HereAndLogfire;
    record->outcome = outcome(Outcome::State::TimedOut);
    record->costUsd = 0.5;
    QVERIFY(saveLaunchRecord(*record));
    const std::vector<LaunchRecord> all = loadLaunchRecords(root);
    QCOMPARE(all.size(), std::size_t(1)); // the second one was never saved
    QCOMPARE(all[0].id, record->id);
    QCOMPARE(all[0].words, record->words);
    QCOMPARE(all[0].question, record->question);
    QVERIFY(all[0].process == record->process);
    QCOMPARE(all[0].receiverPort, std::uint16_t(4318));
    QVERIFY(all[0].tracing == Tracing::HereAndLogfire);
    QVERIFY(all[0].outcome->state == Outcome::State::TimedOut);
    QCOMPARE(*all[0].outcome->exitCode, 0);
    QCOMPARE(*all[0].costUsd, 0.5);
    QCOMPARE(QFileInfo(QString::fromStdString(all[0].folder + "/launch.json")).permissions() & (QFile::ReadOther | QFile::ReadGroup),
             QFile::Permissions());
}

void TestExperimentPlan::damagedRecordsAreLeftOut()
{
    const QTemporaryDir folder;
    for (const char* text : {"", "{", "[]", "{\"process\": 7}", "{\"started_ns\": \"soon\"}"}) {
        const QString place = folder.filePath(QString::number(qHash(QByteArray(text))));
        QDir().mkpath(place);
        QFile file(place + "/launch.json");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QVERIFY(loadLaunchRecords(folder.path().toStdString()).empty());
}

QTEST_GUILESS_MAIN(TestExperimentPlan)

#endif

#include "tst_experiment_plan.moc"
