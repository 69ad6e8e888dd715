// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/agent_time.h"
#include "analysis/made_facts.h"
#include "analysis/made_schedule.h"
#include "analysis/slow_agent_time.h"
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QtTest>

#include <random>

using namespace mgx;

class TestAgentTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyRunHasNoTime();
    void kindsOfOneRound();
    void thrownAwayRounds();
    void failedAttemptsAndTheirPauses();
    void refusedAttemptsWithoutModelCalls();
    void withoutModelCallsTheRestIsUnrecorded();
    void unattributedModelCallsLeaveItOpen();
    void waitsNameWhoEndedThem();
    void waitingThroughTwoPresentations();
    void waitingWhereNobodyPresents();
    void openRoundsOfARunningRun();
    void sessionThatEndsBeforeThePresentation();
    void randomFactsAgreeWithTheSlowWay_data();
    void randomFactsAgreeWithTheSlowWay();
    void schedulesThatAreKnown_data();
    void schedulesThatAreKnown();
    void aMillionToolCallsAreQuick();
    void recordedRunsAddUp_data();
    void recordedRunsAddUp();
    void realRunWaitsForTheAgentThatFails();
};

#ifndef Q_MOC_RUN

namespace {

constexpr TimeNs kMs = MadeFacts::kMs;

/// "own 0-10, model 10-20 …" in ms, waits with their reason and whom they wait for.
QString pictureOf(const RunTime& time, int agent)
{
    QStringList parts;
    for (const TimeSlice& s : time.agents[std::size_t(agent)].slices) {
        QString text = QString::fromUtf8(nameOf(s.kind).data(), int(nameOf(s.kind).size()));
        if (s.reason != WaitReason::None)
            text += " (" + QString::fromUtf8(nameOf(s.reason).data(), int(nameOf(s.reason).size())) + ")";
        if (s.waitsFor >= 0)
            text += QString(" for %1").arg(QChar('a' + s.waitsFor));
        parts << QString("%1 %2-%3").arg(text).arg(s.start / kMs).arg(s.end / kMs);
    }
    return parts.join(", ");
}

/// Whether the slices are what the header promises; "" if so.
QString faultIn(const RunTime& time, const RunFacts& facts)
{
    TimeNs all = 0;
    if (time.agents.size() != facts.agents.size())
        return "not as many agents";
    for (const AgentTime& agent : time.agents) {
        std::array<TimeNs, kTimeKindCount> total{};
        TimeNs now = time.start;
        for (const TimeSlice& slice : agent.slices) {
            if (slice.start != now || slice.end <= slice.start)
                return QString("a gap or overlap at %1").arg(now - time.start);
            now = slice.end;
            total[std::size_t(slice.kind)] += slice.end - slice.start;
            if (slice.waitsFor >= int(facts.agents.size()) || (slice.waitsFor >= 0 && &time.agents[std::size_t(slice.waitsFor)] == &agent))
                return "waits for itself or for nobody";
            if (slice.round >= int(facts.rounds.size()))
                return "a round that is not there";
        }
        if (now != time.end)
            return "does not reach the end";
        if (total != agent.total)
            return "the totals are not those of the slices";
        TimeNs sum = 0;
        for (const TimeNs part : total)
            sum += part;
        if (sum != time.wall())
            return "the totals do not add up";
        all += sum - agent.of(TimeKind::Waiting);
    }
    return all == time.agentTime ? QString() : "agentTime is wrong";
}

std::unique_ptr<MadeFacts> randomFacts(std::mt19937& random)
{
    const auto number = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    const auto time = [&] { return number(0, 40) == 0 ? kNoTime : TimeNs(number(-20, 220)); };
    const auto later = [&](TimeNs start) { return start == kNoTime || number(0, 15) == 0 ? time() : start + number(0, 30); };
    static const std::vector<std::string> outcomes = {"answer", "vote", "vote", "vote_ignored", "restarted", "error", "", "presentation"};
    const int agents = number(1, 4);
    auto run = std::make_unique<MadeFacts>(agents);
    MadeFacts& made = *run;
    made.facts.start = number(0, 5) == 0 ? kNoTime : 0;
    made.facts.end = number(0, 5) == 0 ? kNoTime : made.ns(number(150, 200));
    made.facts.state = number(0, 4) == 0 ? RunState::Running : RunState::Complete;
    for (int i = number(0, 14); i > 0; --i) {
        const TimeNs start = time();
        const std::string outcome = outcomes[std::size_t(number(0, int(outcomes.size()) - 1))];
        (void)made.round(number(-1, agents), start, number(0, 9) == 0 ? kNoTime : later(start), outcome, outcome == "presentation" ? outcome : "voting");
    }
    for (int i = number(0, 20); i > 0; --i) {
        const TimeNs start = time();
        (void)made.tool(number(-1, agents), start, later(start));
    }
    for (int i = number(0, 2) == 0 ? 0 : number(0, 20); i > 0; --i) {
        const TimeNs start = time();
        (void)made.model(number(0, 15) == 0 ? -1 : number(0, agents), start, later(start), number(0, 3) == 0);
    }
    for (int i = number(0, 6); i > 0; --i)
        made.answer(number(-1, agents), time());
    for (int i = number(0, 6); i > 0; --i)
        made.vote(number(-1, agents), time());
    for (int i = number(0, 4); i > 0; --i)
        made.refusal(number(0, agents - 1), number(0, 200));
    return run;
}

} // namespace

