// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/made_facts.h"
#include "analysis/made_schedule.h"
#include "analysis/what_if.h"
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QtTest>

using namespace mgx;

class TestWhatIf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChangedIsTheRunAsItWas_data();
    void nothingChangedIsTheRunAsItWas();
    void changedCallsAreTheScheduleLaidAnew_data();
    void changedCallsAreTheScheduleLaidAnew();
    void changedRoundsAreTheScheduleLaidAnew_data();
    void changedRoundsAreTheScheduleLaidAnew();
    void removedAgentIsTheScheduleWithoutIt_data();
    void removedAgentIsTheScheduleWithoutIt();
    void parallelToolsKeepTheLonger();
    void unrecordedModelIsAnEstimate();
    void money();
    void whatCanBeChanged();
    void oddFactorsAreTamed();
};

#ifndef Q_MOC_RUN

namespace {

constexpr TimeNs kMs = MadeFacts::kMs;
using Target = Change::Target;

void addSeeds()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 30; ++seed)
        QTest::addRow("%d", seed) << seed;
}

MadeSchedule made(int seed, unsigned i)
{
    return {unsigned(seed) * 10 + i, 2 + int(i) % 5};
}

QString textOf(const RunTime& time, int agent)
{
    QString text;
    for (const TimeNs part : time.agents[std::size_t(agent)].total)
        text += QString(" %1").arg(part);
    return text;
}

QString difference(const MadeSchedule& expected, const WhatIf& found)
{
    if (found.time.wall() != expected.end())
        return QString("the run takes %1 ms, not %2").arg(double(found.time.wall()) / 1e6).arg(double(expected.end()) / 1e6);
    const RunTime truth = runTime(*expected.snapshot(), 0);
    for (int agent = 0; agent < expected.agents; ++agent) {
        if (agent != expected.removed && found.time.agents[std::size_t(agent)].total != truth.agents[std::size_t(agent)].total)
            return QString("the times of agent %1 differ:%2 instead of%3").arg(agent).arg(textOf(found.time, agent), textOf(truth, agent));
    }
    return {};
}

WhatIf whatIfOne(const TraceSnapshot& snapshot, Target target, const std::string& name, double factor)
{
    const Change change{target, name, factor};
    return whatIf(snapshot, 0, {&change, 1});
}

} // namespace

void TestWhatIf::nothingChangedIsTheRunAsItWas_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : ingestCases())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestWhatIf::nothingChangedIsTheRunAsItWas()
{
    QFETCH(QString, name);
    const Result<Catalog> catalog = listCatalog((caseFolder(name.toStdString()) / "input").string(), {});
    if (!catalog)
        QSKIP("nothing to open");
    for (const CatalogItem& item : catalog->items) {
        const auto imported = importItem(item, {});
        for (RunId run = 0; imported && run < imported->snapshot->runCount(); ++run) {
            const RunFacts& facts = imported->snapshot->runFacts(run);
            const RunTime time = runTime(*imported->snapshot, run);
            const WhatIf same = whatIf(*imported->snapshot, run, {});
            QCOMPARE(same.time.wall(), time.wall());
            QCOMPARE(same.time.agentTime, time.agentTime);
            for (std::size_t agent = 0; agent < time.agents.size(); ++agent)
                QCOMPARE(same.time.agents[agent].total, time.agents[agent].total);
            QVERIFY(!same.isEstimate);
            if (facts.usage && same.costUsd)
                QVERIFY(std::abs(*same.costUsd - facts.usage->costUsd) < 1e-9);
        }
    }
}

void TestWhatIf::changedCallsAreTheScheduleLaidAnew_data()
{
    addSeeds();
}

void TestWhatIf::changedCallsAreTheScheduleLaidAnew()
{
    QFETCH(int, seed);
    for (unsigned i = 0; i < 10; ++i) {
        const MadeSchedule schedule = made(seed, i);
        const auto snapshot = schedule.snapshot();
        for (const double factor : {0.0, 0.5, 1.0, 3.0}) {
            for (const std::string name : {"search", "execute", "gpt"}) {
                MadeSchedule other = schedule;
                for (MadeRound& round : other.rounds) {
                    for (MadeCall& call : round.calls) {
                        if (call.name == name)
                            call.duration = TimeNs(double(call.duration) * factor);
                    }
                }
                other.lay();
                const WhatIf found = whatIfOne(*snapshot, name == "gpt" ? Target::Model : Target::Tool, name, factor);
                QCOMPARE(found.time.wall(), other.end());
                QVERIFY(!found.isEstimate);
                if (factor > 0) // a failed call without duration has no back-off any more
                    QCOMPARE(difference(other, found), QString());
            }
        }
    }
}

void TestWhatIf::changedRoundsAreTheScheduleLaidAnew_data()
{
    addSeeds();
}

void TestWhatIf::changedRoundsAreTheScheduleLaidAnew()
{
    QFETCH(int, seed);
    for (unsigned i = 0; i < 10; ++i) {
        const MadeSchedule schedule = made(seed, i);
        const auto snapshot = schedule.snapshot();
        for (const double factor : {0.0, 0.5, 2.0}) {
            for (const std::string name : {"b", "initial_answer", "voting", "presentation"}) {
                if (name == "b" && factor == 0)
                    continue; // removed
                MadeSchedule other = schedule;
                for (MadeRound& round : other.rounds) {
                    if (round.type != name && !(name == "b" && round.agent == 1))
                        continue;
                    round.tail = TimeNs(double(round.tail) * factor);
                    round.sayBefore = TimeNs(double(round.sayBefore) * factor);
                    for (MadeCall& call : round.calls) {
                        call.pause = TimeNs(double(call.pause) * factor);
                        call.duration = TimeNs(double(call.duration) * factor);
                    }
                }
                other.lay();
                const WhatIf found = whatIfOne(*snapshot, name == "b" ? Target::Agent : Target::Phase, name, factor);
                QCOMPARE(difference(other, found), QString());
            }
        }
    }
}

