// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/context_repair.h"
#include "fusion/fuse.h"
#include "fusion/merged_attributes.h"
#include "fusion/run_groups.h"
#include "fusion/source_set.h"
#include "ingest/case_folder.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace mgx;

class TestFuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void folderAndSentRecordsBecomeOneRun_data();
    void folderAndSentRecordsBecomeOneRun();
    void eachThingStandsOnce();
    void attemptsOfARestartAreApart();
    void emptySessionIsFolded();
    void interruptedSpansAreOpen();
    void sameFileTwiceGivesTheRowsOnce();
    void oneSourceAloneStaysWhatItIs();
    void attributesKnowTheirSource();
    void disagreementsAreTold();
    void sourcesCanBeSwitched();
};

#ifndef Q_MOC_RUN

namespace {

using Snapshots = std::vector<std::shared_ptr<const TraceSnapshot>>;

std::shared_ptr<const TraceSnapshot> sentOf(const std::string& name)
{
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = (caseFolder("x").parent_path().parent_path() / "fusion" / name / "sent.pb.gz").string();
    const auto imported = importRepaired(item, {});
    return imported ? imported->snapshot : nullptr;
}

Snapshots foldersOf(const std::string& name)
{
    Snapshots snapshots;
    const Result<Catalog> catalog = listCatalog((caseFolder(name) / "input").string(), {});
    for (const CatalogItem& item : catalog->items) {
        if (const auto imported = importItem(item, {}))
            snapshots.push_back(imported->snapshot);
    }
    return snapshots;
}

std::size_t countOf(const TraceSnapshot& s, std::string_view prefix, RunId run = 0)
{
    std::size_t count = 0;
    for (RowId row = 0; row < s.rowCount(); ++row)
        count += s.run(row) == run && !s.isHidden(row) && s.name(row).substr(0, prefix.size()) == prefix;
    return count;
}

} // namespace

void TestFuse::folderAndSentRecordsBecomeOneRun_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a-single", "b-three", "c-tools", "d-errors", "e-sigint", "g-timeout", "g2-old"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFuse::folderAndSentRecordsBecomeOneRun()
{
    QFETCH(QString, name);
    const Snapshots folders = foldersOf(name.toStdString());
    QCOMPARE(folders.size(), std::size_t(1));
    const auto sent = sentOf(name.toStdString());
    QVERIFY(sent);
    for (const bool isSentFirst : {false, true}) {
        const Fused fused = fuse(isSentFirst ? Snapshots{sent, folders[0]} : Snapshots{folders[0], sent});
        const TraceSnapshot& s = *fused.snapshot;
        QCOMPARE(fused.joinedRuns, std::size_t(1));
        QCOMPARE(s.runCount(), std::size_t(1));
        QCOMPARE(s.rowCount() + fused.pairedRows, std::size_t(sent->rowCount() + folders[0]->rowCount()));
        const RunFacts& facts = s.runFacts(0);
        const RunFacts& local = folders[0]->runFacts(0);
        QCOMPARE(facts.answers.size(), local.answers.size());
        QCOMPARE(facts.votes.size(), local.votes.size());
        QCOMPARE(facts.toolCalls.size(), local.toolCalls.size());
        QCOMPARE(facts.winner, local.winner);
        QVERIFY(facts.usage == local.usage);
        QVERIFY(facts.modelCalls.size() >= facts.rounds.size() / 2); // only what was sent has them
        QVERIFY(facts.session != kNoRow && s.name(facts.session) == "coordination.session");
        for (const RoundFact& round : facts.rounds)
            QVERIFY2(round.row != kNoRow && s.name(round.row).substr(0, 6) == "agent.", "a round points to its span");
        for (RowId row = 0; row < s.rowCount(); ++row)
            QVERIFY2(s.run(row) == 0, std::string(s.name(row)).c_str());
    }
}

/// Rounds, answers, votes and tool calls are not there twice, once for each source.
void TestFuse::eachThingStandsOnce()
{
    for (const char* name : {"b-three", "c-tools"}) {
        const Snapshots folders = foldersOf(name);
        const auto sent = sentOf(name);
        const Fused fused = fuse({folders[0], sent});
        const TraceSnapshot& s = *fused.snapshot;
        for (const char* prefix : {"coordination.session", "agent.", "Agent answer:", "Agent vote:", "Winner selected", "Final answer from",
                                   "Agent round context:"})
            QCOMPARE(countOf(s, prefix), std::max(countOf(*folders[0], prefix), countOf(*sent, prefix)));
        const std::size_t calls = folders[0]->runFacts(0).toolCalls.size();
        QVERIFY(countOf(s, "mcp.") >= countOf(*sent, "mcp.") && countOf(s, "mcp.") <= calls);
    }
}

