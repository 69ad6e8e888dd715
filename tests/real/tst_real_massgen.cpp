// SPDX-License-Identifier: GPL-3.0-or-later
#include "real/real_case.h"

#include "launch/small_files.h"

#include <QtTest>

#include <deque>
#include <map>
#include <nlohmann/json.hpp>

using namespace mgx;

/// The real MassGen, launched and followed by the app's own code. All cases run at the beginning, two at a time; each test then
/// looks at one of them. What was followed live must be what MassGen itself wrote and what the model was asked.
class TestRealMassgen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySpanThatWasSentIsThere_data();
    void everySpanThatWasSentIsThere();
    void liveIsWhatMassgenWrote_data();
    void liveIsWhatMassgenWrote();
    void singleAgent();
    void threeAgentsVote();
    void toolsAreCalled();
    void aFailingBackendIsSeen();
    void aRestartHasTwoAttempts();
    void theTimeLimitIsToldFromTheEnd();
    void interruptedInTheMiddle();
    void anInvalidConfig();
    void aMissingKey();
    void cleanupTestCase() { m_cases.clear(); }

private:
    void add(const char* name, RealCase::Options options);
    [[nodiscard]] const RealCase& at(const char* name) const { return *m_cases.at(name); }

    MassgenInstall m_massgen;
    std::map<std::string, std::unique_ptr<RealCase>> m_cases;
    std::deque<RealCase*> m_waiting;
};

#ifndef Q_MOC_RUN

namespace {

nlohmann::json statusOf(const RealCase& test)
{
    const std::string text = readSmallFile(test.run().picture().item.path + "/status.json");
    return text.empty() ? nlohmann::json::object() : nlohmann::json::parse(text);
}

void addAnsweredCases()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"single", "three", "tools", "errors", "restart", "timeout"})
        QTest::newRow(name) << QByteArray(name);
}

} // namespace

void TestRealMassgen::add(const char* name, RealCase::Options options)
{
    auto test = std::make_unique<RealCase>(QString::fromLatin1(name), std::move(options), m_massgen);
    m_waiting.push_back(test.get());
    m_cases[name] = std::move(test);
}

void TestRealMassgen::initTestCase()
{
    QString folder = qEnvironmentVariable("MGX_MASSGEN");
    if (folder.isEmpty())
        folder = QDir::homePath() + QStringLiteral("/.cache/massgen-explorer/massgen-0.1.97");
    const auto found = findMassgen(ownEnvironment(), "/", folder.toStdString());
    QVERIFY2(!found.empty(), "there is no MassGen: run packaging/install_massgen.sh");
    m_massgen = found.front();
    QVERIFY(m_massgen.hasLogfire);

    add("restart", {QStringLiteral("f-restart.yaml"), QStringLiteral("Write two lines about tea.")}); // the longest first
    add("errors", {QStringLiteral("d-errors.yaml")});
    add("three", {QStringLiteral("b-three.yaml"), QStringLiteral("How do we make a slow web shop faster?")});
    add("tools", {QStringLiteral("c-tools.yaml"), QStringLiteral("What is 2 + 40, and does water boil at 100 degrees?")});
    add("timeout", {QStringLiteral("g-timeout.yaml")});
    RealCase::Options interrupted{QStringLiteral("e-long.yaml")};
    interrupted.onPublished = [](LaunchedRun& run) {
        if (run.picture().facts.answers.size() == 1 && run.stage() == LaunchedRun::Stage::Running)
            run.stop();
    };
    add("interrupted", interrupted);
    add("single", {QStringLiteral("a-single.yaml")});
    RealCase::Options invalid;
    invalid.text = QStringLiteral("models: [gpt-5]\n");
    add("invalid", invalid);
    RealCase::Options keyless;
    keyless.text = QStringLiteral("agents: [{id: solo, backend: {type: openai, model: gpt-5-nano}}]\n");
    keyless.hasKey = false;
    add("keyless", keyless);

    constexpr std::size_t kAtOnce = 2;
    constexpr int kLimitMs = 600'000;
    std::vector<RealCase*> running;
    const bool isDone = QTest::qWaitFor([&] {
        std::erase_if(running, [](const RealCase* test) { return test->hasEnded(); });
        while (running.size() < kAtOnce && !m_waiting.empty()) {
            RealCase* next = m_waiting.front();
            m_waiting.pop_front();
            const QString problem = next->start();
            if (problem.isEmpty())
                running.push_back(next);
            else
                qWarning("%s: %s", qPrintable(next->name()), qPrintable(problem));
        }
        return running.empty() && m_waiting.empty();
    }, kLimitMs);
    for (const RealCase* test : running)
        qWarning("%s", qPrintable(test->story()));
    QVERIFY(isDone);
}

void TestRealMassgen::everySpanThatWasSentIsThere_data()
{
    addAnsweredCases();
    QTest::newRow("interrupted") << QByteArray("interrupted");
}

void TestRealMassgen::everySpanThatWasSentIsThere()
{
    QFETCH(QByteArray, name);
    const RealCase& test = at(name);
    QVERIFY2(test.sentSpans() > 5, qPrintable(test.story()));
    QCOMPARE(test.run().received().spans, test.sentSpans());
    QVERIFY(test.run().picture().received >= test.sentSpans()); // events of spans are records too
    QCOMPARE(test.run().received().refused(), std::uint64_t(0));
}

