// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/json_value.h"
#include "analysis/plain_text.h"
#include "analysis/repeated_work.h"
#include "analysis/runs_under_test.h"
#include "ingest/case_folder.h"
#include "store/snapshot_builder.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <map>
#include <set>
#include <zlib.h>

using namespace mgx;
using Kind = RepeatedGroup::Kind;

namespace {

std::filesystem::path madeCase()
{
    return caseFolder("x").parent_path().parent_path() / "analysis" / "repeated";
}

std::string unpacked(const std::filesystem::path& path)
{
    std::string text;
    gzFile file = gzopen(path.c_str(), "rb");
    char buffer[1 << 16];
    for (int n = gzread(file, buffer, sizeof buffer); n > 0; n = gzread(file, buffer, sizeof buffer))
        text.append(buffer, std::size_t(n));
    gzclose(file);
    return text;
}

struct Score
{
    std::size_t wrong = 0;
    std::size_t right = 0;
    std::size_t planted = 0;
};

/// Every planted repetition is a pair (first, again): right if both stand in one group. What stands in a group has to be planted; which
/// of two calls came first is a matter of their agents' clocks.
Score scoreOf(const TraceSnapshot& s, const std::vector<RepeatedGroup>& groups, const Json& truth)
{
    Score score;
    std::set<std::uint64_t> planted;
    std::map<std::uint64_t, const RepeatedGroup*> groupOf;
    for (const RepeatedGroup& group : groups) {
        if (group.kind == Kind::Call || group.kind == Kind::FileRead || group.kind == Kind::Command) {
            for (const RowId row : group.rows)
                groupOf[s.spanId(row)] = &group;
        }
    }
    for (const Json& pair : truth["duplicates"]) {
        ++score.planted;
        planted.insert(pair[0].get<std::uint64_t>());
        planted.insert(pair[1].get<std::uint64_t>());
        const auto first = groupOf.find(pair[0].get<std::uint64_t>());
        const auto again = groupOf.find(pair[1].get<std::uint64_t>());
        score.right += first != groupOf.end() && again != groupOf.end() && first->second == again->second;
    }
    for (const RepeatedGroup& group : groups) {
        if (group.kind != Kind::Call && group.kind != Kind::FileRead && group.kind != Kind::Command)
            continue;
        for (const RowId row : group.rows)
            score.wrong += planted.count(s.spanId(row)) ? 0 : 1;
    }
    return score;
}

RepeatedGroup groupOf(const RunUnderTest& run, Kind kind, const std::string& agent)
{
    for (const RepeatedGroup& group : repeatedWork(*run.snapshot, run.run)) {
        if (group.kind == kind && group.what == agent)
            return group;
    }
    return {};
}

} // namespace

class TestRepeatedWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plantedRepetitionsAreFound()
    {
        const auto runs = runsOfFile((madeCase() / "records.ndjson.gz").string());
        QCOMPARE(runs.size(), std::size_t(1));
        const auto groups = repeatedWork(*runs[0].snapshot, 0);
        const Score score = scoreOf(*runs[0].snapshot, groups, parsedJson(readWhole(madeCase() / "truth.json")));
        QVERIFY(score.planted >= 40);
        QVERIFY2(score.right >= score.planted * 95 / 100, qPrintable(QString("recall %1 of %2").arg(score.right).arg(score.planted)));
        QVERIFY2(score.wrong * 20 <= score.planted, qPrintable(QString("%1 wrongly found").arg(score.wrong)));
        for (const RepeatedGroup& group : groups) {
            for (const RowId row : group.rows)
                QVERIFY2(runs[0].snapshot->name(row).substr(0, 4) != "mcp.", "an inner span is the same call");
        }
    }

    /// The second call of each pair is written in another way: order of keys, blanks, a path with dots.
    void nearlyEqualCallsAreFound()
    {
        const Json truth = parsedJson(readWhole(madeCase() / "truth.json"));
        std::set<std::string> again;
        for (const Json& pair : truth["duplicates"])
            again.insert(QString("\"span_id\": \"%1\"").arg(pair[1].get<std::uint64_t>(), 16, 16, QChar('0')).toStdString());
        QString out;
        static const QRegularExpression arguments(R"re(\{\\"path\\": \\"/w/(\d+)\.py\\", \\"n\\": (\d+)\})re");
        for (const QString& line : QString::fromStdString(unpacked(madeCase() / "records.ndjson.gz")).split('\n', Qt::SkipEmptyParts)) {
            const qsizetype at = line.indexOf("\"span_id\"");
            QString copy = line;
            if (again.count(line.mid(at, 29).toStdString()))
                copy.replace(arguments, R"({\"n\":\2,  \"path\":\"/w/.//\1.py\"})");
            out += copy + '\n';
        }
        const QTemporaryDir dir;
        writeWhole(dir.filePath("near.ndjson").toStdString(), out.toStdString());
        const auto runs = runsOfFile(dir.filePath("near.ndjson").toStdString());
        const auto groups = repeatedWork(*runs[0].snapshot, 0);
        const Score score = scoreOf(*runs[0].snapshot, groups, truth);
        QVERIFY2(score.right >= score.planted * 95 / 100, qPrintable(QString("recall %1 of %2").arg(score.right).arg(score.planted)));
        QVERIFY(score.wrong * 20 <= score.planted);
        QVERIFY(std::any_of(groups.begin(), groups.end(), [](const RepeatedGroup& g) { return g.kind == Kind::Call && !g.isExact; }));
    }

    void whatIsVolatileIsLeftOut_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("order") << R"({"a":1,"b":[1,2]})" << R"({ "b": [1, 2], "a": 1 })" << true;
        QTest::newRow("value") << R"({"a":1})" << R"({"a":2})" << false;
        QTest::newRow("type") << R"({"a":1})" << R"({"a":"1"})" << false;
        QTest::newRow("uuid") << R"({"id":"5f0c1c9e-0f5e-4c1e-9d7a-0c7a2d3b4e5f"})" << R"({"id":"aaaaaaaa-0f5e-4c1e-9d7a-0c7a2d3b4e5f"})" << true;
        QTest::newRow("time") << R"({"t":"2026-11-23T01:00:25.911Z"})" << R"({"t":"2026-11-24T11:30:00Z"})" << true;
        QTest::newRow("stamp") << R"({"p":"out/log_20261123_010025_911999/a"})" << R"({"p":"out/log_20261124_010025_000001/a"})" << true;
        QTest::newRow("workspace") << R"({"path":"/home/x/.massgen/workspaces/workspace1/src/a.py"})" << R"({"path":"/home/y/.massgen/workspaces/workspace2/./src//a.py"})" << true;
        QTest::newRow("another agent's copy") << R"({"path":"temp_workspaces/agent1/a.py"})" << R"({"path":"temp_workspaces/agent2/a.py"})" << false;
        QTest::newRow("another file") << R"({"path":"src/a.py"})" << R"({"path":"src/b.py"})" << false;
        QTest::newRow("blanks in a command") << R"({"c":"ls   -la\n"})" << R"({"c":"ls -la"})" << true;
        QTest::newRow("no JSON") << "a  b" << "a b" << true;
        QTest::newRow("deep") << QString(5000, '[') << QString(5000, '[') + "1" << false;
    }
    void whatIsVolatileIsLeftOut()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, isSame);
        const std::string left = normalizedArguments(a.toStdString());
        const std::string right = normalizedArguments(b.toStdString());
        QVERIFY2((left == right) == isSame, (left + "\n" + right).c_str());
    }

    void votesOfTheRecordedRuns()
    {
        const RunUnderTest run = runsOf("b-three").front();
        const RepeatedGroup ignored = groupOf(run, Kind::IgnoredVote, "agent_alpha");
        QCOMPARE(ignored.rows.size(), std::size_t(2));
        QCOMPARE(ignored.lostTokens, std::int64_t(5705 + 5706) + [&] {
            std::int64_t out = 0;
            for (const RoundFact& round : run.facts().rounds)
                out += round.outcome == "vote_ignored" ? round.usage->outputTokens : 0;
            return out;
        }());
        QCOMPARE(groupOf(run, Kind::ChangedVote, "agent_alpha").rows.size(), std::size_t(1));
        QCOMPARE(groupOf(run, Kind::ChangedVote, "agent_gamma").rows.size(), std::size_t(1));
        QCOMPARE(groupOf(run, Kind::ChangedVote, "agent_beta").rows.size(), std::size_t(0));
        // agent_beta's first answer was seen by the others before the second one came
        QCOMPARE(groupOf(run, Kind::UnseenAnswer, "agent_beta").rows.size(), std::size_t(0));
        QVERIFY(sentenceOf(ignored, run.facts()).find("agent_alpha") != std::string::npos);
    }

    /// Spans alone call an ignored vote a vote: what was accepted tells them apart.
    void ignoredVotesOfSpans()
    {
        QCOMPARE(groupOf(runsOf("sent:b-three").front(), Kind::IgnoredVote, "agent_alpha").rows.size(), std::size_t(2));
    }

    void restartsAndRetries()
    {
        QCOMPARE(groupOf(runsOf("g2-old").front(), Kind::Restart, "zoe").rows.size(), std::size_t(1));
        bool hasRetry = false;
        for (const RunUnderTest& run : runsOf("sent:d-errors"))
            hasRetry = hasRetry || groupOf(run, Kind::Retry, "broken").lostRows.size() == 2;
        QVERIFY(hasRetry);
    }

    /// What the attempt before a restart has called already; the same file once more is lost, its first reading is not.
    void acrossAttempts()
    {
        SnapshotBuilder builder;
        (void)builder.addSource(SourceKind::Local, "/made");
        constexpr TimeNs origin = 1'700'000'000 * kNsPerSecond;
        std::array<RunId, 2> runs{builder.addRun(), builder.addRun()};
        for (std::size_t i = 0; i < runs.size(); ++i) {
            RunFacts facts;
            facts.name = "log_made";
            facts.turn = 1;
            facts.attempt = int(i) + 1;
            facts.agents = {AgentFact{.id = i == 0 ? "a" : "b"}, AgentFact{.id = i == 0 ? "b" : "a"}};
            RecordDraft draft;
            draft.trace = {7, 7};
            draft.spanId = 100 + i;
            draft.start = origin + TimeNs(i) * 10 * kNsPerSecond;
            draft.end = draft.start + 2 * kNsPerSecond;
            draft.run = runs[i];
            draft.name = "mcp.files.read_file";
            draft.agent = "a";
            draft.attributes = "{\"tool.input\":{\"path\":\"notes.md\"}}";
            ToolCallFact call;
            call.agent = i == 0 ? 0 : 1;
            call.row = builder.append(draft);
            call.name = "mcp__files__read_file";
            call.start = draft.start;
            call.end = draft.end;
            call.success = true;
            facts.toolCalls.push_back(call);
            builder.setRunFacts(runs[i], std::make_shared<const RunFacts>(std::move(facts)));
        }
        const auto snapshot = builder.publish();
        QVERIFY(repeatedWork(*snapshot, runs[0]).empty());
        const auto groups = repeatedWork(*snapshot, runs[1]);
        QCOMPARE(groups.size(), std::size_t(1));
        QCOMPARE(groups[0].attempts, 2);
        QCOMPARE(groups[0].rows.size(), std::size_t(2));
        QCOMPARE(groups[0].lostRows.size(), std::size_t(1));
        QCOMPARE(groups[0].lostNs, 2 * kNsPerSecond);
        QCOMPARE(groups[0].agents, std::vector<int>{1}); // the same agent, which stands elsewhere now
        QCOMPARE(sentenceOf(groups[0], snapshot->runFacts(runs[1])), std::string("the file `notes.md` was read 2 times by a in 2 attempts"));
    }

    void everyRunAddsUp()
    {
        for (const RunUnderTest& run : everyRun()) {
            const auto groups = repeatedWork(*run.snapshot, run.run);
            TimeNs sum = 0;
            for (const RepeatedGroup& group : groups) {
                QVERIFY(!group.rows.empty() && group.lostRows.size() <= group.rows.size());
                QVERIFY(std::is_sorted(group.rows.begin(), group.rows.end(), [&](RowId a, RowId b) { return run.snapshot->start(a) < run.snapshot->start(b); }));
                QVERIFY(!sentenceOf(group, run.facts()).empty());
                sum += group.lostNs;
            }
            QVERIFY(lostWork(*run.snapshot, groups).ns <= sum);
        }
    }
};

QTEST_GUILESS_MAIN(TestRepeatedWork)
#include "tst_repeated_work.moc"