void TestAgentTime::emptyRunHasNoTime()
{
    MadeFacts made(2);
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(time.wall(), 0);
    QCOMPARE(time.parallelism(), 0.0);
    QCOMPARE(faultIn(time, made.facts), QString());
}

void TestAgentTime::kindsOfOneRound()
{
    MadeFacts made(1, 100);
    made.round(0, 10, 90, "answer");
    made.model(0, 20, 40);
    made.tool(0, 35, 60); // overlaps the model call and the tool beside it
    made.tool(0, 50, 70);
    const RunTime time = runTime(*made.publish(), 0);
    QVERIFY(time.hasModelCalls);
    QCOMPARE(pictureOf(time, 0), "waiting (start) 0-10, own 10-20, model 20-40, tool 40-50, tool 50-70, own 70-90, waiting (end) 90-100");
    QCOMPARE(time.agents[0].of(TimeKind::Tool), 30 * kMs);
    QCOMPARE(time.agentTime, 80 * kMs);
    QCOMPARE(time.parallelism(), 0.8);
    QCOMPARE(faultIn(time, made.facts), QString());
}

void TestAgentTime::thrownAwayRounds()
{
    MadeFacts made(1, 100);
    made.round(0, 0, 20, "restarted");
    made.model(0, 5, 15);
    made.round(0, 20, 40, "vote_ignored");
    made.round(0, 40, 60, "vote"); // what was sent says so of an ignored one too: no vote was counted
    made.round(0, 60, 100, "vote");
    made.vote(0, 99);
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(time.agents[0].of(TimeKind::Retry), 60 * kMs);
    QCOMPARE(time.agents[0].of(TimeKind::Own), 40 * kMs);
    MadeFacts old(1, 40); // a source that records no votes says nothing about which counted
    old.round(0, 0, 40, "vote");
    QCOMPARE(runTime(*old.publish(), 0).agents[0].of(TimeKind::Unrecorded), 40 * kMs);
}

void TestAgentTime::failedAttemptsAndTheirPauses()
{
    MadeFacts made(1, 100);
    made.round(0, 0, 60, "answer");
    made.model(0, 0, 10, true);
    made.tool(0, 12, 14);
    made.model(0, 20, 30);
    made.refusal(0, 31);
    made.model(0, 35, 60);
    made.round(0, 60, 100, "vote");
    made.model(0, 60, 70, true); // nothing follows in its round
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(pictureOf(time, 0), "retry 0-10, back_off 10-12, tool 12-14, back_off 14-20, retry 20-30, back_off 30-35, model 35-60, "
                                 "retry 60-70, own 70-100");
}

void TestAgentTime::refusedAttemptsWithoutModelCalls()
{
    MadeFacts made(1, 100);
    made.round(0, 0, 100, "answer");
    made.tool(0, 10, 20);
    made.refusal(0, 40);
    made.refusal(0, 40);
    made.tool(0, 50, 55);
    made.refusal(0, 60);
    QCOMPARE(pictureOf(runTime(*made.publish(), 0), 0),
             "unrecorded 0-10, tool 10-20, retry 20-40, unrecorded 40-50, tool 50-55, retry 55-60, unrecorded 60-100");
}

void TestAgentTime::withoutModelCallsTheRestIsUnrecorded()
{
    MadeFacts made(2, 100);
    made.round(0, 0, 100, "answer");
    made.tool(0, 10, 20);
    RunTime time = runTime(*made.publish(), 0);
    QVERIFY(!time.hasModelCalls);
    QCOMPARE(time.agents[0].of(TimeKind::Unrecorded), 90 * kMs);
    made.round(1, 0, 50, "answer");
    made.model(1, 0, 50);
    time = runTime(*made.publish(), 0); // the source records model calls: this agent made none
    QCOMPARE(time.agents[0].of(TimeKind::Own), 90 * kMs);
}

