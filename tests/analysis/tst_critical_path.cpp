// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/critical_path.h"
#include "analysis/made_facts.h"
#include "analysis/made_schedule.h"
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QtTest>

#include <set>

using namespace mgx;

class TestCriticalPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runWithoutRounds();
    void lateVoteAndTwoPresentations();
    void answerThatMadeOthersBeginAnew();
    void roundThatAnAnswerCutShort();
    void agentThatFailedHoldsUpThePresentation();
    void presentationThatHasNoEnd();
    void runThatIsCutOff();
    void roundsThatOverlapThePresentation();
    void onlyWhatIsOnThePathMakesTheRunLonger_data();
    void onlyWhatIsOnThePathMakesTheRunLonger();
    void damagedFactsStillGiveAPath();
    void recordedRuns_data();
    void recordedRuns();
};

#ifndef Q_MOC_RUN

namespace {

constexpr TimeNs kMs = MadeFacts::kMs;

CriticalPath pathOf(const TraceSnapshot& snapshot, RunId run = 0)
{
    return criticalPath(snapshot, run, runTime(snapshot, run));
}

/// A step a line, times in ms.
QString pictureOf(const CriticalPath& path, const RunFacts& facts)
{
    static const char* const kKinds[] = {"start-up", "round", "gap", "presentation", "shut-down"};
    QString text;
    for (const PathStep& step : path.steps) {
        const QString agent = step.agent < 0 ? QString("-") : QString::fromStdString(facts.agents[std::size_t(step.agent)].id);
        text += QString("%1 %2 %3-%4: %5\n").arg(kKinds[int(step.kind)], agent).arg(step.start / kMs).arg(step.end / kMs).arg(QString::fromStdString(step.reason));
    }
    return text;
}

QString faultIn(const CriticalPath& path, const RunTime& time)
{
    if (path.steps.empty())
        return time.wall() == 0 ? QString() : "no steps";
    TimeNs now = time.start;
    for (const PathStep& step : path.steps) {
        if (step.start != now || step.end <= step.start)
            return QString("a gap or overlap at %1").arg(now - time.start);
        now = step.end;
        TimeNs sum = 0;
        for (const TimeNs part : step.by)
            sum += part;
        if (sum != (step.agent < 0 ? 0 : step.end - step.start))
            return "the kinds of a step do not add up";
        if (step.reason.empty())
            return "no reason";
    }
    return now == time.end ? QString() : "does not reach the end";
}

QString textOf(const std::set<int>& numbers)
{
    QStringList text;
    for (const int number : numbers)
        text << QString::number(number);
    return text.join(' ');
}

} // namespace

void TestCriticalPath::runWithoutRounds()
{
    MadeFacts none(1);
    QCOMPARE(pathOf(*none.publish()).steps.size(), std::size_t(0));
    MadeFacts made(1, 100);
    QCOMPARE(pictureOf(pathOf(*made.publish()), made.facts), "gap - 0-100: no round was recorded\n");
}

void TestCriticalPath::lateVoteAndTwoPresentations()
{
    MadeFacts made(3, 700);
    made.round(0, 10, 100, "answer", "initial_answer");
    made.answer(0, 99, "agent1.1");
    made.round(1, 10, 80, "error", "initial_answer");
    made.round(2, 10, 90, "answer", "initial_answer");
    made.answer(2, 89, "agent3.1");
    made.round(0, 105, 130, "vote", "voting");
    made.vote(0, 129, "agent1.1");
    made.facts.rounds[2].answerLabel = "agent3.1";
    made.round(2, 95, 110, "vote_ignored", "voting");
    made.round(2, 112, 400, "vote", "voting"); // all others wait for it
    made.vote(2, 399, "agent1.1");
    made.round(0, 405, 500, "restarted", "presentation");
    made.round(0, 500, 690, "presentation", "presentation");
    const auto snapshot = made.publish();
    const CriticalPath path = pathOf(*snapshot);
    QCOMPARE(pictureOf(path, made.facts), "start-up - 0-10: before the first round of c\n"
                                          "round c 10-90: gave agent3.1, then it had to vote\n"
                                          "gap - 90-95: MassGen hands over to c\n"
                                          "round c 95-110: its vote did not count, as agent1.1 had come meanwhile\n"
                                          "gap - 110-112: MassGen hands over to c\n"
                                          "round c 112-400: the last vote: the presentation waited for c\n"
                                          "gap - 400-405: MassGen hands over to a\n"
                                          "presentation a 405-500: the presentation began again: this one was thrown away\n"
                                          "presentation a 500-690: the final answer\n"
                                          "shut-down - 690-700: after the last round\n");
    QCOMPARE(path.length(), 700 * kMs);
    QCOMPARE(path.steps[5].by[std::size_t(TimeKind::Unrecorded)], 288 * kMs);
    QCOMPARE(path.steps[7].by[std::size_t(TimeKind::Retry)], 95 * kMs);
}