void TestRealMassgen::liveIsWhatMassgenWrote_data()
{
    addAnsweredCases();
}

void TestRealMassgen::liveIsWhatMassgenWrote()
{
    QFETCH(QByteArray, name);
    const RealCase& test = at(name);
    const RunMonitor& monitor = test.run().picture().monitor;
    const nlohmann::json status = statusOf(test);
    QVERIFY2(status.contains("agents"), qPrintable(test.story()));
    QVERIFY(test.publishedCount() >= 5);
    QCOMPARE(std::int64_t(monitor.agents.size()), std::int64_t(status["agents"].size()));
    for (const MonitoredAgent& agent : monitor.agents) {
        const nlohmann::json& written = status["agents"].at(agent.id);
        QCOMPARE(int(agent.answers.size()), written.value("answer_count", -1));
        const nlohmann::json usage = written.value("token_usage", nlohmann::json::object());
        if (usage.is_object())
            QCOMPARE(agent.tokens, usage.value("input_tokens", std::int64_t(0)) + usage.value("output_tokens", std::int64_t(0)));
    }
    const nlohmann::json votes = status["results"].value("votes", nlohmann::json::object());
    int written = 0;
    for (const auto& [label, count] : votes.items())
        written += count.get<int>();
    QCOMPARE(monitor.votes, written);
    // The picture of the end is what a reader of the finished folder sees.
    const Result<Catalog> catalog = listCatalog(test.run().picture().item.path, {});
    QVERIFY(catalog && catalog->items.size() == 1);
    const Result<Imported> whole = importItem(catalog->items.front(), {});
    QVERIFY(whole);
    QCOMPARE(test.run().picture().facts.finalAnswer, whole->snapshot->runFacts(0).finalAnswer);
    QCOMPARE(test.run().picture().facts.toolCalls.size(), whole->snapshot->runFacts(0).toolCalls.size());
}

void TestRealMassgen::singleAgent()
{
    const RealCase& test = at("single");
    QVERIFY2(test.outcome() == "complete", qPrintable(test.story()));
    QCOMPARE(test.run().record().winner, std::string("solo"));
    QCOMPARE(test.run().picture().facts.answers.size(), std::size_t(1));
    QVERIFY(!test.run().picture().facts.finalAnswer.empty());
}

void TestRealMassgen::threeAgentsVote()
{
    const RealCase& test = at("three");
    QVERIFY2(test.outcome() == "complete", qPrintable(test.story()));
    QCOMPARE(test.run().picture().monitor.agents.size(), std::size_t(3));
    QVERIFY(test.run().picture().facts.votes.size() >= 3);
    QVERIFY(!test.run().picture().facts.winner.empty());
    QVERIFY(test.run().record().costUsd.value_or(0) > 0);
}

void TestRealMassgen::toolsAreCalled()
{
    const RealCase& test = at("tools");
    QVERIFY2(test.outcome() == "complete", qPrintable(test.story()));
    QVERIFY(test.run().picture().facts.toolCalls.size() >= 8);
    // The same calls came as spans, and stand once.
    QVERIFY(test.run().picture().imported.snapshot->runCount() > 0);
}

void TestRealMassgen::aFailingBackendIsSeen()
{
    const RealCase& test = at("errors");
    QVERIFY2(test.outcome() == "complete", qPrintable(test.story()));
    int failed = 0;
    for (const MonitoredAgent& agent : test.run().picture().monitor.agents)
        failed += !agent.error.empty();
    QVERIFY(failed >= 1);
}

void TestRealMassgen::aRestartHasTwoAttempts()
{
    const RealCase& test = at("restart");
    QVERIFY2(test.outcome() == "complete", qPrintable(test.story()));
    QCOMPARE(test.run().output().restarts, 1);
    QVERIFY(!test.run().output().isLooping());
    QVERIFY(test.run().picture().item.path.ends_with("attempt_2"));
}

void TestRealMassgen::theTimeLimitIsToldFromTheEnd()
{
    const RealCase& test = at("timeout");
    QVERIFY2(test.outcome() == "timeout", qPrintable(test.story()));
    QCOMPARE(test.run().record().outcome->exitCode.value_or(-1), 0); // which says nothing
}

void TestRealMassgen::interruptedInTheMiddle()
{
    const RealCase& test = at("interrupted");
    QVERIFY2(test.outcome() == "interrupted", qPrintable(test.story()));
    QCOMPARE(test.run().stopStep(), std::string("SIGINT")); // it was enough
    QCOMPARE(test.run().record().outcome->exitCode.value_or(-1), 0);
}

void TestRealMassgen::anInvalidConfig()
{
    const RealCase& test = at("invalid");
    QVERIFY2(test.outcome() == "failed", qPrintable(test.story()));
    QCOMPARE(test.run().record().outcome->exitCode.value_or(-1), 1);
    QVERIFY(test.modelRequests().isEmpty());
}

void TestRealMassgen::aMissingKey()
{
    const RealCase& test = at("keyless");
    QVERIFY2(test.outcome() == "failed", qPrintable(test.story()));
    QVERIFY2(test.run().record().outcome->sentence.find("key") != std::string::npos
                 || test.run().record().outcome->sentence.find("KEY") != std::string::npos,
             qPrintable(test.story()));
    QVERIFY(test.modelRequests().isEmpty());
}

QTEST_GUILESS_MAIN(TestRealMassgen)

#endif

#include "tst_real_massgen.moc"
