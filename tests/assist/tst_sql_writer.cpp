// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/sql_writer.h"
#include "support/model_server.h"

#include <nlohmann/json.hpp>
#include <QtTest>

using namespace mgx;
using mgx::testing::ModelServer;

namespace {

const std::string kFence = "```";

SqlQuestion questionOf(const std::string& text)
{
    SqlQuestion question;
    question.question = text;
    question.keys = {{"massgen.agent_id", "text", {}}, {"massgen.usage.cost", "number", {"0.25"}}};
    return question;
}

} // namespace

/// The whole way of a question to a model and back, with a model that says what the test wants.
class TestSqlWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_server = std::make_unique<ModelServer>(); }

    void aStatementIsWritten_data()
    {
        QTest::addColumn<bool>("isStreaming");
        QTest::newRow("stream") << true;
        QTest::newRow("whole") << false;
    }
    void aStatementIsWritten()
    {
        QFETCH(bool, isStreaming);
        m_server->setStreaming(isStreaming);
        m_server->script("Here it is:\n" + kFence + "sql\nSELECT 1 AS a\n" + kFence + "\nIt counts.");
        std::string said;
        SqlWriter writer = writerWith([](const std::string&) { return std::nullopt; });
        writer.onText = [&](std::string_view text) { said += text; };
        const Result<WrittenSql> written = writer.write(questionOf("how many?"), {});
        QVERIFY(written);
        QCOMPARE(written->sql, std::string("SELECT 1 AS a"));
        QVERIFY(!written->isRepaired && written->problem.empty());
        QVERIFY(said.find("It counts.") != std::string::npos);
        const auto request = m_server->http().requests().front();
        QCOMPARE(request.header("authorization"), std::string("Bearer sk-test"));
        const auto body = nlohmann::json::parse(request.body);
        QCOMPARE(body["model"].get<std::string>(), std::string("m"));
        const std::string system = body["messages"][0]["content"];
        QVERIFY(system.find("massgen.usage.cost (number), such as 0.25") != std::string::npos);
        QVERIFY(system.find("records: ") != std::string::npos);
        QVERIFY(body["messages"][1]["content"].get<std::string>().find("how many?") != std::string::npos);
    }

    void aMistakeGoesBackOnce()
    {
        m_server->script(kFence + "\nSELECT nosuch FROM records\n" + kFence);
        m_server->script(kFence + "\nSELECT span_id FROM records\n" + kFence);
        std::string told;
        SqlWriter writer = writerWith([](const std::string& sql) {
            return sql.find("nosuch") == std::string::npos ? std::nullopt : std::optional<std::string>("there is no column nosuch");
        });
        writer.onRepair = [&](const std::string& problem) { told = problem; };
        const Result<WrittenSql> written = writer.write(questionOf("q"), {});
        QVERIFY(written && written->isRepaired && written->problem.empty());
        QCOMPARE(written->sql, std::string("SELECT span_id FROM records"));
        QCOMPARE(told, std::string("there is no column nosuch"));
        QCOMPARE(m_server->http().requests().size(), std::size_t(2));
        QVERIFY(m_server->http().requests()[1].body.find("no column nosuch") != std::string::npos);
    }

    void aSecondMistakeIsShown()
    {
        m_server->script("SELECT nosuch FROM records");
        m_server->script("SELECT nosuch AS again FROM records");
        SqlWriter writer = writerWith([](const std::string&) { return std::optional<std::string>("no"); });
        const Result<WrittenSql> written = writer.write(questionOf("q"), {});
        QVERIFY(written);
        QCOMPARE(written->sql, std::string("SELECT nosuch AS again FROM records"));
        QCOMPARE(written->problem, std::string("no"));
        QCOMPARE(m_server->http().requests().size(), std::size_t(2)); // never a third time
    }

    void failuresAreTold_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("key") << 401 << QByteArray("{\"error\":{\"message\":\"Incorrect API key\"}}") << QByteArray("does not accept the key: Incorrect API key");
        QTest::newRow("model") << 404 << QByteArray("{\"error\":{\"message\":\"no model m\"}}") << QByteArray("no model m");
        QTest::newRow("limit") << 429 << QByteArray("{}") << QByteArray("no more questions");
        QTest::newRow("broken") << 503 << QByteArray("<html>") << QByteArray("failed (503)");
        QTest::newRow("moved") << 302 << QByteArray() << QByteArray("failed (302)");
    }
    void failuresAreTold()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, sentence);
        m_server->refuse(status, body.toStdString());
        const Result<WrittenSql> written = writerWith([](const std::string&) { return std::nullopt; }).write(questionOf("q"), {});
        QVERIFY(!written);
        QVERIFY2(QByteArray::fromStdString(written.error().sentence()).contains(sentence), written.error().sentence().c_str());
        QVERIFY(written.error().sentence().find("sk-test") == std::string::npos);
    }

    void anAnswerWithoutAStatement()
    {
        m_server->script("I would rather not.");
        m_server->script("Still not.");
        const Result<WrittenSql> written = writerWith([](const std::string&) { return std::nullopt; }).write(questionOf("q"), {});
        QVERIFY(!written && written.error().what.find("no statement") != std::string::npos);
    }

    void addressesThatCanBeTyped()
    {
        QCOMPARE(*chatUrl("http://127.0.0.1:11434"), std::string("http://127.0.0.1:11434/v1/chat/completions"));
        QCOMPARE(*chatUrl("https://api.example.com/v1/"), std::string("https://api.example.com/v1/chat/completions"));
        QCOMPARE(*chatUrl("https://x.example/openai/chat/completions"), std::string("https://x.example/openai/chat/completions"));
        QVERIFY(!chatUrl("http://api.example.com/v1"));
        QVERIFY(!chatUrl("api.example.com"));
    }

    void statementsInAnswers()
    {
        QCOMPARE(sqlOfAnswer("a " + kFence + "sql\nWITH x AS (SELECT 1)\nSELECT * FROM x\n" + kFence), std::string("WITH x AS (SELECT 1)\nSELECT * FROM x"));
        QCOMPARE(sqlOfAnswer("Selected for you: select 1"), std::string("select 1"));
        QCOMPARE(sqlOfAnswer(kFence + "sql\nSELECT 2"), std::string("SELECT 2"));
        QCOMPARE(sqlOfAnswer("nothing"), std::string());
    }

    void onlyTablesOfTheEngine()
    {
        SqlQuestion question = questionOf("q");
        QVERIFY(sqlMessages(question)[0].content.find("\ntool_calls: ") != std::string::npos);
        question.isForLogfire = true;
        QVERIFY(sqlMessages(question)[0].content.find("\ntool_calls: ") == std::string::npos);
    }

private:
    SqlWriter writerWith(SqlWriter::Check check)
    {
        return SqlWriter({m_server->url(), "m", Secret("sk-test")}, m_client, std::move(check));
    }

    HttpClient m_client;
    std::unique_ptr<ModelServer> m_server;
};

QTEST_GUILESS_MAIN(TestSqlWriter)
#include "tst_sql_writer.moc"
