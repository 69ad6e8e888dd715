// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the local engine, one JSON line each: rewriting, loading (time and memory), an incremental revision, statements
// through the whole engine beside the bare database with the same rows in a plain table and the rewritten text.
#include "engine/dialect/rewriter.h"
#include "engine/local_engine.h"
#include "engine/query_watch.h"
#include "engine/session.h"
#include "store/snapshot_builder.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <future>
#include <iterator>
#include <string>

using namespace mgx;

namespace {

class Clock
{
public:
    [[nodiscard]] double ms() const { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void print(const std::string& figure, double value, const char* unit)
{
    std::printf("{\"bench\":\"sql\",\"figure\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", figure.c_str(), value, unit);
    std::fflush(stdout);
}

void append(SnapshotBuilder& builder, std::uint32_t source, RunId run, int first, int count)
{
    for (int i = first; i < first + count; ++i) {
        const std::string agent = "agent_" + std::to_string(i % 7);
        const std::string attributes = R"({"massgen.agent_id":")" + agent + R"(","massgen.round":)" + std::to_string(i % 40) +
                                       R"(,"massgen.usage.input":)" + std::to_string(i % 5000) + R"(,"operation.cost":0.00)" + std::to_string(i % 90 + 1) +
                                       R"(,"gen_ai.request.model":"gpt-5","tool":"read_file","text":")" + std::string(static_cast<std::size_t>(i % 90), 'x') + "\"}";
        const std::string rest = R"({"created_at":"2026-03-01T08:00:00.250001Z","otel_status_code":"UNSET","otel_scope_version":"4.41.0")" +
                                 std::string(i % 10 == 0 ? R"(,"http_route":"/api/runs","http_method":"GET","tags":["http"])" : "") + "}";
        RecordDraft d;
        d.trace = {7, static_cast<std::uint64_t>(i / 1000)};
        d.spanId = static_cast<std::uint64_t>(i) + 1;
        d.parentSpanId = i % 20 == 0 ? 0 : static_cast<std::uint64_t>(i / 20 * 20 + 1);
        d.kind = i % 5 == 4 ? RecordKind::Log : RecordKind::Span;
        d.start = TimeNs(1'772'352'000) * kNsPerSecond + TimeNs(i) * 1'000'000;
        d.end = d.start + (i % 1000) * 1'000'000;
        d.level = i % 50 == 0 ? level::kError : level::kInfo;
        d.run = run;
        d.agent = agent;
        const std::string name = i % 20 == 0 ? "agent." + agent + ".round_0" : "mcp.search.tool_" + std::to_string(i % 13);
        d.name = name;
        d.service = i % 3 == 0 ? "api" : "massgen";
        d.attributes = attributes;
        d.rest = rest;
        d.source = source;
        builder.append(d);
    }
}

QueryAnswer ask(LocalEngine& engine, const std::string& sql)
{
    QueryRequest request;
    request.sql = sql;
    std::promise<QueryAnswer> promise;
    engine.start(std::move(request), {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
}

double timed(LocalEngine& engine, const std::string& sql)
{
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const Clock clock;
        const QueryAnswer answer = ask(engine, sql);
        if (!answer) {
            std::fprintf(stderr, "%s: %s\n", sql.c_str(), answer.error().message.c_str());
            std::exit(1);
        }
        best = std::min(best, clock.ms());
    }
    return best;
}

/// The same rows in a plain table of a database of its own.
double timedBare(Database& bare, const std::string& sql)
{
    double best = 1e9;
    Session session(bare);
    for (int i = 0; i < 3; ++i) {
        const Clock clock;
        QueryRequest request;
        request.sql = sql;
        if (const QueryAnswer answer = session.run(request, {}); !answer) {
            std::fprintf(stderr, "bare, %s: %s\n", sql.c_str(), answer.error().message.c_str());
            std::exit(1);
        }
        best = std::min(best, clock.ms());
    }
    return best;
}

const char* const kStatements[] = {
    "SELECT span_name, span_id, parent_span_id, duration, start_timestamp FROM RECORDS WHERE trace_id = '00000000000000070000000000000005' ORDER BY start_timestamp LIMIT 50",
    "SELECT span_name, duration, attributes->>'massgen.agent_id' AS agent FROM RECORDS WHERE span_name LIKE 'agent.%' ORDER BY start_timestamp DESC LIMIT 2",
    "SELECT attributes->>'massgen.agent_id' AS agent, count(*) AS rounds, sum(duration) AS t FROM RECORDS WHERE span_name LIKE 'agent.%' GROUP BY 1",
    "SELECT attributes->>'massgen.agent_id' AS agent, count(*) AS n, sum((attributes->'massgen.usage.input')::int) AS i FROM RECORDS GROUP BY 1",
    "SELECT span_name, exception_type, exception_message, trace_id FROM RECORDS WHERE is_exception = true ORDER BY start_timestamp DESC LIMIT 20",
    "SELECT service_name, count(*), avg(duration), approx_percentile_cont(duration, 0.95) AS p95 FROM RECORDS GROUP BY 1",
    "SELECT http_route, count(*) AS n FROM RECORDS WHERE http_route IS NOT NULL GROUP BY 1",
    "SELECT date_trunc('minute', start_timestamp) AS m, count(*) FROM RECORDS GROUP BY 1 ORDER BY 1",
};

std::string over(std::string sql, const std::string& table)
{
    return sql.replace(sql.find("RECORDS"), 7, table);
}

} // namespace

int main(int argc, char** argv)
{
    const int rows = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    std::string text = kStatements[3];
    while (text.size() < 2000)
        text += " UNION ALL " + std::string(kStatements[3]);
    text = over(text, "records");
    const Clock rewriting;
    for (int i = 0; i < 100; ++i)
        (void)dialect::rewrite(text);
    print("rewrite 2 kB", rewriting.ms() / 100, "ms");

    SnapshotBuilder builder;
    const RunId run = builder.addRun();
    const std::uint32_t source = builder.addSource(SourceKind::File, "bench");
    append(builder, source, run, 0, rows);
    auto engine = LocalEngine::create({});
    (void)ask(**engine, "SELECT 1");
    const std::uint64_t before = QueryWatch::residentBytes();
    (*engine)->load({builder.publish()});
    const std::clock_t cpu = std::clock();
    const Clock loading;
    if (!ask(**engine, "SELECT count(*) FROM records"))
        return 1;
    print("load", loading.ms(), "ms");
    print("processor time of the load", 1000.0 * static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC, "ms");
    print("memory of the load", static_cast<double>(QueryWatch::residentBytes() - before) / 1048576, "MiB");
    append(builder, source, run, rows, 1000);
    (*engine)->load({builder.publish()});
    const Clock again;
    (void)ask(**engine, "SELECT count(*) FROM records");
    print("load 1000 more", again.ms(), "ms");

    auto bare = Database::open({});
    bare->sources().snapshots = {};
    if (!loadSnapshots(*bare, {builder.publish()}, {}) || !bare->execute("CREATE TABLE plain AS SELECT * FROM records"))
        return 1;
    for (std::size_t i = 0; i < std::size(kStatements); ++i) {
        const double ours = timed(**engine, over(kStatements[i], "records"));
        const double theirs = timedBare(*bare, over(kStatements[i], "plain"));
        const std::string name = "statement " + std::to_string(i + 1);
        print(name, ours, "ms");
        print(name + " beside the bare database", ours / theirs, "x");
    }
}