void TestCriticalPath::answerThatMadeOthersBeginAnew()
{
    MadeFacts made(2, 300);
    made.round(0, 0, 50, "vote", "voting");
    made.round(1, 0, 200, "answer", "voting");
    made.answer(1, 199, "agent2.1");
    made.round(0, 205, 300, "vote", "voting");
    made.vote(0, 50);
    made.vote(0, 300);
    QCOMPARE(pictureOf(pathOf(*made.publish()), made.facts), "round b 0-200: agent2.1 made a begin anew\n"
                                                             "gap - 200-205: MassGen hands over to a\n"
                                                             "round a 205-300: the last round to end; nobody presented\n");
}

void TestCriticalPath::roundThatAnAnswerCutShort()
{
    MadeFacts made(2, 3000);
    made.round(0, 0, 1010, "restarted", "voting"); // at once
    made.round(1, 0, 1001, "answer", "voting");
    made.answer(1, 1000, "agent2.1");
    made.round(0, 1010, 2900, "restarted", "voting"); // long after: its own work
    made.round(1, 1005, 1500, "answer", "voting");
    made.answer(1, 1400, "agent2.2");
    made.round(0, 2900, 3000, "vote", "voting");
    made.vote(0, 3000);
    QCOMPARE(pictureOf(pathOf(*made.publish()), made.facts), "round b 0-1001: agent2.1 made a begin anew\n"
                                                             "gap - 1001-1010: MassGen hands over to a\n"
                                                             "round a 1010-2900: was restarted, as agent2.2 had come meanwhile; its work was thrown away\n"
                                                             "round a 2900-3000: the last round to end; nobody presented\n");
}

void TestCriticalPath::agentThatFailedHoldsUpThePresentation()
{
    const Result<Catalog> catalog = listCatalog((caseFolder("d-errors") / "input").string(), {});
    const auto imported = importItem(catalog->items[0], {});
    const CriticalPath path = pathOf(*imported->snapshot);
    QCOMPARE(path.steps[1].reason, "broken failed and never voted; the presentation waited for it");
    QVERIFY(path.steps[1].end - path.steps[1].start > 5'000 * kMs);
    QCOMPARE(path.steps[1].row, imported->snapshot->runFacts(0).rounds[2].row);
}

void TestCriticalPath::presentationThatHasNoEnd()
{
    MadeFacts made(1, 500); // a second final answer comes long after the round has ended
    made.round(0, 0, 100, "vote", "voting");
    made.vote(0, 99);
    made.round(0, 110, 130, "restarted", "presentation");
    made.round(0, 130, 200, "presentation", "presentation");
    made.finalAnswer(0, 200);
    made.finalAnswer(0, 490);
    const auto snapshot = made.publish();
    QCOMPARE(pictureOf(pathOf(*snapshot), made.facts), "round a 0-100: the last vote: the presentation waited for a\n"
                                                       "gap - 100-110: MassGen hands over to a\n"
                                                       "presentation a 110-130: the presentation began again: this one was thrown away\n"
                                                       "presentation a 130-490: the final answer\n"
                                                       "shut-down - 490-500: after the last round\n");
    QCOMPARE(runTime(*snapshot, 0).agents[0].of(TimeKind::Unrecorded), 460 * kMs);
}

void TestCriticalPath::runThatIsCutOff()
{
    MadeFacts made(2, 100);
    made.round(0, 0, 40, "answer");
    made.round(1, 0, kNoTime);
    QCOMPARE(pictureOf(pathOf(*made.publish()), made.facts), "round b 0-100: was still at work when the run ended\n");
}

void TestCriticalPath::roundsThatOverlapThePresentation()
{
    MadeFacts made(2, 1000);
    made.round(0, 0, 405, "vote", "voting"); // ends a little after the presentation began: two clocks
    made.round(1, 0, 300, "vote", "voting");
    made.round(1, 400, 990, "presentation", "presentation");
    QCOMPARE(pictureOf(pathOf(*made.publish()), made.facts), "round a 0-400: the last vote: the presentation waited for a\n"
                                                             "presentation b 400-990: the final answer\n"
                                                             "shut-down - 990-1000: after the last round\n");
}

void TestCriticalPath::onlyWhatIsOnThePathMakesTheRunLonger_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 40; ++seed)
        QTest::addRow("%d", seed) << seed;
}

