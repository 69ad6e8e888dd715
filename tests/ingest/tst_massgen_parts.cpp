// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"
#include "ingest/massgen/answer_labels.h"
#include "ingest/massgen/event_clock.h"
#include "ingest/massgen/execution_trace.h"
#include "ingest/massgen/json_document.h"
#include "ingest/massgen/json_numbers.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <chrono>

using namespace mgx;
namespace fs = std::filesystem;

namespace {

constexpr TimeNs kHour = 60 * kNsPerMinute;
constexpr TimeNs kNoon = 1'764'590'400 * kNsPerSecond;

RunEvent answerAt(TimeNs local, const std::string& label)
{
    RunEvent event;
    event.kind = RunEvent::Kind::AnswerSubmitted;
    event.localTime = local;
    event.label = label;
    return event;
}

CoordinationEvent answerMoment(TimeNs time, const std::string& label)
{
    CoordinationEvent event;
    event.kind = CoordinationEvent::Kind::NewAnswer;
    event.time = time;
    event.label = label;
    return event;
}

} // namespace

class TestMassgenParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clockFindsOffsets()
    {
        LocalClock clock;
        QVERIFY(!clock.isKnown());
        QCOMPARE(clock.toUtc(kNoon), kNoon);
        clock.addPair(kNoon + 5 * kHour + kHour / 2, kNoon + 3 * kNsPerSecond);
        QVERIFY(clock.isKnown());
        QCOMPARE(clock.toUtc(kNoon + 6 * kHour), kNoon + kHour / 2);
        QCOMPARE(clock.toUtc(kNoTime), kNoTime);
    }

    void clockRefusesWhatIsNoOffset()
    {
        LocalClock clock;
        clock.addPair(kNoon + 7 * kNsPerMinute, kNoon);
        clock.addPair(kNoon + 40 * kHour, kNoon);
        clock.addPair(kNoTime, kNoon);
        QVERIFY(!clock.isKnown());
    }

    /// Metadata is written up to a minute before the session starts: the offset is the next quarter above.
    void clockTakesEarlierTimes()
    {
        for (const TimeNs delay : {TimeNs(0), 30 * kNsPerSecond, 10 * kNsPerMinute}) {
            LocalClock clock;
            clock.addEarlier(kNoon - 5 * kHour - delay, kNoon);
            QCOMPARE(clock.toUtc(kNoon - 5 * kHour), kNoon);
        }
    }

    /// One hour back between the two answers: the same local times mean two instants, told apart by their order.
    void eventsFollowAChangeOfTheClock()
    {
        std::vector<RunEvent> events{answerAt(kNoon + 2 * kHour, "agent1.1"), answerAt(kNoon + 2 * kHour + 1800 * kNsPerSecond, ""),
                                     answerAt(kNoon + kHour + 1801 * kNsPerSecond, ""),
                                     answerAt(kNoon + 2 * kHour, "agent2.1")};
        applyClock(events, {}, {answerMoment(kNoon, "agent1.1"), answerMoment(kNoon + kHour, "agent2.1")});
        QCOMPARE(events[0].time, kNoon);
        QCOMPARE(events[1].time, kNoon + 1800 * kNsPerSecond);
        QCOMPARE(events[2].time, kNoon + 1801 * kNsPerSecond);
        QCOMPARE(events[3].time, kNoon + kHour);
    }

    void labelsCountAgents_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("owner");
        QTest::newRow("config order") << "0.1.44" << "zoe";
        QTest::newRow("sorted") << "0.1.97" << "amy";
        QTest::newRow("unknown") << "" << "amy";
        QTest::newRow("future") << "0.2.0" << "amy";
    }

    void labelsCountAgents()
    {
        QFETCH(QString, version);
        QFETCH(QString, owner);
        AnswerLabels labels({"zoe", "amy"}, version.toStdString());
        QCOMPARE(labels.agentOf("agent1.1"), owner.toStdString());
        QCOMPARE(labels.labelFor(owner.toStdString(), "final"), std::string("agent1.final"));
        labels.learn("agent2.1", owner.toStdString()); // what the run says counts more
        QCOMPARE(labels.agentOf("agent2.7"), owner.toStdString());
        QCOMPARE(labels.agentOf("agent9.1"), std::string());
        QCOMPARE(labels.agentOf("nonsense"), std::string());
    }

    void traceKeepsFencesInResults()
    {
        const std::string text = "# Execution Trace: a\n\n### Tool Call: mcp__x__y\n**Args**:\n```json\n{\n  \"a\": 1\n}\n```\n\n"
                                 "### Tool Result: mcp__x__y\n```\nfirst\n```\ninside\n```\n\n---\n\n## Errors\n";
        const ExecutionTrace trace = parseExecutionTrace(text);
        QCOMPARE(trace.calls.size(), std::size_t(1));
        QCOMPARE(trace.calls[0].text, std::string("{\"a\":1}"));
        QCOMPARE(trace.results.size(), std::size_t(1));
        QCOMPARE(trace.results[0].text, std::string("first\n```\ninside"));
        QVERIFY(parseExecutionTrace("### Tool Call: ").calls.size() == 1);
        QVERIFY(parseExecutionTrace("").calls.empty());
    }

    void documentTakesAnyNumber()
    {
        JsonDocument document;
        QVERIFY(document.parse("{\"a\": 1e999, \"b\": 123456789012345678901234567890, \"c\": NaN, \"d\": \"1e999\"}").isUsable);
        QVERIFY(!document.root()["a"].number());
        QCOMPARE(*document.root()["b"].number(), 123456789012345678901234567890.0);
        QVERIFY(!document.root()["c"].number());
        QCOMPARE(std::string(document.root()["d"].text()), std::string("1e999"));
        QCOMPARE(withTameNumbers("[1, -2.5, \"1e999\\\"\", 1e999]"), std::string("[1, -2.5, \"1e999\\\"\", null]"));
        QVERIFY(document.root()["missing"]["deeper"].isMissing());
        QCOMPARE(document.root()["d"].epochTime(), kNoTime);
    }

    void textTellsOfIgnoredVotes()
    {
        QCOMPARE(std::string(ignoredVoteTarget("words glued \xF0\x9F\x94\x84 Vote for [a b] ignored (reason: x)")), std::string("a b"));
        QCOMPARE(std::string(ignoredVoteTarget("Vote for [a")), std::string());
    }

    /// The same folder gives the same ids; another folder gives others.
    void idsAreDeterministic()
    {
        QTemporaryDir dir;
        copyTree(caseFolder("a-single") / "input", fs::path(dir.path().toStdString()) / "copy");
        const auto idsOf = [](const std::string& path) {
            const Result<Catalog> catalog = listCatalog(path, {});
            const Result<Imported> imported = importItem(catalog->items.at(0), {});
            std::vector<std::uint64_t> ids;
            for (RowId row = 0; row < imported->snapshot->rowCount(); ++row)
                ids.push_back(imported->snapshot->spanId(row));
            return ids;
        };
        const std::string original = (caseFolder("a-single") / "input").string();
        const std::vector<std::uint64_t> ids = idsOf(original);
        QCOMPARE(idsOf(original), ids);
        const std::vector<std::uint64_t> others = idsOf(dir.path().toStdString() + "/copy");
        QCOMPARE(others.size(), ids.size());
        QVERIFY(others != ids);
        std::vector<std::uint64_t> unique = ids;
        std::sort(unique.begin(), unique.end());
        QVERIFY(std::adjacent_find(unique.begin(), unique.end()) == unique.end());
    }

    /// A status written a moment ago means that the run goes on; an old one that it was stopped.
    void runningIsToldByTheClock()
    {
        QTemporaryDir dir;
        const fs::path unit = fs::path(dir.path().toStdString()) / "log_20251201_120000/turn_1/attempt_1";
        const double now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
        for (const double age : {1.0, 120.0}) {
            const std::string time = std::to_string(now - age);
            writeWhole(unit / "status.json",
                       "{\"finish_reason\": \"in_progress\", \"meta\": {\"start_time\": " + time + ", \"last_updated\": " + time
                           + "}, \"costs\": {}, \"coordination\": {\"phase\": \"initial_answer\"}, \"agents\": {\"a\": {\"round_timing\": "
                           + "{\"round_number\": 0, \"round_start_time\": " + time + "}}}}");
            const Result<Catalog> catalog = listCatalog(unit.string(), {});
            QVERIFY(catalog.has_value());
            const RunState expected = age < 10 ? RunState::Running : RunState::Incomplete;
            QCOMPARE(int(catalog->items.at(0).state), int(expected));
            const Result<Imported> imported = importItem(catalog->items.at(0), {});
            QVERIFY(imported.has_value());
            const RunFacts& facts = imported->snapshot->runFacts(0);
            QCOMPARE(imported->snapshot->isOpen(facts.session), age < 10);
            QCOMPARE(facts.rounds.size(), std::size_t(1));
            QVERIFY(imported->snapshot->isOpen(facts.rounds[0].row));
        }
    }

    void cancelStopsAnImport()
    {
        const Result<Catalog> catalog = listCatalog((caseFolder("b-three") / "input").string(), {});
        QVERIFY(catalog.has_value());
        ImportHooks hooks;
        hooks.cancel.cancel();
        const Result<Imported> imported = importItem(catalog->items.at(0), hooks);
        QVERIFY(!imported.has_value());
    }
};

QTEST_GUILESS_MAIN(TestMassgenParts)
#include "tst_massgen_parts.moc"
