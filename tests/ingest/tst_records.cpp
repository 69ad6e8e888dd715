// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/records.h"
#include "store/record_row.h"

#include <QtTest>
#include <nlohmann/json.hpp>

using namespace mgx;

class TestRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsKept();
    void exportRoundTrips();
    void csvQuotesWhatNeedsIt();
    void badLinesAreNamedAndTheRestIsKept();
    void attributesThatAreNoJsonAreKeptAsText();
    void nothingUsableIsAnError();
    void massgenRowsBecomeARun();
    void probeTellsRecordsFromOtherJson();
};

#ifndef Q_MOC_RUN // moc 6.4 loses its way in raw strings with backslashes

namespace {

struct Read
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    ImportReport report;
    bool isGood = false;
};

Read read(std::string_view text, std::size_t chunk = 100)
{
    Read result;
    SnapshotBuilder builder;
    ImportContext context{builder, result.report, {}};
    const auto importer = recordsFormat().create(context, "t.ndjson", builder.addSource(SourceKind::File, "t.ndjson"), FileHead({}));
    for (std::size_t i = 0; i < text.size(); i += chunk)
        (void)importer->consume(text.substr(i, chunk));
    result.isGood = importer->finish().has_value();
    result.snapshot = builder.publish();
    return result;
}

constexpr std::string_view kLine =
    R"({"start_timestamp":"2026-03-01T08:00:00.000001Z","end_timestamp":"2026-03-01T08:00:01.500001Z","duration":1.5,"created_at":"2026-03-01T08:00:00.250001Z",)"
    R"("trace_id":"6513270e269e0d37f2a74de452e6b438","span_id":"0c5c7fd0a6a3a450","parent_span_id":null,"kind":"span","level":13,"span_name":"a {x}","message":"a \"1\"\n",)"
    R"("is_exception":true,"exception_type":"ValueError","tags":["x","y"],"attributes":{"n": 12345678901234567890123, "i": 9223372036854775807, "f": 1.10, "s": "é\u2028"},)"
    R"("otel_events":"[]","otel_resource_attributes":"{\"host.name\":\"w\"}","otel_scope_name":"logfire","service_name":"svc","process_pid":4101,"unknown_column":{"a": [1, 2]}})";


} // namespace

void TestRecords::everyColumnIsKept()
{
    const Read r = read(std::string(kLine) + "\n");
    QVERIFY(r.isGood && r.report.problems().empty());
    const TraceSnapshot& s = *r.snapshot;
    QCOMPARE(s.rowCount(), 1u);
    QCOMPARE(toHex(s.spanId(0)), std::string("0c5c7fd0a6a3a450"));
    QCOMPARE(s.duration(0), TimeNs(1'500'000'000));
    QCOMPARE(s.level(0), std::uint8_t(13));
    QCOMPARE(s.message(0), std::string_view("a \"1\"\n"));
    QCOMPARE(s.attributes(0), std::string_view("{\"n\":12345678901234567890123,\"i\":9223372036854775807,\"f\":1.10,\"s\":\"é\\u2028\"}"));
    QCOMPARE(s.resource(0), std::string_view(R"({"host.name":"w"})"));
    QCOMPARE(s.service(0), std::string_view("svc"));
    QVERIFY(s.isError(0));
    QCOMPARE(s.rest(0), std::string_view(R"({"created_at":"2026-03-01T08:00:00.250001Z","exception_type":"ValueError","tags":["x","y"],"otel_events":"[]","process_pid":4101,"unknown_column":{"a":[1,2]}})"));
    QCOMPARE(s.sourceRef(0).line, std::uint64_t(1));
}

/// What we write we read back, and writing that again gives the same bytes.
void TestRecords::exportRoundTrips()
{
    const std::string lines = std::string(kLine) + "\n"
        + R"({"trace_id":"not hex","span_id":"1","kind":"log","span_name":"l","start_timestamp":"2026-03-01T08:00:00Z","attributes":"{\"a\":1}","duration":null})"
        + "\n";
    const auto write = [](const TraceSnapshot& s) {
        std::string out;
        RecordRow rows;
        for (RowId row = 0; row < s.rowCount(); ++row) {
            rows.appendJson(s, row, false, out);
            out += '\n';
        }
        return out;
    };
    const std::string first = write(*read(lines).snapshot);
    const auto j = nlohmann::json::parse(first.substr(0, first.find('\n')));
    QCOMPARE(j["duration"], 1.5);
    QCOMPARE(j["process_pid"], 4101);
    QCOMPARE(j["tags"].size(), std::size_t(2));
    QCOMPARE(j["source_ref"], "t.ndjson:1");
    QVERIFY(first.find("\"trace_id\":\"not hex\"") != std::string::npos);
    QCOMPARE(write(*read(first).snapshot), first);
}

void TestRecords::csvQuotesWhatNeedsIt()
{
    const Read r = read(std::string(kLine) + "\n");
    RecordRow rows;
    std::string out;
    rows.appendCsv(*r.snapshot, 0, out);
    QVERIFY(out.find(",a {x},\"a \"\"1\"\"\n\",true,ValueError,,,\"[\"\"x\"\",\"\"y\"\"]\",") != std::string::npos);
}

void TestRecords::badLinesAreNamedAndTheRestIsKept()
{
    const std::string lines = std::string(kLine) + "\nnot json\n{\"a\":1}\n\n"
        + R"({"trace_id":"01","span_id":"02","span_name":"x","start_timestamp":"2026-03-01T08:00:00Z","attributes":{"v":NaN}})" + "\n"
        + std::string(kLine.substr(0, 400));
    const Read r = read(lines);
    QVERIFY(r.isGood);
    QCOMPARE(r.snapshot->rowCount(), 3u);
    QCOMPARE(r.report.skipped, std::uint64_t(2));
    const auto& p = r.report.problems();
    QCOMPARE(p.size(), std::size_t(4));
    QCOMPARE(p[0].where, std::string("line 2"));
    QCOMPARE(p[1].sentence, std::string("is not a record: neither trace_id nor start_timestamp"));
    QCOMPARE(p[2].where, std::string("line 5"));
    QCOMPARE(r.snapshot->attributes(1), std::string_view(R"({"v":null})"));
    QCOMPARE(p[3].where, std::string("line 6"));
}

void TestRecords::attributesThatAreNoJsonAreKeptAsText()
{
    const Read r = read(R"({"trace_id":"01","span_id":"02","span_name":"x","start_timestamp":"2026-03-01T08:00:00Z","attributes":"hello \"you\""})");
    QCOMPARE(r.snapshot->attributes(0), std::string_view(R"({"text":"hello \"you\""})"));
}