void TestWhatIf::removedAgentIsTheScheduleWithoutIt_data()
{
    addSeeds();
}

void TestWhatIf::removedAgentIsTheScheduleWithoutIt()
{
    QFETCH(int, seed);
    for (unsigned i = 0; i < 10; ++i) {
        const MadeSchedule schedule = made(seed, i);
        const auto snapshot = schedule.snapshot();
        for (int agent = 0; agent < schedule.agents; ++agent) {
            const WhatIf found = whatIfOne(*snapshot, Target::Agent, std::string(1, char('a' + agent)), 0);
            QCOMPARE(difference(schedule.without(agent), found), QString());
            QCOMPARE(found.time.agents[std::size_t(agent)].of(TimeKind::Waiting), found.time.wall());
        }
    }
}

void TestWhatIf::parallelToolsKeepTheLonger()
{
    MadeFacts run(1, 100);
    run.round(0, 0, 100, "answer");
    run.tool(0, 10, 50, "slow");
    run.tool(0, 12, 40, "quick");
    run.tool(0, 60, 80, "last");
    const auto snapshot = run.publish();
    QCOMPARE(whatIfOne(*snapshot, Target::Tool, "quick", 0).time.wall(), 100 * kMs);
    QCOMPARE(whatIfOne(*snapshot, Target::Tool, "slow", 0).time.wall(), 90 * kMs); // now the other one holds it up
    QCOMPARE(whatIfOne(*snapshot, Target::Tool, "last", 2).time.wall(), 120 * kMs);
    const std::vector<Change> both = {{Target::Tool, "slow", 0}, {Target::Tool, "quick", 0}};
    QCOMPARE(whatIf(*snapshot, 0, both).time.wall(), 62 * kMs); // the second still begins 2 ms after the first
}

void TestWhatIf::unrecordedModelIsAnEstimate()
{
    MadeFacts run(2, 100);
    run.facts.agents[0].model = "gpt";
    run.facts.agents[1].model = "claude";
    run.round(0, 0, 100, "answer");
    run.tool(0, 20, 60);
    run.round(1, 0, 50, "answer");
    const WhatIf found = whatIfOne(*run.publish(), Target::Model, "gpt", 0.5);
    QVERIFY(found.isEstimate);
    QCOMPARE(found.time.wall(), 70 * kMs);
    QCOMPARE(found.time.agents[1].of(TimeKind::Unrecorded), 50 * kMs);
    QVERIFY(!found.costUsd);
}

void TestWhatIf::money()
{
    MadeFacts run(2, 100);
    run.facts.agents[0].usage = Usage{.costUsd = 10};
    run.facts.agents[0].model = "gpt";
    run.facts.agents[1].usage = Usage{.costUsd = 4};
    run.facts.agents[1].model = "claude";
    run.round(0, 0, 40, "answer", "initial_answer");
    run.facts.rounds[0].usage = Usage{.costUsd = 6};
    run.round(0, 40, 60, "vote_ignored", "voting"); // recorded nothing: the other 4
    run.round(1, 0, 60, "answer", "initial_answer");
    run.model(1, 0, 30, false, "gpt");
    run.model(1, 30, 40, false, "claude");
    const auto snapshot = run.publish();
    QCOMPARE(*whatIf(*snapshot, 0, {}).costUsd, 14.0);
    QCOMPARE(*whatIfOne(*snapshot, Target::Agent, "a", 0).costUsd, 4.0);
    QCOMPARE(*whatIfOne(*snapshot, Target::Phase, "voting", 0).costUsd, 10.0);
    QCOMPARE(*whatIfOne(*snapshot, Target::Phase, "initial_answer", 0.5).costUsd, 3.0 + 4.0 + 2.0);
    QCOMPARE(*whatIfOne(*snapshot, Target::Model, "gpt", 0).costUsd, 1.0); // three quarters of the other agent's time
    QCOMPARE(*whatIfOne(*snapshot, Target::Tool, "search", 0).costUsd, 14.0);
}

void TestWhatIf::whatCanBeChanged()
{
    MadeFacts run(2, 100);
    run.round(0, 0, 100, "answer", "initial_answer");
    run.round(1, 0, 60, "vote", "voting");
    run.tool(0, 10, 20, "short");
    run.tool(0, 20, 50, "long");
    run.model(1, 0, 5);
    QStringList names;
    for (const Changeable& one : changeables(*run.publish(), 0))
        names << QString("%1 %2 %3").arg(int(one.target)).arg(QString::fromStdString(one.name)).arg(one.time / kMs);
    QCOMPARE(names, QStringList({"0 long 30", "0 short 10", "1 gpt 5", "2 a 100", "2 b 60", "3 initial_answer 100", "3 voting 60"}));
}

void TestWhatIf::oddFactorsAreTamed()
{
    MadeFacts run(1, 100);
    run.round(0, 0, 100, "answer", "voting");
    const auto snapshot = run.publish();
    QCOMPARE(whatIfOne(*snapshot, Target::Phase, "voting", -3).time.wall(), 0);
    QCOMPARE(whatIfOne(*snapshot, Target::Phase, "voting", std::nan("")).time.wall(), 100 * kMs);
    QCOMPARE(whatIfOne(*snapshot, Target::Phase, "voting", 1e300).time.wall(), 100'000 * kMs);
}

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_what_if.moc"

#endif