void TestAgentTime::unattributedModelCallsLeaveItOpen()
{
    MadeFacts made(2, 100);
    made.round(0, 0, 100, "answer");
    made.round(1, 0, 100, "answer");
    made.model(0, 0, 100);
    made.model(-1, 0, 50); // perhaps of the other agent
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(time.agents[1].of(TimeKind::Unrecorded), 100 * kMs);
}

void TestAgentTime::waitsNameWhoEndedThem()
{
    MadeFacts made(3, 200);
    made.round(0, 5, 20, "answer");
    made.answer(0, 19);
    made.round(1, 5, 60, "answer");
    made.answer(1, 60);
    made.round(2, 5, 30, "answer");
    made.answer(2, 29);
    made.round(0, 22, 40, "vote");
    made.round(2, 32, 50, "vote");
    made.round(0, 65, 80, "vote");
    made.round(1, 65, 120, "vote"); // the late vote
    made.round(2, 65, 90, "vote");
    made.round(0, 125, 190, "presentation", "presentation");
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(pictureOf(time, 0), "waiting (start) 0-5, unrecorded 5-20, waiting 20-22, unrecorded 22-40, waiting (answer) for b 40-65, "
                                 "unrecorded 65-80, waiting (vote) for b 80-125, unrecorded 125-190, waiting (end) 190-200");
    QCOMPARE(pictureOf(time, 1), "waiting (start) 0-5, unrecorded 5-60, waiting 60-65, unrecorded 65-120, waiting 120-125, "
                                 "waiting (presentation) for a 125-190, waiting (end) 190-200");
    QCOMPARE(pictureOf(time, 2), "waiting (start) 0-5, unrecorded 5-30, waiting 30-32, unrecorded 32-50, waiting (answer) for b 50-65, "
                                 "unrecorded 65-90, waiting (vote) for b 90-125, waiting (presentation) for a 125-190, waiting (end) 190-200");
    QCOMPARE(faultIn(time, made.facts), QString());
}

void TestAgentTime::waitingThroughTwoPresentations()
{
    MadeFacts made(2, 100);
    made.round(0, 0, 20, "vote");
    made.round(1, 0, 30, "vote");
    made.round(0, 32, 50, "restarted", "presentation");
    made.round(0, 55, 90, "presentation", "presentation");
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(pictureOf(time, 0), "unrecorded 0-20, waiting (vote) for b 20-32, retry 32-50, waiting 50-55, unrecorded 55-90, waiting (end) 90-100");
    QCOMPARE(pictureOf(time, 1), "unrecorded 0-30, waiting 30-32, waiting (presentation) for a 32-50, waiting (presentation) for a 50-90, "
                                 "waiting (end) 90-100");
}

void TestAgentTime::waitingWhereNobodyPresents()
{
    MadeFacts made(3, 100);
    made.round(0, 0, 20, "vote");
    made.round(1, 0, 90, "timeout");
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(pictureOf(time, 0), "unrecorded 0-20, waiting (vote) for b 20-90, waiting (end) 90-100");
    QCOMPARE(pictureOf(time, 2), "waiting (vote) for b 0-90, waiting (end) 90-100"); // never began
}

void TestAgentTime::openRoundsOfARunningRun()
{
    MadeFacts made(2);
    made.facts.state = RunState::Running;
    made.facts.start = 0;
    made.round(0, 0, kNoTime);
    made.round(0, 30, kNoTime); // the one before was never ended: it ends here
    made.tool(0, 40, kNoTime);
    made.round(1, 0, 50, "vote");
    (void)made.tool(1, 20, 60);
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(time.wall(), 60 * kMs);
    QCOMPARE(pictureOf(time, 0), "unrecorded 0-30, unrecorded 30-40, tool 40-60");
    QCOMPARE(pictureOf(time, 1), "unrecorded 0-20, tool 20-50, tool 50-60"); // it outlives its round
}

void TestAgentTime::sessionThatEndsBeforeThePresentation()
{
    MadeFacts made(1, 100);
    made.round(0, 0, 40, "vote");
    made.round(0, 50, 130, "presentation", "presentation");
    made.round(0, 500, 600, "vote"); // of another run, or damage
    const RunTime time = runTime(*made.publish(), 0);
    QCOMPARE(time.end, 130 * kMs);
    QCOMPARE(faultIn(time, made.facts), QString());
}

