// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/experiment.h"
#include "live/fake_massgen.h"
#include "live/launched_run.h"
#include "launch/small_files.h"

#include <QtTest>

#include <set>

using namespace mgx;

/// The whole way of a run, with a stand-in for MassGen that prints and writes what the real one did.
class TestLaunchedRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aRunIsFollowedToItsEnd();
    void stopInterruptsIt();
    void aDeafRunIsKilled();
    void loopsAreEnded_data();
    void loopsAreEnded();
    void configErrorsAreTold();
    void aRunThatVanishesIsKilled();
    void aRunOutlivesItsLauncher();
    void aRunThatEndedMeanwhileIsJudged();
    void missingLogfireIsSaid();
    void aMatrixKilledInTheMiddleGoesOn();

private:
    [[nodiscard]] LaunchRequest request() const;
    [[nodiscard]] std::string root() const { return m_folder->filePath("launches").toStdString(); }
    [[nodiscard]] static bool waitForEnd(LaunchedRun& run, int seconds = 30);

    QTemporaryDir m_installed;
    MassgenInstall m_massgen;
    std::unique_ptr<QTemporaryDir> m_folder;
};

#ifndef Q_MOC_RUN

namespace {

std::string wordOf(const LaunchedRun& run)
{
    return run.record().outcome ? std::string(mgx::wordOf(run.record().outcome->state)) : std::string("none");
}

} // namespace

void TestLaunchedRun::initTestCase()
{
    m_massgen = installFakeMassgen(m_installed.filePath("venv"));
    QCOMPARE(m_massgen.version, std::string("0.1.97"));
}

void TestLaunchedRun::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir().mkpath(m_folder->filePath("work"));
}

LaunchRequest TestLaunchedRun::request() const
{
    LaunchRequest request;
    request.massgen = m_massgen;
    request.configPath = "/c/three.yaml";
    request.question = "What is 2 + 40?";
    request.workFolder = m_folder->filePath("work").toStdString();
    return request;
}

bool TestLaunchedRun::waitForEnd(LaunchedRun& run, int seconds)
{
    return QTest::qWaitFor([&run] { return run.stage() == LaunchedRun::Stage::Ended; }, seconds * 1000);
}

void TestLaunchedRun::aRunIsFollowedToItsEnd()
{
    LaunchedRun run;
    QSignalSpy published(&run, &LaunchedRun::published);
    QSignalSpy found(&run, &LaunchedRun::logFolderFound);
    std::vector<std::uint64_t> records;
    std::vector<int> percents;
    connect(&run, &LaunchedRun::published, this, [&] {
        records.push_back(run.picture().monitor.records);
        percents.push_back(run.picture().monitor.completionPercent);
    });
    QVERIFY(run.start(request(), fakeEnvironment("play", 0.05), root()));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("complete"));
    QCOMPARE(run.record().outcome->exitCode.value_or(-1), 0);
    QCOMPARE(found.count(), 1);

    // What was there at the end is what a reader of the finished folder finds.
    const Result<Catalog> catalog = listCatalog(run.record().logFolder, {});
    QVERIFY(catalog);
    const Result<Imported> whole = importItem(catalog->items.front(), {});
    QVERIFY(whole);
    const RunFacts& facts = whole->snapshot->runFacts(0);
    QCOMPARE(run.picture().facts.answers.size(), facts.answers.size());
    QCOMPARE(run.picture().facts.votes.size(), facts.votes.size());
    QCOMPARE(run.picture().facts.winner, facts.winner);
    QCOMPARE(run.record().winner, std::string("checker"));
    QVERIFY(!run.picture().facts.finalAnswer.empty());

    // It was seen on the way, and it grew.
    QVERIFY2(published.count() >= 8, qPrintable(QString::number(published.count())));
    QVERIFY(std::is_sorted(percents.begin(), percents.end()));
    QVERIFY(percents[percents.size() / 2] > 0 && percents[percents.size() / 2] <= 100);
    QVERIFY(records.front() < records.back());

    // Every span that was sent has been received, is on disk and in the picture.
    const std::string sent = readSmallFile(m_folder->filePath("work/sent_spans").toStdString());
    QCOMPARE(std::to_string(run.received().spans), sent);
    QCOMPARE(std::to_string(run.picture().received), sent);
    QCOMPARE(run.received().refused(), std::uint64_t(0));
    const Result<LaunchRecord> record = loadLaunchRecord(run.record().folder);
    QVERIFY(record && record->outcome);
    QCOMPARE(record->spans, run.picture().received);
    QVERIFY(record->costUsd.value_or(0) > 0);
}