void TestRecords::nothingUsableIsAnError()
{
    QVERIFY(!read("").isGood);
    QVERIFY(!read("garbage\n\x80\xFF\n").isGood);
}

void TestRecords::massgenRowsBecomeARun()
{
    const auto row = [](std::string_view id, std::string_view parent, std::string_view kind, std::string_view name, int from, int to,
                        std::string_view attributes) {
        const auto time = [](int s) { return "\"2026-03-01T08:00:" + std::string(s < 10 ? "0" : "") + std::to_string(s) + "Z\""; };
        return "{\"trace_id\":\"0a\",\"span_id\":\"" + std::string(id) + "\",\"parent_span_id\":\"" + std::string(parent) + "\",\"kind\":\""
            + std::string(kind) + "\",\"span_name\":\"" + std::string(name) + "\",\"start_timestamp\":" + time(from)
            + ",\"end_timestamp\":" + time(to) + ",\"service_name\":\"massgen\",\"attributes\":" + std::string(attributes) + "}\n";
    };
    // Children first, as exporters send them.
    const std::string lines = row("4", "2", "span", "mcp.lab.add", 2, 3, R"({"massgen.agent_id":"b","tool.success":false})")
        + row("7", "4", "span", "inner", 2, 3, "{}")
        + row("2", "1", "span", "agent.b.round_0", 1, 5, R"({"massgen.agent_id":"b","massgen.round":0,"massgen.round_type":"initial_answer","massgen.outcome":"answer","massgen.usage.input":10,"massgen.usage.output":1,"massgen.usage.cost":0.5})")
        + row("3", "1", "span", "agent.b.round_1", 5, 8, R"({"massgen.agent_id":"b","massgen.round":1,"massgen.outcome":"vote","massgen.usage.input":25,"massgen.usage.output":3,"massgen.usage.cost":0.75})")
        + row("5", "1", "log", "Agent answer: agent1.1", 5, 5, R"({"agent_id":"b","answer_label":"agent1.1"})")
        + row("6", "1", "log", "Agent vote: b -> agent1.1", 8, 8, R"({"agent_id":"b","voted_for_label":"agent1.1","reason":"good"})")
        + row("8", "1", "log", "Winner selected: agent1.1", 9, 9, R"({"winner_agent_id":"b"})")
        + row("1", "", "span", "coordination.session", 0, 9, R"({"massgen.agent_ids":["c","b"],"massgen.task":"why?"})");
    const Read r = read(lines);
    QVERIFY(r.isGood);
    const RunFacts& f = r.snapshot->runFacts(0);
    QCOMPARE(r.snapshot->runCount(), std::size_t(1));
    QCOMPARE(f.question, std::string("why?"));
    QCOMPARE(f.agents.size(), std::size_t(2));
    QCOMPARE(f.agents[0].id, std::string("c"));
    QCOMPARE(f.rounds.size(), std::size_t(2));
    QCOMPARE(f.rounds[1].usage->inputTokens, 15);
    QCOMPARE(f.rounds[1].usage->costUsd, 0.25);
    QCOMPARE(f.agents[1].usage->inputTokens, 25);
    QCOMPARE(f.agents[1].toolErrors, 1);
    QCOMPARE(f.toolCalls.at(0).round, 0);
    QCOMPARE(f.answers.at(0).label, std::string("agent1.1"));
    QCOMPARE(f.votes.at(0).forAgent, 1);
    QCOMPARE(f.winner, std::string("b"));
    QCOMPARE(f.winnerLabel, std::string("agent1.1"));
    QCOMPARE(f.state, RunState::Complete);
    QCOMPARE(r.snapshot->agent(1), std::string_view("b")); // inherited from the tool it is in
    QCOMPARE(r.snapshot->lanes().size(), std::size_t(2));
}

void TestRecords::probeTellsRecordsFromOtherJson()
{
    QVERIFY(recordsFormat().probe(FileHead(kLine)) >= 60);
    QCOMPARE(recordsFormat().probe(FileHead("{\"traceEvents\":[]}")), 0);
    QCOMPARE(recordsFormat().probe(FileHead("[1]")), 0);
    QCOMPARE(recordsFormat().probe(FileHead("")), 0);
}

#endif

QTEST_APPLESS_MAIN(TestRecords)
#include "tst_records.moc"