void TestAgentTime::randomFactsAgreeWithTheSlowWay_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 40; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestAgentTime::randomFactsAgreeWithTheSlowWay()
{
    QFETCH(int, seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    for (int i = 0; i < 50; ++i) {
        const auto made = randomFacts(random);
        const auto snapshot = made->publish();
        const RunTime time = runTime(*snapshot, 0);
        QCOMPARE(faultIn(time, made->facts), QString());
        for (std::size_t agent = 0; agent < time.agents.size(); ++agent) {
            for (const TimeSlice& slice : time.agents[agent].slices) {
                for (TimeNs t = slice.start; t < slice.end; t += kMs) {
                    const SlowMoment expected = slowMoment(*snapshot, time, int(agent), t);
                    if (expected.kind != slice.kind || expected.round != slice.round)
                        QFAIL(qPrintable(QString("run %1, agent %2 at %3: %4, round %5, found %6")
                                             .arg(i).arg(agent).arg(t / kMs).arg(int(expected.kind)).arg(expected.round).arg(pictureOf(time, int(agent)))));
                }
            }
        }
    }
}

void TestAgentTime::schedulesThatAreKnown_data()
{
    randomFactsAgreeWithTheSlowWay_data();
}

void TestAgentTime::schedulesThatAreKnown()
{
    QFETCH(int, seed);
    for (unsigned i = 0; i < 20; ++i) {
        const MadeSchedule schedule(unsigned(seed) * 20 + i, 1 + int(i) % 6);
        const RunTime time = runTime(*schedule.snapshot(), 0);
        for (int agent = 0; agent < schedule.agents; ++agent)
            QCOMPARE(time.agents[std::size_t(agent)].total, schedule.timesOf(agent));
    }
}

void TestAgentTime::aMillionToolCallsAreQuick()
{
    MadeFacts made(1, 1'000'000);
    made.round(0, 0, 1'000'000, "answer");
    const RowId row = made.tool(0, 0, 1);
    for (int i = 0; i < 1'000'000; ++i) // each overlaps thousands of others
        made.facts.toolCalls.push_back({.agent = 0, .row = row, .start = i * kMs, .end = (i + 1 + i % 5000) * kMs});
    const auto snapshot = made.publish();
    QElapsedTimer timer;
    timer.start();
    const RunTime time = runTime(*snapshot, 0);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed()) + " ms"));
    QCOMPARE(time.agents[0].of(TimeKind::Tool), 1'000'000 * kMs);
}

void TestAgentTime::recordedRunsAddUp_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : ingestCases())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestAgentTime::recordedRunsAddUp()
{
    QFETCH(QString, name);
    const Result<Catalog> catalog = listCatalog((caseFolder(name.toStdString()) / "input").string(), {});
    if (!catalog)
        QSKIP("nothing to open");
    for (const CatalogItem& item : catalog->items) {
        const auto imported = importItem(item, {});
        if (!imported)
            continue;
        for (RunId run = 0; run < imported->snapshot->runCount(); ++run) {
            const RunFacts& facts = imported->snapshot->runFacts(run);
            const RunTime time = runTime(*imported->snapshot, run);
            QCOMPARE(faultIn(time, facts), QString());
            if (facts.start != kNoTime && facts.end != kNoTime)
                QVERIFY(time.start <= facts.start && time.end >= facts.end);
        }
    }
}

void TestAgentTime::realRunWaitsForTheAgentThatFails()
{
    const Result<Catalog> catalog = listCatalog((caseFolder("d-errors") / "input").string(), {});
    const auto imported = importItem(catalog->items[0], {});
    const RunTime time = runTime(*imported->snapshot, 0);
    const RunFacts& facts = imported->snapshot->runFacts(0);
    QCOMPARE(facts.agents[2].id, "broken");
    QVERIFY(time.agents[2].of(TimeKind::Retry) > 5'000 * kMs); // three attempts, all refused
    const auto waitOf = [&](WaitReason reason) {
        return std::find_if(time.agents[0].slices.begin(), time.agents[0].slices.end(), [&](const TimeSlice& s) { return s.reason == reason; });
    };
    const auto wait = waitOf(WaitReason::Vote);
    QVERIFY(wait != time.agents[0].slices.end() && waitOf(WaitReason::Presentation) != time.agents[0].slices.end());
    QCOMPARE(wait->waitsFor, 2); // all waited for the agent that never voted
    QVERIFY(wait->end - wait->start > 2'000 * kMs);
}

QTEST_GUILESS_MAIN(TestAgentTime)
#include "tst_agent_time.moc"

#endif
