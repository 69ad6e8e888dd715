// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/context_repair.h"
#include "fusion/made_coordination.h"
#include "ingest/case_folder.h"
#include "store/record_row.h"

#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace mgx;
namespace fs = std::filesystem;

class TestContextRepair : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWrong_data();
    void findsWhatIsWrong();
    void leavesAloneWhatIsRight();
    void repairingTwiceChangesNothing();
    void keepsTheRecordedParentAndSaysWhy();
    void toolCallsOfRealRunsEndUpInTheirRound_data();
    void toolCallsOfRealRunsEndUpInTheirRound();
};

#ifndef Q_MOC_RUN

namespace {

std::string caseOf(const std::string& name)
{
    return (caseFolder("x").parent_path().parent_path() / "fusion" / name / "sent.pb.gz").string();
}

Result<Imported> importSent(const std::string& name)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = caseOf(name);
    return importRepaired(item, {});
}

/// The round or presentation that a row hangs below, by repaired parents.
RowId roundAbove(const TraceSnapshot& s, RowId row)
{
    while (row != kNoRow && s.name(row).substr(0, 6) != "agent.")
        row = s.parent(row);
    return row;
}

} // namespace

void TestContextRepair::findsWhatIsWrong_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("agents");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<double>("share");
    const auto row = [](int seed, int agents, int rounds, double share) {
        const std::string name = std::to_string(seed) + ": " + std::to_string(agents) + " agents, " + std::to_string(rounds) + " rounds, "
            + std::to_string(static_cast<int>(share * 100)) + " % wrong";
        QTest::newRow(name.c_str()) << seed << agents << rounds << share;
    };
    for (int seed = 1; seed <= 25; ++seed)
        row(seed, 1 + seed % 7, 30, 0.3);
    for (int seed = 101; seed <= 110; ++seed) // many agents with few rounds, and the other way round
        row(seed, seed % 2 == 0 ? 24 : 1, seed % 2 == 0 ? 6 : 250, 0.3);
    for (int seed = 201; seed <= 206; ++seed) // hardly anything, and nearly everything, as MassGen does it
        row(seed, 4, 60, seed % 2 == 0 ? 0.05 : 0.95);
}

/// Wrong parents of all kinds: at least 99 % of the repairs are right, and at least 97 % of what is wrong is repaired.
void TestContextRepair::findsWhatIsWrong()
{
    QFETCH(int, seed);
    QFETCH(int, agents);
    QFETCH(int, rounds);
    QFETCH(double, share);
    const MadeCoordination made = makeCoordination(static_cast<std::uint32_t>(seed), agents, rounds, share);
    QVERIFY(made.trueParents.size() > 50);
    std::size_t right = 0;
    const std::vector<Repair> repairs = findRepairs(*made.snapshot);
    for (const Repair& repair : repairs) {
        const auto truth = made.trueParents.find(repair.row);
        right += truth != made.trueParents.end() && truth->second == repair.parent;
        QVERIFY(repair.note.confidence > 0 && repair.note.confidence <= 100 && repair.note.evidence != 0);
    }
    const double precision = double(right) / double(repairs.size());
    const double recall = double(right) / double(made.trueParents.size());
    QVERIFY2(precision >= 0.99, std::to_string(precision).c_str());
    QVERIFY2(recall >= 0.97, std::to_string(recall).c_str());
}

void TestContextRepair::leavesAloneWhatIsRight()
{
    for (std::uint32_t seed = 1; seed <= 25; ++seed) {
        const MadeCoordination made = makeCoordination(seed, static_cast<int>(1 + seed % 9), 40, 0);
        const std::vector<Repair> repairs = findRepairs(*made.snapshot);
        QVERIFY2(repairs.empty(), repairs.empty() ? "" : std::string(made.snapshot->name(repairs[0].row)).c_str());
    }
}