void TestFuse::attemptsOfARestartAreApart()
{
    const auto sent = sentOf("f-restart");
    QCOMPARE(sent->runCount(), std::size_t(2));
    std::set<std::string> paths;
    for (RunId run = 0; run < 2; ++run)
        paths.insert(sent->runFacts(run).logPath);
    QCOMPARE(paths.size(), std::size_t(2));
    Snapshots all = foldersOf("f-restart");
    QCOMPARE(all.size(), std::size_t(2));
    all.push_back(sent);
    const Fused fused = fuse(all);
    QCOMPARE(fused.joinedRuns, std::size_t(2));
    QCOMPARE(fused.snapshot->runCount(), std::size_t(2));
    for (RunId run = 0; run < 2; ++run) {
        const RunFacts& facts = fused.snapshot->runFacts(run);
        QVERIFY(!facts.modelCalls.empty());
        for (const RoundFact& round : facts.rounds)
            QVERIFY(round.row != kNoRow && fused.snapshot->run(round.row) == run);
    }
}

void TestFuse::emptySessionIsFolded()
{
    for (const char* name : {"a-single", "b-three", "c-tools", "d-errors", "e-sigint", "g-timeout"}) {
        const auto sent = sentOf(name);
        QCOMPARE(sent->runCount(), std::size_t(1));
        std::size_t folded = 0;
        for (RowId row = 0; row < sent->rowCount(); ++row) {
            if (!sent->hasFlag(row, kIsFolded))
                continue;
            ++folded;
            QVERIFY(sent->name(row) == "coordination.session" && !sent->isError(row) && row != sent->runFacts(0).session);
        }
        QCOMPARE(folded, std::size_t(1));
    }
}

/// What was cut off is known by its pending row alone: it is shown as open, at its place.
void TestFuse::interruptedSpansAreOpen()
{
    SnapshotBuilder builder;
    const RunId run = builder.addRun();
    RecordDraft d;
    d.trace = {1, 1};
    d.run = run;
    d.source = builder.addSource(SourceKind::Otlp, "x");
    d.kind = RecordKind::PendingSpan;
    d.name = "coordination.session";
    d.spanId = 1;
    d.start = 100;
    builder.append(d);
    d.name = "agent.a.round_0";
    d.agent = "a";
    d.spanId = 2;
    d.parentSpanId = 1;
    const RowId round = builder.append(d);
    d.kind = RecordKind::Span;
    d.name = "llm.x.stream";
    d.spanId = 3;
    d.start = 200;
    d.end = 300;
    const RowId call = builder.append(d);
    const Fused fused = fuse({builder.publish()});
    QVERIFY(fused.snapshot->isOpen(round) && !fused.snapshot->isHidden(round));
    QCOMPARE(fused.snapshot->parent(call), round);
    QCOMPARE(fused.snapshot->recordedParent(call), RowId(0));
}

void TestFuse::sameFileTwiceGivesTheRowsOnce()
{
    const auto sent = sentOf("a-single");
    const Fused fused = fuse({sent, sentOf("a-single")});
    QCOMPARE(fused.snapshot->rowCount(), sent->rowCount());
    QCOMPARE(fused.duplicateRows, std::size_t(sent->rowCount()));
    QCOMPARE(fused.snapshot->runCount(), std::size_t(1));
}

void TestFuse::oneSourceAloneStaysWhatItIs()
{
    for (const auto& source : {sentOf("c-tools"), foldersOf("c-tools")[0], sentOf("f-restart")}) {
        const Fused fused = fuse({source});
        const TraceSnapshot& s = *fused.snapshot;
        QCOMPARE(s.rowCount(), source->rowCount());
        QCOMPARE(s.repairCount(), source->repairCount());
        QCOMPARE(s.runCount(), source->runCount());
        for (RowId row = 0; row < s.rowCount(); ++row) {
            QCOMPARE(s.start(row), source->start(row));
            QCOMPARE(s.end(row), source->end(row));
            QCOMPARE(s.parent(row), source->parent(row));
            QCOMPARE(s.recordedParent(row), source->recordedParent(row));
            QCOMPARE(s.attributes(row), source->attributes(row));
            QCOMPARE(s.name(row), source->name(row));
            QCOMPARE(s.run(row), source->run(row));
        }
    }
}