void TestCriticalPath::onlyWhatIsOnThePathMakesTheRunLonger()
{
    QFETCH(int, seed);
    for (unsigned i = 0; i < 10; ++i) {
        MadeSchedule schedule(unsigned(seed) * 10 + i, 1 + int(i) % 6);
        const auto snapshot = schedule.snapshot();
        const RunTime time = runTime(*snapshot, 0);
        const CriticalPath path = criticalPath(*snapshot, 0, time);
        QCOMPARE(faultIn(path, time), QString());
        std::set<int> onPath;
        for (const PathStep& step : path.steps)
            onPath.insert(step.round);
        onPath.erase(-1);
        std::set<int> expected;
        for (std::size_t round = 0; round < schedule.rounds.size(); ++round) { // one ns longer: does the run take longer?
            MadeSchedule other = schedule;
            other.rounds[round].tail += 1;
            other.lay();
            if (other.end() > schedule.end())
                expected.insert(int(round));
        }
        if (onPath != expected)
            QFAIL(qPrintable(QString("schedule %1: path %2, but %3").arg(i).arg(textOf(onPath), textOf(expected))));
    }
}

void TestCriticalPath::damagedFactsStillGiveAPath()
{
    std::mt19937 random(5);
    const auto number = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
    static const std::vector<std::string> outcomes = {"answer", "vote", "restarted", "presentation", "error"};
    for (int i = 0; i < 3000; ++i) {
        MadeFacts made(3, number(0, 50));
        for (int r = number(0, 10); r > 0; --r) {
            const std::string outcome = outcomes[std::size_t(number(0, 4))];
            const TimeNs start = number(-5, 55);
            made.round(number(-1, 3), start, number(0, 5) == 0 ? kNoTime : start + number(-2, 20), outcome, outcome);
        }
        for (int a = number(0, 5); a > 0; --a)
            made.answer(number(-1, 3), number(-5, 55));
        const auto snapshot = made.publish();
        const RunTime time = runTime(*snapshot, 0);
        QCOMPARE(faultIn(criticalPath(*snapshot, 0, time), time), QString());
    }
}

void TestCriticalPath::recordedRuns_data()
{
    QTest::addColumn<QString>("name");
    for (const std::string& name : ingestCases())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestCriticalPath::recordedRuns()
{
    QFETCH(QString, name);
    const Result<Catalog> catalog = listCatalog((caseFolder(name.toStdString()) / "input").string(), {});
    if (!catalog)
        QSKIP("nothing to open");
    for (const CatalogItem& item : catalog->items) {
        const auto imported = importItem(item, {});
        for (RunId run = 0; imported && run < imported->snapshot->runCount(); ++run) {
            const RunTime time = runTime(*imported->snapshot, run);
            QCOMPARE(faultIn(criticalPath(*imported->snapshot, run, time), time), QString());
        }
    }
}

QTEST_GUILESS_MAIN(TestCriticalPath)
#include "tst_critical_path.moc"

#endif
