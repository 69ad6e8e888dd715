// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/record_fetch.h"
#include "support/logfire_server.h"
#include "support/sample_records.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <set>

using namespace mgx;
using mgx::testing::LogfireServer;

class TestRecordFetch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const std::string lines = mgx::testing::recordLines(mgx::testing::corpusPath());
        std::stringstream stream(lines);
        std::map<std::string, std::set<std::string>> ids;
        for (std::string line; std::getline(stream, line);) {
            const auto record = nlohmann::json::parse(line);
            ids[record["trace_id"]].insert(record["span_id"].get<std::string>() + record["kind"].get<std::string>());
        }
        for (const auto& [trace, records] : ids) {
            if (records.size() > m_ids.size()) {
                m_trace = trace;
                m_ids = records;
            }
        }
        QVERIFY(m_ids.size() > 60);
        m_server = std::make_unique<LogfireServer>(lines);
        m_engine = std::make_unique<LogfireEngine>(LogfireConnection{"c", "n", m_server->url(), Secret(LogfireServer::kReadToken)}, m_client);
    }

    /// Every record comes once, however small the pages are.
    void pageByPage_data()
    {
        QTest::addColumn<int>("rows");
        for (int rows : {7, 50, 10'000})
            QTest::addRow("%d", rows) << rows;
    }
    void pageByPage()
    {
        QFETCH(int, rows);
        const QTemporaryDir dir;
        const std::string path = dir.filePath("sub/run.ndjson").toStdString();
        std::size_t told = 0;
        const Result<std::size_t> count =
            fetchTrace(*m_engine, m_trace, range(), path, {}, [&](FetchProgress progress) { told = progress.records; }, static_cast<std::size_t>(rows));
        QVERIFY2(count.has_value(), count ? "" : count.error().sentence().c_str());
        QCOMPARE(*count, m_ids.size());
        QCOMPARE(told, *count);
        std::set<std::string> ids;
        std::ifstream file(path);
        std::string before;
        for (std::string line; std::getline(file, line);) {
            const auto record = nlohmann::json::parse(line);
            QVERIFY(ids.insert(record["span_id"].get<std::string>() + record["kind"].get<std::string>()).second);
            QVERIFY(before <= record["start_timestamp"].get<std::string>());
            before = record["start_timestamp"];
            QVERIFY(record["attributes"].is_object() || record["attributes"].is_null());
        }
        QVERIFY(ids == m_ids);
        QCOMPARE(QFile::permissions(QString::fromStdString(path)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void whatGoesWrongLeavesNoFile()
    {
        const QTemporaryDir dir;
        const std::string path = dir.filePath("run.ndjson").toStdString();
        const auto nothing = [](FetchProgress) {};
        QVERIFY(!fetchTrace(*m_engine, "'; DROP", range(), path, {}, nothing));
        QVERIFY(!fetchTrace(*m_engine, std::string(32, 'f'), range(), path, {}, nothing));
        m_server->script({500, {}, {}, {}, false});
        QVERIFY(!fetchTrace(*m_engine, m_trace, range(), path, {}, nothing));
        const CancelToken cancelled;
        cancelled.cancel();
        QVERIFY(!fetchTrace(*m_engine, m_trace, range(), path, cancelled, nothing));
        QVERIFY(QDir(dir.path()).entryList(QDir::Files).isEmpty());
    }

    void sessions()
    {
        RemoteQuery query;
        query.request.sql = recentSessionsSql();
        query.range = range();
        std::promise<QueryAnswer> promise;
        m_engine->start(query, {}, [&](QueryAnswer answer) { promise.set_value(std::move(answer)); });
        const QueryAnswer answer = promise.get_future().get();
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
        const std::vector<RemoteSession> list = sessionsOf(**answer);
        QVERIFY(list.size() >= 2 && list.size() <= (*answer)->rowCount());
        std::set<std::string> traces;
        for (const RemoteSession& session : list) {
            QVERIFY(traces.insert(session.traceId).second);
            QVERIFY(session.start != kNoTime);
        }
    }

    void cleanupTestCase()
    {
        m_engine.reset();
        m_server.reset();
    }

private:
    static TimeRange range()
    {
        TimeRange range;
        range.from = parseIsoTime("2001-01-01T00:00:00Z")->ns;
        return range;
    }

    std::string m_trace; ///< the one with most records
    std::set<std::string> m_ids;
    HttpClient m_client;
    std::unique_ptr<LogfireServer> m_server;
    std::unique_ptr<LogfireEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestRecordFetch)
#include "tst_record_fetch.moc"
