// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/logfire_engine.h"
#include "logfire/project_info.h"
#include "support/logfire_server.h"
#include "support/sample_records.h"

#include <QtTest>

#include <atomic>
#include <future>

using namespace mgx;
using mgx::testing::LogfireServer;

class TestLogfireEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_records = mgx::testing::recordLines(mgx::testing::corpusPath());
        QVERIFY(m_records.size() > 100'000);
    }
    void init()
    {
        m_server = std::make_unique<LogfireServer>(m_records, parseIsoTime("2026-03-02T12:00:00Z")->ns);
        m_engine = std::make_unique<LogfireEngine>(connection(LogfireServer::kReadToken), m_client);
    }
    void cleanup()
    {
        m_engine.reset();
        m_server.reset();
    }

    void answersAndLimits()
    {
        const QueryAnswer answer = ask("SELECT span_name, count(*) AS n FROM records GROUP BY span_name ORDER BY n DESC");
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
        QVERIFY((*answer)->rowCount() > 10 && !(*answer)->isTruncated());
        RemoteQuery few = query("SELECT span_id FROM records");
        few.request.rowLimit = 150;
        const QueryAnswer limited = ask(few);
        QCOMPARE((*limited)->rowCount(), std::size_t(150)); // more than the hundred that come unasked
        QVERIFY((*limited)->isTruncated());
    }

    void valuesStandInForParameters()
    {
        RemoteQuery asked = query("SELECT $name AS a, $n + 1 AS b, '$name' AS c");
        asked.request.parameters = {{"name", std::string("O'Hara")}, {"n", std::int64_t(4)}};
        const QueryAnswer answer = ask(asked);
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
        QCOMPARE((*answer)->text(0, 0) + " " + (*answer)->text(0, 1) + " " + (*answer)->text(0, 2), std::string("O'Hara 5 $name"));
    }

    void theRangeCounts()
    {
        RemoteQuery asked = query("SELECT count(*) AS n FROM records");
        const auto all = (*ask(asked))->integer(0, 0);
        asked.range.from = parseIsoTime("2026-03-01T09:09:26.9Z")->ns;
        asked.range.to = parseIsoTime("2026-03-01T09:10:00Z")->ns;
        const auto some = (*ask(asked))->integer(0, 0);
        QVERIFY(some > 0 && some < all);
        asked.range = {};
        asked.range.lastSeconds = 60;
        QCOMPARE((*ask(asked))->integer(0, 0), std::int64_t(0)); // the records are from long ago
    }

    void answersAreKept()
    {
        RemoteQuery asked = query("SELECT count(*) AS n FROM records");
        (void)ask(asked);
        bool isKnown = false;
        asked.onCached = [&](TimeNs at) { isKnown = at != kNoTime; };
        QVERIFY(ask(asked).has_value() && isKnown);
        QCOMPARE(m_server->http().requests().size(), std::size_t(1));
        asked.isFresh = true;
        (void)ask(asked);
        QCOMPARE(m_server->http().requests().size(), std::size_t(2));
    }

    void failures_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](int status, const char* body, const char* sentence) {
            QTest::addRow("%d %.20s", status, body) << status << QByteArray(body) << QByteArray(sentence);
        };
        row(400, "{\"detail\":\"Schema error: No field named x\"}", "No field named x");
        row(400, "plain words", "plain words");
        row(401, "", "read token");
        row(402, "{\"detail\":\"Token has been blocked due usage limit\"}", "blocked");
        row(403, "", "may not read");
        row(404, "", "no query API");
        row(422, "{\"detail\":[{\"loc\":[\"body\",\"min_timestamp\"],\"msg\":\"Field required\"}]}", "min_timestamp: Field required");
        row(429, "Query quota exceeded for this organization", "quota exceeded");
        row(500, "<html>", "problem of its own (500)");
        row(503, "", "problem of its own (503)");
        row(302, "", "does not follow");
        row(204, "", "unexpected answer (204)");
    }
    void failures()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, sentence);
        m_server->script({status, body.toStdString(), {}, {}, false});
        const QueryAnswer answer = ask("SELECT 1 AS a");
        QVERIFY(!answer);
        const QByteArray told = QByteArray::fromStdString(answer.error().message + "; " + answer.error().hint);
        QVERIFY2(told.contains(sentence), told.constData());
        QCOMPARE(m_server->http().requests().size(), std::size_t(1)); // none of them is worth asking again
    }

    void tokensOfTheWrongKind()
    {
        for (const auto& [token, sentence] : {std::pair(LogfireServer::kWriteToken, "does not accept the token"), std::pair(LogfireServer::kBlockedToken, "blocked"),
                                              std::pair(LogfireServer::kScopelessToken, "may not read")}) {
            LogfireEngine engine(connection(token), m_client);
            const QueryAnswer answer = ask(query("SELECT 1 AS a"), engine);
            QVERIFY2(!answer && answer.error().message.find(sentence) != std::string::npos, sentence);
            QVERIFY(answer.error().message.find(token) == std::string::npos);
        }
    }

    void waitsAsLongAsTheServerSays()
    {
        m_server->script({429, "Rate limit exceeded (minute)", {{"Retry-After", "1"}}, {}, false});
        RemoteQuery asked = query("SELECT 1 AS a");
        std::atomic_int told = 0;
        asked.onProgress = [&](const RemoteProgress& progress) { told += progress.waitSeconds; };
        QElapsedTimer clock;
        clock.start();
        const QueryAnswer answer = ask(asked);
        QVERIFY(answer.has_value());
        QVERIFY(clock.elapsed() >= 900);
        QVERIFY(told > 0);
        QCOMPARE(m_server->http().requests().size(), std::size_t(2));
    }

    void aLongWaitIsToldInstead()
    {
        m_server->script({429, "Rate limit exceeded (hour)", {{"Retry-After", "3000"}}, {}, false});
        const QueryAnswer answer = ask("SELECT 1 AS a");
        QVERIFY(!answer && answer.error().hint.find("3000 s") != std::string::npos);
    }

    void errorsAfterRows()
    {
        m_server->script({200, {}, {}, "Divide by zero at Line: 1, Column: 8", false});
        const QueryAnswer answer = ask("SELECT span_id FROM records");
        QVERIFY(!answer);
        QVERIFY(answer.error().message.find("Divide by zero") != std::string::npos);
        QCOMPARE(answer.error().column, 8);
        QCOMPARE(answer.error().offset, std::size_t(7));
        m_server->script({200, {}, {}, {}, true});
        const QueryAnswer cut = ask("SELECT span_id FROM records");
        QVERIFY2(!cut && cut.error().message.find("broke") != std::string::npos, cut ? "" : cut.error().message.c_str());
    }

    void stoppingHangsUp()
    {
        m_server->setPace(10, 50);
        RemoteQuery asked = query("SELECT span_id FROM records");
        std::atomic<std::size_t> rows = 0;
        std::atomic_bool hasRows = false;
        asked.onProgress = [&](const RemoteProgress& progress) {
            rows = progress.rows;
            hasRows = hasRows || (progress.partial && progress.partial->rowCount() > 0);
        };
        const CancelToken cancel;
        std::promise<QueryAnswer> promise;
        m_engine->start(asked, cancel, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        QTRY_VERIFY(hasRows); // they are there before the end
        m_engine->stop(cancel);
        const QueryAnswer answer = promise.get_future().get();
        QVERIFY(!answer && answer.error().kind == QueryFailure::Kind::Cancelled);
        QTRY_COMPARE(m_server->http().cutCount(), 1);
        QVERIFY(rows < 2000);
    }

    void oneAtATime()
    {
        m_server->setPace(100, 30);
        std::vector<std::promise<QueryAnswer>> promises(4);
        for (std::size_t i = 0; i < promises.size(); ++i) {
            m_engine->start(query("SELECT span_id, " + std::to_string(i) + " AS i FROM records LIMIT 300"), {},
                            [&promises, i](QueryAnswer answer) { promises[i].set_value(std::move(answer)); });
        }
        for (auto& promise : promises)
            QVERIFY(promise.get_future().get().has_value());
        QCOMPARE(m_server->http().mostAtOnce(), 1);
    }

    void projectAndSchema()
    {
        const Result<ProjectInfo> info = readProjectInfo(connection(LogfireServer::kReadToken), m_client, {});
        QVERIFY(info);
        QCOMPARE(info->organization + "/" + info->project + " " + info->plan + " " + info->expiresAt,
                 std::string("acme/agents personal 2030-01-01T00:00:00Z"));
        const auto tables = readSchemas(connection(LogfireServer::kReadToken), m_client, {});
        QVERIFY(tables);
        const std::string text = schemaText(*tables);
        QVERIFY(text.starts_with("CREATE TABLE records (\n    attributes TEXT,\n"));
        QVERIFY(text.find("    trace_id TEXT NOT NULL") != std::string::npos);
        QVERIFY(text.find("\n);\n\nCREATE TABLE metrics (\n") != std::string::npos);
        const Result<ProjectInfo> refused = readProjectInfo(connection(LogfireServer::kWriteToken), m_client, {});
        QVERIFY(!refused && refused.error().sentence().find(LogfireServer::kWriteToken) == std::string::npos);
    }

private:
    [[nodiscard]] LogfireConnection connection(const char* token) const { return {"c", "acme/agents", m_server->url(), Secret(token)}; }

    [[nodiscard]] static RemoteQuery query(const std::string& sql)
    {
        RemoteQuery query;
        query.request.sql = sql;
        query.range.from = parseIsoTime("2020-01-01T00:00:00Z")->ns;
        return query;
    }

    static QueryAnswer ask(const RemoteQuery& query, LogfireEngine& engine)
    {
        std::promise<QueryAnswer> promise;
        engine.start(query, {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        return promise.get_future().get();
    }
    QueryAnswer ask(const RemoteQuery& query) { return ask(query, *m_engine); }
    QueryAnswer ask(const std::string& sql) { return ask(query(sql), *m_engine); }

    std::string m_records;
    HttpClient m_client;
    std::unique_ptr<LogfireServer> m_server;
    std::unique_ptr<LogfireEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestLogfireEngine)
#include "tst_logfire_engine.moc"