void TestContextRepair::repairingTwiceChangesNothing()
{
    SnapshotBuilder builder;
    const RunId run = builder.addRun();
    const std::uint32_t source = builder.addSource(SourceKind::Otlp, "x");
    const auto add = [&](std::uint64_t id, std::uint64_t parent, const char* name, const char* agent, TimeNs start, TimeNs end) {
        RecordDraft d;
        d.trace = {1, 2};
        d.spanId = id;
        d.parentSpanId = parent;
        d.name = name;
        d.agent = agent;
        d.start = start;
        d.end = end;
        d.run = run;
        d.source = source;
        return builder.append(d);
    };
    add(1, 0, "coordination.session", "", 0, 100);
    const RowId round = add(2, 1, "agent.a.round_0", "a", 10, 50);
    const RowId call = add(3, 1, "llm.x.stream", "a", 20, 30);
    QCOMPARE(repairParents(builder), std::size_t(1));
    QCOMPARE(builder.publish()->parent(call), round);
    const auto before = builder.publish();
    QCOMPARE(repairParents(builder), std::size_t(1));
    const auto after = builder.publish();
    QCOMPARE(after->repairCount(), before->repairCount());
    QCOMPARE(after->changedRows().size(), std::size_t(0));
    QVERIFY(builder.setRepairedParent(call, kNoRow)); // as recorded again
    QCOMPARE(builder.publish()->repairCount(), std::size_t(0));
}

void TestContextRepair::keepsTheRecordedParentAndSaysWhy()
{
    const auto sent = importSent("c-tools");
    QVERIFY2(sent, sent ? "" : sent.error().sentence().c_str());
    const TraceSnapshot& s = *sent->snapshot;
    QVERIFY(s.repairCount() > 50);
    std::size_t moved = 0;
    RecordRow rows;
    for (RowId row = 0; row < s.rowCount(); ++row) {
        const bool isMoved = s.parent(row) != s.recordedParent(row);
        moved += isMoved;
        QCOMPARE(s.repair(row) != nullptr, isMoved);
        if (!isMoved)
            continue;
        QVERIFY(s.repair(row)->evidence & kByAgent);
        std::string json;
        rows.appendJson(s, row, false, json);
        QVERIFY(json.find("\"repaired_parent_span_id\":\"" + toHex(s.spanId(s.parent(row))) + '"') != std::string::npos);
        QVERIFY(json.find("\"parent_span_id\":\"" + toHex(s.parentSpanId(row)) + '"') != std::string::npos);
    }
    QCOMPARE(moved, s.repairCount());
}

void TestContextRepair::toolCallsOfRealRunsEndUpInTheirRound_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"c-tools", "e-sigint", "g2-old"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

/// What MassGen sent flat hangs below the round in which MassGen's own files have the call: same agent, same tool, same time.
void TestContextRepair::toolCallsOfRealRunsEndUpInTheirRound()
{
    QFETCH(QString, name);
    const auto sent = importSent(name.toStdString());
    const Result<Catalog> catalog = listCatalog((caseFolder(name.toStdString()) / "input").string(), {});
    QVERIFY(sent && catalog && catalog->items.size() == 1);
    const auto local = importItem(catalog->items[0], {});
    QVERIFY(local);
    const TraceSnapshot& l = *local->snapshot;
    const TraceSnapshot& s = *sent->snapshot;
    const RunFacts& facts = l.runFacts(0);
    std::size_t checked = 0;
    std::size_t unknown = 0;
    for (RowId row = 0; row < s.rowCount(); ++row) {
        const std::string_view wrapper = "mcp_tool.";
        if (s.name(row).substr(0, wrapper.size()) != wrapper || s.isSettledPending(row))
            continue;
        const auto call = std::find_if(facts.toolCalls.begin(), facts.toolCalls.end(), [&](const ToolCallFact& c) {
            return c.agent >= 0 && facts.agents[std::size_t(c.agent)].id == s.agent(row) && s.name(row).substr(wrapper.size()) == c.name
                && distanceNs(c.start, s.start(row)) < 50'000'000;
        });
        if (call == facts.toolCalls.end() || call->round < 0) {
            ++unknown;
            continue;
        }
        const RowId round = roundAbove(s, row);
        QVERIFY2(round != kNoRow, std::string(s.name(row)).c_str());
        const RoundFact& known = facts.rounds[std::size_t(call->round)];
        QVERIFY2(distanceNs(s.start(round), known.start) < 100'000'000, std::string(s.name(row)).c_str());
        ++checked;
    }
    QVERIFY2(checked >= 1, name.toUtf8().constData());
    QCOMPARE(unknown, std::size_t(0)); // MassGen's files know every call that was sent
}

#endif

QTEST_GUILESS_MAIN(TestContextRepair)
#include "tst_context_repair.moc"