void TestLaunchedRun::stopInterruptsIt()
{
    LaunchedRun run;
    QVERIFY(run.start(request(), fakeEnvironment("hang"), root()));
    QVERIFY(QTest::qWaitFor([&] { return run.picture().monitor.completionPercent == 40; }, 20'000));
    QCOMPARE(run.stage(), LaunchedRun::Stage::Running);
    run.stop();
    QCOMPARE(run.stopStep(), std::string("SIGINT"));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("interrupted"));
    QCOMPARE(run.record().outcome->exitCode.value_or(-1), 0); // which says nothing
}

void TestLaunchedRun::aDeafRunIsKilled()
{
    LaunchedRun run;
    QVERIFY(run.start(request(), fakeEnvironment("deaf"), root()));
    QVERIFY(QTest::qWaitFor([&] { return run.picture().monitor.completionPercent == 40; }, 20'000));
    run.stop();
    run.stop(); // the person does not want to wait
    QCOMPARE(run.stopStep(), std::string("SIGTERM"));
    run.stop();
    QCOMPARE(run.stopStep(), std::string("SIGKILL"));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("interrupted"));
}

void TestLaunchedRun::loopsAreEnded_data()
{
    QTest::addColumn<QByteArray>("mode");
    QTest::newRow("result again and again") << QByteArray("loop");
    QTest::newRow("question again and again") << QByteArray("ask");
}

void TestLaunchedRun::loopsAreEnded()
{
    QFETCH(QByteArray, mode);
    LaunchedRun run;
    QVERIFY(run.start(request(), fakeEnvironment(mode.constData()), root()));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("failed"));
    QVERIFY(run.record().outcome->sentence.find("again and again") != std::string::npos);
}

void TestLaunchedRun::configErrorsAreTold()
{
    LaunchedRun run;
    QVERIFY(run.start(request(), fakeEnvironment("config-error"), root()));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("failed"));
    QCOMPARE(run.record().outcome->sentence,
             std::string("MassGen ended before the agents began (exit code 1): Configuration error: the agents are missing"));
}

void TestLaunchedRun::aRunThatVanishesIsKilled()
{
    LaunchedRun run;
    QVERIFY(run.start(request(), fakeEnvironment("crash"), root()));
    QVERIFY(waitForEnd(run));
    QCOMPARE(wordOf(run), std::string("killed"));
}

void TestLaunchedRun::aRunOutlivesItsLauncher()
{
    std::string folder;
    std::uint64_t before = 0;
    {
        LaunchedRun first;
        QVERIFY(first.start(request(), fakeEnvironment("play", 0.1), root()));
        QVERIFY(QTest::qWaitFor([&] { return first.received().spans >= 2; }, 20'000));
        folder = first.record().folder;
        before = first.received().spans;
    } // as if the program had ended: no word to the process
    const Result<LaunchRecord> record = loadLaunchRecord(folder);
    QVERIFY(record && !record->outcome);
    QVERIFY(isAlive(record->process));
    LaunchedRun second;
    second.attach(*record);
    QCOMPARE(second.record().receiverPort, record->receiverPort); // where the run goes on sending
    QVERIFY(waitForEnd(second));
    QCOMPARE(wordOf(second), std::string("complete"));
    QCOMPARE(second.record().winner, std::string("checker"));
    const auto sent = std::strtoull(readSmallFile(m_folder->filePath("work/sent_spans").toStdString()).c_str(), nullptr, 10);
    QVERIFY(second.received().spans > 0 && second.received().spans < sent);
    QCOMPARE(second.picture().received, std::uint64_t(sent)); // what came before is still there
    QVERIFY(before + second.received().spans >= sent);
}

void TestLaunchedRun::aRunThatEndedMeanwhileIsJudged()
{
    std::string folder;
    {
        LaunchedRun first;
        LaunchRequest untraced = request();
        untraced.tracing = Tracing::None; // nobody is there to receive
        QVERIFY(first.start(untraced, fakeEnvironment("play", 0.01), root()));
        folder = first.record().folder;
    }
    const Result<LaunchRecord> record = loadLaunchRecord(folder);
    QVERIFY(record);
    QVERIFY(QTest::qWaitFor([&] { return !isAlive(record->process); }, 20'000));
    LaunchedRun second;
    second.attach(*record);
    QVERIFY(waitForEnd(second));
    QCOMPARE(wordOf(second), std::string("complete"));
    QCOMPARE(second.picture().facts.votes.size(), std::size_t(5));
}

void TestLaunchedRun::missingLogfireIsSaid()
{
    LaunchRequest without = request();
    without.massgen.hasLogfire = false;
    LaunchedRun run;
    QVERIFY(run.start(without, fakeEnvironment("config-error"), root()));
    QVERIFY(run.notice().find("pip install logfire") != std::string::npos);
    QVERIFY(waitForEnd(run));
}

void TestLaunchedRun::aMatrixKilledInTheMiddleGoesOn()
{
    ExperimentPlan plan = ExperimentPlan::make({"/c/a.yaml", "/c/b.yaml"}, {"x?", "y?"}, 2, {2, {}, 0});
    plan.path = m_folder->filePath("plan.json").toStdString();
    plan.id = "matrix";
    {
        Experiment first(request(), fakeEnvironment("play", 0.02), root());
        first.start(plan);
        QVERIFY(QTest::qWaitFor([&] { return first.plan().done() >= 3; }, 60'000));
        QVERIFY(first.plan().running() <= 2);
    } // as if the program had been killed
    Result<ExperimentPlan> again = ExperimentPlan::load(plan.path);
    QVERIFY(again);
    QVERIFY(!again->isOver());
    Experiment second(request(), fakeEnvironment("play", 0.02), root());
    QSignalSpy finished(&second, &Experiment::finished);
    second.start(*again);
    QVERIFY(QTest::qWaitFor([&] { return finished.count() > 0; }, 60'000));
    QCOMPARE(second.plan().done(), 8);
    const std::vector<LaunchRecord> launches = loadLaunchRecords(root());
    QCOMPARE(launches.size(), std::size_t(8)); // none twice
    std::set<int> items;
    for (const LaunchRecord& launch : launches) {
        items.insert(launch.planItem);
        QVERIFY(launch.outcome && launch.outcome->state == Outcome::State::Complete);
    }
    QCOMPARE(items.size(), std::size_t(8));
}

QTEST_GUILESS_MAIN(TestLaunchedRun)

#endif

#include "tst_launched_run.moc"
