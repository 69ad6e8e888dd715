// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/logfire_server.h"
#include "support/sample_records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using mgx::testing::LogfireServer;

/// `massgen-explorer mcp` as its clients meet it.
class TestMcp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_process = std::make_unique<QProcess>(); }
    void cleanup()
    {
        m_process->closeWriteChannel();
        m_process->waitForFinished();
        m_process.reset();
    }

    void revisionsAreNegotiated_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("agreed");
        for (const char* version : {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
            QTest::newRow(version) << version << version;
        QTest::newRow("unknown") << "1999-01-01" << "2025-11-25";
    }
    void revisionsAreNegotiated()
    {
        QFETCH(QString, asked);
        QFETCH(QString, agreed);
        start({MGX_SOURCE_DIR "/resources/samples"});
        const QJsonObject result = request("initialize", {{"protocolVersion", asked}, {"capabilities", QJsonObject()}})["result"].toObject();
        QCOMPARE(result["protocolVersion"].toString(), agreed);
        QVERIFY(result["capabilities"].toObject().contains("tools"));
        QCOMPARE(result["serverInfo"].toObject()["name"].toString(), QString("Logfire"));
    }

    /// Revision 2026-07-28: no handshake, every request says its revision.
    void theRevisionWithoutAHandshake()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const auto meta = [](const char* version) {
            return QJsonObject{{"_meta", QJsonObject{{"io.modelcontextprotocol/protocolVersion", version}, {"io.modelcontextprotocol/clientCapabilities", QJsonObject()}}}};
        };
        const QJsonObject found = request("server/discover", meta("2026-07-28"))["result"].toObject();
        QCOMPARE(found["supportedVersions"].toArray(), QJsonArray{"2026-07-28"});
        const QJsonObject list = request("tools/list", meta("2026-07-28"))["result"].toObject();
        QCOMPARE(list["resultType"].toString(), QString("complete"));
        QVERIFY(list.contains("ttlMs") && list.contains("cacheScope"));
        QCOMPARE(request("tools/list", meta("2099-01-01"))["error"].toObject()["code"].toInt(), -32022);
    }

    void theToolsAreThoseOfLogfire()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        QMap<QString, QJsonObject> tools;
        for (const QJsonValue& tool : request("tools/list")["result"].toObject()["tools"].toArray())
            tools[tool["name"].toString()] = tool["inputSchema"].toObject();
        QCOMPARE(tools.keys(), QStringList({"arbitrary_query", "critical_path", "find_exceptions_in_file", "find_waste", "list_runs", "logfire_link", "run_summary", "schema_reference"}));
        QCOMPARE(tools["arbitrary_query"]["required"].toArray(), QJsonArray({"query", "age"}));
        QCOMPARE(tools["find_exceptions_in_file"]["required"].toArray(), QJsonArray({"filepath", "age"}));
        QCOMPARE(tools["logfire_link"]["properties"].toObject().keys(), QStringList("trace_id"));
        QCOMPARE(tools["arbitrary_query"]["properties"].toObject()["age"].toObject()["type"].toString(), QString("integer"));
        QVERIFY(tools["schema_reference"]["properties"].toObject().isEmpty());
    }

    void questionsAboutLocalRuns()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const int age = 60 * 24 * 3650;
        const QJsonObject answer = call("arbitrary_query", {{"query", "SELECT span_name, trace_id FROM records WHERE span_name = 'coordination.session'"}, {"age", age}});
        QVERIFY(!answer["isError"].toBool());
        const QJsonArray rows = answer["structuredContent"].toObject()["result"].toArray();
        QVERIFY(!rows.isEmpty());
        const QString trace = rows[0].toObject()["trace_id"].toString();
        QCOMPARE(trace.size(), 32);
        QCOMPARE(QJsonDocument::fromJson(text(answer).toUtf8()).array(), rows);

        const QJsonObject with = call("arbitrary_query", {{"query", "WITH a AS (SELECT count(*) AS n FROM records) SELECT n FROM a"}, {"age", age}});
        QVERIFY(with["structuredContent"].toObject()["result"].toArray()[0].toObject()["n"].toInt() > 10);
        QVERIFY(!call("arbitrary_query", {{"query", "SHOW COLUMNS FROM records"}, {"age", age}})["isError"].toBool());

        const QJsonObject wrong = call("arbitrary_query", {{"query", "SELECT\n nosuch FROM records"}, {"age", age}});
        QVERIFY(wrong["isError"].toBool());
        QVERIFY2(text(wrong).contains("line 2, column 2"), qPrintable(text(wrong)));
        QVERIFY(call("arbitrary_query", {{"query", "DELETE FROM records"}, {"age", age}})["isError"].toBool());
        QVERIFY(call("arbitrary_query", {{"query", "SELECT 1"}})["isError"].toBool());
        QVERIFY(call("arbitrary_query", {{"query", "SELECT 1 AS a"}, {"age", -1}})["isError"].toBool());

        const QString link = text(call("logfire_link", {{"trace_id", trace}}));
        QVERIFY2(link.startsWith("file:///") && link.contains(trace), qPrintable(link));
        QVERIFY(QFileInfo::exists(QUrl(link).path()));
        QVERIFY(call("logfire_link", {{"trace_id", QString(32, 'f')}})["isError"].toBool());
        QVERIFY(text(call("schema_reference", {})).startsWith("CREATE TABLE records (\n    attributes TEXT"));
        QVERIFY(!call("find_exceptions_in_file", {{"filepath", "it's.py"}, {"age", age}})["isError"].toBool());
    }

    /// What is too old to be found is told.
    void theAgeCounts()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const QJsonObject answer = call("arbitrary_query", {{"query", "SELECT span_id FROM records"}, {"age", 0}});
        QVERIFY(answer["structuredContent"].toObject()["result"].toArray().isEmpty());
        QVERIFY(answer["content"].toArray().last().toObject()["text"].toString().contains("larger age"));
    }

    void runsOfTheFolder()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const QJsonArray runs = call("list_runs", {})["structuredContent"].toObject()["result"].toArray();
        QVERIFY(!runs.isEmpty());
        const QJsonObject run = call("run_summary", {{"run", runs[0].toObject()["trace_id"]}})["structuredContent"].toObject()["result"].toObject();
        QVERIFY(!run["agents"].toArray().isEmpty());
        QCOMPARE(run["path"], runs[0].toObject()["path"]);
        QCOMPARE(call("run_summary", {})["structuredContent"].toObject()["result"].toObject()["path"], runs[0].toObject()["path"]);
        QVERIFY(call("run_summary", {{"run", "nowhere"}})["isError"].toBool());
    }

    void whatARunWasted()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const QJsonObject waste = call("find_waste", {})["structuredContent"].toObject()["result"].toObject();
        QVERIFY(waste["duration_s"].toDouble() > 1 && waste["lost"].toObject()["count"].toInt() > 0);
        QVERIFY(!waste["findings"].toArray().isEmpty());
        bool hasHidden = false;
        for (const QJsonValue& failure : waste["failures"].toArray())
            hasHidden = hasHidden || failure["recorded_as_success"].toInt() > 0;
        QVERIFY2(hasHidden, "a failure that was recorded as a success");
        for (const char* list : {"findings", "repeated", "failures"}) {
            for (const QJsonValue& entry : waste[QLatin1String(list)].toArray()) {
                const QJsonObject answer = call("arbitrary_query", {{"query", entry["sql"]}, {"age", 60 * 24 * 3650}});
                QVERIFY2(!answer["isError"].toBool(), qPrintable(entry["sql"].toString() + '\n' + text(answer)));
            }
        }
        const QJsonObject same = call("find_waste", {{"run", waste["trace_id"]}})["structuredContent"].toObject()["result"].toObject();
        QCOMPARE(same, waste);
        QVERIFY(call("find_waste", {{"run", "nowhere"}})["isError"].toBool());
        QVERIFY(call("find_waste", {{"run", 3}})["isError"].toBool());
    }

    /// The steps of the path cover the whole run, and the time of each agent does, too.
    void whatARunWaitedFor()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        const QJsonObject path = call("critical_path", {})["structuredContent"].toObject()["result"].toObject();
        const double wall = path["duration_s"].toDouble();
        double sum = 0;
        for (const QJsonValue& step : path["steps"].toArray())
            sum += step["seconds"].toDouble();
        QVERIFY(std::abs(sum - wall) < 1e-6);
        QCOMPARE(path["agents"].toArray().size(), 3);
        for (const QJsonValue& agent : path["agents"].toArray()) {
            double all = 0;
            for (const QJsonValue& part : agent["time"].toObject())
                all += part.toDouble();
            QVERIFY(std::abs(all - wall) < 1e-6);
        }
        QVERIFY(call("critical_path", {{"run", "nowhere"}})["isError"].toBool());
    }

    void whatIsNoRequest()
    {
        start({MGX_SOURCE_DIR "/resources/samples"});
        m_process->write("this is no JSON\n");
        QCOMPARE(read()["error"].toObject()["code"].toInt(), -32700);
        QCOMPARE(request("resources/list")["error"].toObject()["code"].toInt(), -32601);
        QCOMPARE(request("tools/call", {{"name", "rm"}})["error"].toObject()["code"].toInt(), -32602);
        m_process->write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
        QVERIFY(request("ping")["result"].isObject()); // a notification has no answer of its own
        m_process->write("[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"ping\"}]\n");
        const QString first = read()["id"].toString();
        QCOMPARE(first + read()["id"].toString(), QString("ab"));
        m_process->closeWriteChannel();
        QVERIFY(m_process->waitForFinished());
        QCOMPARE(m_process->exitCode(), 0);
    }

    void aLogfireProject()
    {
        LogfireServer server(mgx::testing::recordLines(mgx::testing::corpusPath()), mgx::parseIsoTime("2026-03-02T12:00:00Z")->ns);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LOGFIRE_READ_TOKEN", LogfireServer::kReadToken);
        environment.insert("LOGFIRE_BASE_URL", QString::fromStdString(server.url()));
        m_process->setProcessEnvironment(environment);
        start({"--logfire"});
        const QJsonObject answer = call("arbitrary_query", {{"query", "SELECT 1 AS a"}, {"age", 60}});
        QCOMPARE(answer["structuredContent"].toObject()["result"].toArray()[0].toObject()["a"].toInt(), 1);
        const QString trace(32, 'a');
        QCOMPARE(text(call("logfire_link", {{"trace_id", trace}})), QString::fromStdString(server.url()) + "/acme/agents?q=trace_id%3D%27" + trace + "%27");
        QVERIFY(text(call("schema_reference", {})).contains("trace_id TEXT NOT NULL"));
        QVERIFY(text(call("arbitrary_query", {{"query", "SELECT 1 AS a"}, {"age", 43201}})).contains("43200"));
        m_process->closeWriteChannel();
        QVERIFY(m_process->waitForFinished());
        QVERIFY(!m_process->readAllStandardError().contains(LogfireServer::kReadToken));
    }

    void wrongUsage()
    {
        QProcess process;
        process.start(MGX_EXECUTABLE, {"mcp"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 2);
    }

private:
    void start(const QStringList& arguments)
    {
        m_process->start(MGX_EXECUTABLE, QStringList("mcp") + arguments);
        QVERIFY(m_process->waitForStarted());
    }
    QJsonObject read()
    {
        while (!m_process->canReadLine()) {
            if (!m_process->waitForReadyRead(60'000))
                return {};
        }
        return QJsonDocument::fromJson(m_process->readLine()).object();
    }
    QJsonObject request(const QString& method, const QJsonObject& params = {})
    {
        const QJsonObject message{{"jsonrpc", "2.0"}, {"id", ++m_id}, {"method", method}, {"params", params}};
        m_process->write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
        const QJsonObject answer = read();
        return answer["id"].toInt() == m_id ? answer : QJsonObject();
    }
    QJsonObject call(const QString& tool, const QJsonObject& arguments)
    {
        return request("tools/call", {{"name", tool}, {"arguments", arguments}})["result"].toObject();
    }
    static QString text(const QJsonObject& result) { return result["content"].toArray()[0].toObject()["text"].toString(); }

    std::unique_ptr<QProcess> m_process;
    int m_id = 0;
};

QTEST_GUILESS_MAIN(TestMcp)
#include "tst_mcp.moc"
