// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace mgx;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> pathsOf(const Catalog& catalog, const fs::path& root)
{
    std::vector<std::string> paths;
    for (const CatalogItem& item : catalog.items)
        paths.push_back(fs::relative(item.path, fs::canonical(root)).string());
    return paths;
}

/// A copy of a tree whose files are hard links: quick to make and to delete.
void linkTree(const fs::path& from, const fs::path& to)
{
    fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::create_hard_links);
}

/// The smallest file that makes a folder a run.
void makeRun(const fs::path& unit, const std::string& startSeconds = "1764590400.5")
{
    writeWhole(unit / "status.json",
               R"({"finish_reason": "in_progress", "is_complete": false, "meta": {"start_time": )" + startSeconds
                   + R"(, "last_updated": )" + startSeconds + R"(, "question": "q"}, "agents": {"a": {"status": "waiting"}}})");
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;
    int m_next = 0;

    fs::path freshFolder()
    {
        const fs::path path = fs::path(m_dir.path().toStdString()) / std::to_string(m_next++);
        fs::create_directories(path);
        return path;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_dir.isValid()); }

    void listsWhatIsImported_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string& name : ingestCases())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    /// The facts of the list and of the full import are the same, field by field.
    void listsWhatIsImported()
    {
        QFETCH(QString, name);
        const Result<Catalog> catalog = listCatalog((caseFolder(name.toStdString()) / "input").string(), {});
        QVERIFY(catalog.has_value());
        QVERIFY(!catalog->items.empty());
        for (const CatalogItem& item : catalog->items) {
            const Result<Imported> imported = importItem(item, {});
            QVERIFY(imported.has_value());
            if (item.kind == CatalogItem::Kind::TraceFile)
                continue; // of these only name and path are listed
            const RunFacts& facts = imported->snapshot->runFacts(0);
            QCOMPARE(item.path, facts.path);
            QCOMPARE(item.name, facts.name);
            QCOMPARE(item.turn, facts.turn);
            QCOMPARE(item.attempt, facts.attempt);
            QCOMPARE(item.generation, facts.generation);
            QCOMPARE(item.question, facts.question);
            QCOMPARE(int(item.state), int(facts.state));
            QCOMPARE(item.winner, facts.winner);
            QCOMPARE(item.start, facts.start);
            QCOMPARE(item.end, facts.end);
            QCOMPARE(item.isSuperseded, facts.isSuperseded);
            QCOMPARE(item.costUsd.has_value(), facts.usage.has_value());
            if (item.costUsd)
                QCOMPARE(*item.costUsd, facts.usage->costUsd);
            QCOMPARE(item.agents.size(), facts.agents.size());
            for (std::size_t i = 0; i < item.agents.size(); ++i)
                QCOMPARE(item.agents[i], facts.agents[i].id);
        }
    }

    /// Every folder on the way, and every file of a run, leads to it.
    void takesAnyPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("runs");
        const std::vector<std::pair<const char*, int>> paths{
            {"", 2},
            {"x/.massgen", 2},
            {"x/.massgen/massgen_logs", 2},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001", 2},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1", 2},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1/attempt_2", 1},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1/attempt_1/status.json", 1},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1/attempt_1/a/20251201_120000_000001/answer.txt", 1},
            {"x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1/attempt_1/a", 1},
        };
        for (const auto& [path, runs] : paths)
            QTest::newRow(*path ? path : "top") << QString::fromLatin1(path) << runs;
    }

    void takesAnyPath()
    {
        QFETCH(QString, path);
        QFETCH(int, runs);
        const fs::path root = freshFolder();
        const fs::path turn = root / "x/.massgen/massgen_logs/log_20251201_120000_000001/turn_1";
        makeRun(turn / "attempt_1");
        makeRun(turn / "attempt_2");
        writeWhole(turn / "attempt_1/a/20251201_120000_000001/answer.txt", "text");
        const Result<Catalog> catalog = listCatalog((root / path.toStdString()).string(), {});
        QVERIFY2(catalog.has_value(), catalog ? "" : catalog.error().sentence().c_str());
        QCOMPARE(int(catalog->items.size()), runs);
    }

    void ordersByNumberNewestLogFirst()
    {
        const fs::path root = freshFolder();
        for (const int turn : {10, 9, 2, 1})
            makeRun(root / "log_20251201_120000" / ("turn_" + std::to_string(turn)) / "attempt_1");
        makeRun(root / "log_20251201_120000/turn_2/attempt_10");
        makeRun(root / "log_20251202_120000/turn_1/attempt_1", "1764676800.5");
        const Result<Catalog> catalog = listCatalog(root.string(), {});
        QVERIFY(catalog.has_value());
        const std::vector<std::string> expected{
            "log_20251202_120000/turn_1/attempt_1", "log_20251201_120000/turn_1/attempt_1",
            "log_20251201_120000/turn_2/attempt_1", "log_20251201_120000/turn_2/attempt_10",
            "log_20251201_120000/turn_9/attempt_1", "log_20251201_120000/turn_10/attempt_1"};
        QCOMPARE(pathsOf(*catalog, root), expected);
        QVERIFY(catalog->items[2].isSuperseded);
        QVERIFY(!catalog->items[3].isSuperseded);
    }

    /// Copies of workspaces are git repositories and can hold logs of their own; links can lead anywhere.
    void staysOutOfCopiesAndLinks()
    {
        const fs::path root = freshFolder();
        const fs::path unit = root / ".massgen/massgen_logs/log_20251201_120000/turn_1/attempt_1";
        makeRun(unit);
        makeRun(unit / "a/20251201_120000_000001/workspace/.massgen/massgen_logs/log_20251201_110000/turn_1/attempt_1");
        makeRun(root / ".massgen/workspaces/workspace_1/.massgen/massgen_logs/log_20251201_100000/turn_1/attempt_1");
        makeRun(root / ".massgen/subagent_logs/sa_1/subagents/x/full_logs");
        makeRun(unit / "subagents/y/full_logs");
        makeRun(root / "node_modules/p/log_20251201_090000");
        makeRun(root / "project/deep/log_20251201_080000");
        fs::create_directories(root / "project/.git");
        makeRun(root / "project/.massgen/massgen_logs/log_20251201_070000/turn_1/attempt_1");
        const fs::path elsewhere = freshFolder();
        makeRun(elsewhere / "log_20251201_060000");
        fs::create_directory_symlink(elsewhere, root / "link");
        fs::create_directory_symlink(root, root / ".massgen/massgen_logs/loop");
        fs::create_directory_symlink("..", unit / "attempt_3");
        const Result<Catalog> catalog = listCatalog(root.string(), {});
        QVERIFY(catalog.has_value());
        const std::vector<std::string> expected{".massgen/massgen_logs/log_20251201_120000/turn_1/attempt_1",
                                                "project/.massgen/massgen_logs/log_20251201_070000/turn_1/attempt_1"};
        QCOMPARE(pathsOf(*catalog, root), expected);
        const Result<Catalog> subagent = listCatalog((root / ".massgen/subagent_logs").string(), {});
        QVERIFY(subagent.has_value());
        QCOMPARE(int(subagent->items.size()), 1);
    }

    void hidesAbortedFolders()
    {
        const fs::path root = freshFolder();
        makeRun(root / "log_20251201_120000/turn_1/attempt_1");
        writeWhole(root / "log_20251201_110000/turn_1/attempt_1/massgen.log", "x\n");
        writeWhole(root / "log_20251201_100000/turn_1/attempt_1/execution_metadata.yaml", "query: x\nfailure_stage: system_exit\n");
        const Result<Catalog> catalog = listCatalog(root.string(), {});
        QVERIFY(catalog.has_value());
        QCOMPARE(int(catalog->items.size()), 1);
        QCOMPARE(int(catalog->abortedFolders), 2);
        const Result<Catalog> alone = listCatalog((root / "log_20251201_100000").string(), {});
        QVERIFY(alone.has_value());
        QCOMPARE(int(alone->items.size()), 1);
        QCOMPARE(int(alone->items[0].state), int(RunState::Failed));
    }

    void listsTraceFiles()
    {
        const std::string line =
            R"({"trace_id":"0123456789abcdef0123456789abcdef","span_id":"0123456789abcdef","kind":"span",)"
            R"("span_name":"x","start_timestamp":"2026-01-01T00:00:00Z","end_timestamp":"2026-01-01T00:00:01Z"})"
            "\n";
        const fs::path root = freshFolder();
        writeWhole(root / "records.ndjson", line);
        writeWhole(root / "other.json", "{\"x\": 1}\n");
        const Result<Catalog> folder = listCatalog(root.string(), {});
        QVERIFY(folder.has_value());
        QCOMPARE(int(folder->items.size()), 1);
        QCOMPARE(int(folder->items[0].kind), int(CatalogItem::Kind::TraceFile));
        const Result<Imported> imported = importItem(folder->items[0], {});
        QVERIFY(imported.has_value());
        QCOMPARE(imported->snapshot->rowCount(), RowId(1));
        QVERIFY(imported->isFinal);
        makeRun(root / "log_20251201_120000");
        const Result<Catalog> withRun = listCatalog(root.string(), {});
        QVERIFY(withRun.has_value());
        QCOMPARE(int(withRun->items.size()), 1);
        QCOMPARE(int(withRun->items[0].kind), int(CatalogItem::Kind::MassgenRun));
        QVERIFY(listCatalog((root / "records.ndjson").string(), {}).has_value());
    }

    void explainsWhatItCannotOpen()
    {
        const fs::path root = freshFolder();
        writeWhole(root / "notes.txt", "hello\n");
        for (const fs::path& path : {root, root / "notes.txt", root / "missing"}) {
            const Result<Catalog> catalog = listCatalog(path.string(), {});
            QVERIFY(!catalog.has_value());
            QVERIFY(catalog.error().sentence().find(path.filename().string()) != std::string::npos);
        }
        CancelToken cancel;
        cancel.cancel();
        QVERIFY(!listCatalog(root.string(), cancel).has_value());
    }

    /// A user's folder after a year: 1,500 real runs.
    void listsManyRunsQuickly()
    {
        const fs::path root = freshFolder();
        const fs::path sample = root / "log_20261123_100000";
        copyTree(caseFolder("b-three") / "input/log_20261123_010608_084045", sample);
        for (int i = 1; i < 1500; ++i)
            linkTree(sample, root / ("log_20261123_" + std::to_string(100000 + i)));
        QElapsedTimer timer;
        timer.start();
        const Result<Catalog> catalog = listCatalog(root.string(), {});
        const qint64 elapsed = timer.elapsed();
        QVERIFY(catalog.has_value());
        QCOMPARE(int(catalog->items.size()), 1500);
        QCOMPARE(catalog->items[700].winner, std::string("agent_beta"));
        qInfo("1500 runs listed in %lld ms", static_cast<long long>(elapsed));
#ifndef __SANITIZE_ADDRESS__
        QVERIFY2(elapsed < 6000, "a budget of 2 s, with room for a busy machine");
#endif
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
