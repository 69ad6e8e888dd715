// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/corpus_fixture.h"
#include "store/snapshot_builder.h"

using namespace mgx;
using namespace mgx::testing;
using namespace Qt::StringLiterals;
using namespace std::string_literals;

class TestLocalEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        auto engine = LocalEngine::create({});
        QVERIFY(engine);
        m_engine = std::move(*engine);
    }
    void cleanup() { m_engine.reset(); }

    void withoutSourcesTablesAreEmpty()
    {
        for (const char* table : {"records", "records_all", "records_by_agent", "metrics", "runs", "agents", "rounds", "llm_calls", "tool_calls", "answers", "votes", "events"}) {
            const QueryAnswer answer = ask(*m_engine, std::string("SELECT * FROM ") + table);
            QVERIFY2(answer, table);
            QCOMPARE((*answer)->rowCount(), std::size_t(0));
        }
    }

    void revisionsAreLoadedIncrementally()
    {
        SnapshotBuilder builder;
        const std::uint32_t source = builder.addSource(SourceKind::File, "x");
        RecordDraft draft;
        draft.trace = hashTraceId("t");
        draft.source = source;
        draft.start = 1'000'000'000;
        draft.spanId = 1;
        draft.kind = RecordKind::PendingSpan;
        draft.name = "first";
        draft.rest = R"({"http_route":"/a","tags":["p","q"],"otel_events":[{"a":1}]})";
        const RowId row = builder.append(draft);
        m_engine->load({builder.publish()});
        QCOMPARE(text("SELECT span_name || ' ' || kind || http_route || len(tags) || (otel_events->0->>'a') FROM records_all"), "first pending_span/a21"s);
        QCOMPARE(text("SELECT count(*) FROM records"), "0"s);

        draft.kind = RecordKind::Span;
        draft.end = 3'000'000'000;
        draft.attributes = R"({"k":"v"})";
        builder.replace(row, draft);
        (void)builder.publish(); // a revision that the engine never sees
        draft.spanId = 2;
        draft.name = "second";
        builder.append(draft);
        m_engine->load({builder.publish()});
        QCOMPARE(text("SELECT string_agg(span_name || ':' || duration || ':' || (attributes->>'k'), ',' ORDER BY span_name) FROM records"),
                 "first:2.0:v,second:2.0:v"s);

        m_engine->load(SnapshotList{nullptr});
        QCOMPARE(text("SELECT count(*) FROM records_all"), "0"s);
    }

    void manyRowsAreLoadedByTwoThreads()
    {
        SnapshotBuilder builder;
        const std::uint32_t source = builder.addSource(SourceKind::File, "x");
        constexpr int kRows = 130'001;
        for (int i = 0; i < kRows; ++i) {
            RecordDraft draft;
            draft.trace = hashTraceId("t");
            draft.source = source;
            draft.start = 1'000'000'000 + i * 1000;
            draft.end = draft.start + 1000;
            draft.spanId = static_cast<std::uint64_t>(i) + 1;
            draft.name = i % 2 ? "odd" : "even";
            builder.append(draft);
        }
        const auto snapshot = builder.publish();
        QueryRequest request;
        request.sql = "SELECT count(*) FROM records";
        const CancelToken cancel;
        std::promise<QueryAnswer> promise;
        m_engine->load({snapshot});
        m_engine->start(request, cancel, [&](QueryAnswer a) { promise.set_value(std::move(a)); });
        m_engine->stop(cancel); // while it loads, or before
        (void)promise.get_future().get();
        QCOMPARE(text("SELECT count(*) || ' ' || count(DISTINCT span_id) || ' ' || min(span_id) || ' ' || max(span_id) FROM records"),
                 "130001 130001 0000000000000001 000000000001fbd1"s);
        QCOMPARE(text("SELECT count(*) FROM records WHERE span_name = 'odd'"), "65000"s);
        RecordDraft late;
        late.trace = hashTraceId("t");
        late.source = source;
        late.start = late.end = 5;
        late.spanId = 200'000;
        late.name = "late";
        builder.append(late);
        m_engine->load({builder.publish()});
        QCOMPARE(text("SELECT count(*) FROM records"), "130002"s);
        m_engine->load(SnapshotList{nullptr, snapshot});
        QCOMPARE(text("SELECT count(*) FROM records"), "130001"s);
    }

    void failuresShowThePlace_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("hint");
        QTest::newRow("unknown column") << "SELECT kind,\n  nope FROM records"_ba << 2 << 3 << "single quotes"_ba;
        QTest::newRow("behind a rewritten part") << "SELECT attributes->>'a', (attributes->'n')::int,\n 5 / 0 , nope FROM records"_ba << 2 << 10 << ""_ba;
        QTest::newRow("quotes") << "SELECT * FROM records WHERE kind = \"span x\""_ba << 1 << 36 << "'span x'"_ba;
        QTest::newRow("key") << "SELECT \"massgen.agent_id\" FROM records"_ba << 1 << 8 << "attributes->>'massgen.agent_id'"_ba;
        QTest::newRow("cast") << "SELECT sum(attributes->>'n') FROM records"_ba << 1 << 8 << "::float"_ba;
        QTest::newRow("table") << "SELECT *\nFROM\n record"_ba << 3 << 2 << "records"_ba;
        QTest::newRow("parenthesis") << "SELECT (1 + 2"_ba << 1 << 14 << ""_ba;
        QTest::newRow("code points") << "SELECT 'ключ', nope FROM records"_ba << 1 << 16 << ""_ba;
        QTest::newRow("refused") << "SELECT 1,\n getenv('x')"_ba << 2 << 2 << ""_ba;
        QTest::newRow("arrow") << "SELECT attributes->-1"_ba << 1 << 18 << "blank"_ba;
    }

    void failuresShowThePlace()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QByteArray, hint);
        const QueryAnswer answer = ask(*m_engine, sql.toStdString());
        QVERIFY(!answer);
        QVERIFY2(answer.error().line == line && answer.error().column == column,
                 qPrintable(u"%1:%2 %3"_s.arg(answer.error().line).arg(answer.error().column).arg(QString::fromStdString(answer.error().message))));
        QVERIFY2(answer.error().hint.find(hint.toStdString()) != std::string::npos, answer.error().hint.c_str());
    }

    void parametersAreValues()
    {
        const QueryAnswer answer = ask(*m_engine, "SELECT $a || 'x' AS t, $n + 1 AS n, $b AS b",
                                       {{"a", "it's; DROP"s}, {"n", std::int64_t(41)}, {"b", true}});
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
        QCOMPARE((*answer)->text(0, 0), "it's; DROPx"s);
        QCOMPARE((*answer)->text(0, 1), "42"s);
        QCOMPARE((*answer)->text(0, 2), "true"s);
        const QueryAnswer missing = ask(*m_engine, "SELECT $nobody");
        QVERIFY(!missing);
        QVERIFY(missing.error().message.find("$nobody") != std::string::npos);
    }

    void limitsAreNotSilent()
    {
        QueryRequest request;
        request.sql = "SELECT * FROM range(10000)";
        request.rowLimit = 3000;
        std::promise<QueryAnswer> promise;
        m_engine->start(request, {}, [&](QueryAnswer a) { promise.set_value(std::move(a)); });
        const QueryAnswer answer = promise.get_future().get();
        QVERIFY(answer);
        QCOMPARE((*answer)->rowCount(), std::size_t(3000));
        QVERIFY((*answer)->isTruncated());
        QCOMPARE((*answer)->text(2999, 0), "2999"s);
    }

    void aCancelledQueryEndsSoon_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("cross join") << "SELECT count(*) FROM range(3000000000) a, range(3000000000) b WHERE a.value * b.value = -1"_ba;
        QTest::newRow("recursion") << "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"_ba;
        QTest::newRow("sort") << "SELECT * FROM range(500000000) a ORDER BY hash(a.value)"_ba;
        QTest::newRow("many rows") << "SELECT a.value, b.value FROM range(1000000000) a, range(3) b WHERE a.value < 0"_ba;
    }

    void aCancelledQueryEndsSoon()
    {
        QFETCH(QByteArray, sql);
        QCOMPARE(text("SELECT 1"), "1"s);
        QueryRequest request;
        request.sql = sql.toStdString();
        const CancelToken cancel;
        std::promise<QueryAnswer> promise;
        auto future = promise.get_future();
        m_engine->start(request, cancel, [&](QueryAnswer a) { promise.set_value(std::move(a)); });
        QTest::qSleep(150);
        QElapsedTimer timer;
        timer.start();
        m_engine->stop(cancel);
        QVERIFY(timer.elapsed() < 100);
        const QueryAnswer answer = future.get();
        QVERIFY(!answer);
        QVERIFY2(answer.error().kind == QueryFailure::Kind::Cancelled, answer.error().message.c_str());
        const std::string next = text("SELECT 2");
        QVERIFY2(next == "2", next.c_str());
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
    }

    void theSessionSurvivesManyCancels()
    {
        // Every moment of a statement's life is hit, the end of its transaction too.
        QCOMPARE(text("SELECT 1"), "1"s);
        for (int i = 0; i < 60; ++i) {
            QueryRequest request;
            request.sql = i % 2 ? "SELECT count(*) FROM range(3000000000) a, range(3000) b WHERE a.value * b.value = -1" : "SELECT sum(a.value) FROM range(3000000) a";
            const CancelToken cancel;
            std::promise<QueryAnswer> promise;
            auto future = promise.get_future();
            m_engine->start(request, cancel, [&](QueryAnswer a) { promise.set_value(std::move(a)); });
            QTest::qSleep(i % 23);
            m_engine->stop(cancel);
            (void)future.get();
            const std::string next = text("SELECT 2");
            QVERIFY2(next == "2", next.c_str());
        }
    }

    void memoryIsLimited()
    {
        LocalEngineLimits limits;
        limits.database.memoryBytes = 64 << 20;
        auto engine = LocalEngine::create(limits);
        QVERIFY(engine);
        QVERIFY(!ask(**engine, "SELECT list(a.value) FROM range(100000000) a"));
        QVERIFY(ask(**engine, "SELECT 1"));
        LocalEngineLimits little;
        little.residentBytes = 1; // everything is too much
        auto watched = LocalEngine::create(little);
        const QueryAnswer answer = ask(**watched, "SELECT count(*) FROM range(3000000000) a, range(300) b WHERE a.value * b.value = -1");
        QVERIFY(!answer);
        QVERIFY2(answer.error().message.find("memory") != std::string::npos, answer.error().message.c_str());
    }

private:
    std::string text(const std::string& sql)
    {
        const QueryAnswer answer = ask(*m_engine, sql);
        return answer ? ((*answer)->rowCount() > 0 ? (*answer)->text(0, 0) : "no row") : answer.error().message;
    }

    std::unique_ptr<LocalEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestLocalEngine)
#include "tst_local_engine.moc"