void TestFuse::attributesKnowTheirSource()
{
    QCOMPARE(mergedAttributes(R"({"massgen.outcome":"vote","a":[1,{"x":"}"}],"same":1})", R"({"massgen.outcome":"vote_ignored","a":2,"same":1,"new":"t\"u"})",
                              "log/m.json#/r/0"),
             std::string(R"({"massgen.outcome":"vote_ignored","a":[1,{"x":"}"}],"same":1,"new":"t\"u","fusion.sent.massgen.outcome":"vote",)"
                         R"("fusion.files.a":2,"fusion.from_files":["massgen.outcome","new"],"fusion.files_ref":"log/m.json#/r/0"})"));
    QCOMPARE(mergedAttributes("", R"({"n":1})", "f"), std::string(R"({"n":1,"fusion.from_files":["n"],"fusion.files_ref":"f"})"));
    QCOMPARE(mergedAttributes(R"({"n":1})", "", "f"), std::string(R"({"n":1,"fusion.files_ref":"f"})"));
}

void TestFuse::disagreementsAreTold()
{
    const Fused fused = fuse({foldersOf("c-tools")[0], sentOf("c-tools")});
    const auto& problems = fused.snapshot->runFacts(0).problems;
    const auto tells = [&](std::string_view what) {
        return std::any_of(problems.begin(), problems.end(), [&](const Problem& p) { return p.sentence.find(what) != std::string::npos; });
    };
    QVERIFY(!tells("disagree about the input tokens")); // running sums became parts: both say the same
    QVERIFY(!tells("disagree about the winner"));
    // A run whose file was changed: it says so.
    SnapshotBuilder builder;
    const RunId run = builder.addRun();
    auto facts = std::make_shared<RunFacts>(sentOf("c-tools")->runFacts(0));
    facts->winner = "writer";
    facts->answers.pop_back();
    facts->session = kNoRow;
    builder.setRunFacts(run, facts);
    const Fused other = fuse({foldersOf("c-tools")[0], builder.publish()});
    QCOMPARE(other.joinedRuns, std::size_t(1));
    std::string all;
    for (const Problem& p : other.snapshot->runFacts(0).problems)
        all += p.sentence + '\n';
    QVERIFY2(all.find("disagree about the winner: checker in the log folder, writer in what was sent") != std::string::npos, all.c_str());
    QVERIFY2(all.find("disagree about the number of answers: 4 in the log folder, 3 in what was sent") != std::string::npos, all.c_str());
}

void TestFuse::sourcesCanBeSwitched()
{
    SourceSet sources;
    QVERIFY(!sources.combine().snapshot);
    const auto imported = [](std::shared_ptr<const TraceSnapshot> snapshot) {
        Imported out;
        out.snapshot = std::move(snapshot);
        out.report = std::make_shared<const ImportReport>();
        return out;
    };
    CatalogItem folder;
    folder.path = "folder";
    CatalogItem file;
    file.path = "file";
    const auto local = foldersOf("a-single")[0];
    const auto sent = sentOf("a-single");
    sources.add(folder, imported(local));
    QCOMPARE(sources.combine().snapshot, local);
    sources.add(file, imported(sent));
    const auto both = sources.combine().snapshot;
    QVERIFY(both != local && both->runCount() == 1 && both->rowCount() > sent->rowCount());
    QVERIFY(sources.setOn("folder", false) && !sources.setOn("elsewhere", false));
    QCOMPARE(sources.combine().snapshot, sent);
    sources.add(folder, imported(local)); // read again: still off
    QCOMPARE(sources.combine().snapshot, sent);
    sources.remove("file");
    QVERIFY(!sources.combine().snapshot);
    const auto related = relatedSources({local, foldersOf("c-tools")[0], sent, sentOf("c-tools")});
    QCOMPARE(related.size(), std::size_t(2));
    QCOMPARE(related[0], (std::vector<std::size_t>{0, 2}));
    QCOMPARE(related[1], (std::vector<std::size_t>{1, 3}));
}

#endif

QTEST_GUILESS_MAIN(TestFuse)
#include "tst_fuse.moc"
