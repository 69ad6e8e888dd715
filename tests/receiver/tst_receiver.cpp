// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/http_client.h"
#include "receiver/receiver.h"

#include <QtTest>

#include <mutex>
#include <thread>

using namespace mgx;

/// Real sockets against a receiver whose judge takes everything that does not begin with '!'.
class TestReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void statuses_data();
    void statuses();
    void packedBodiesAreUnpacked();
    void aBombIsStoppedAtTheLimit();
    void bodiesThatAreTooLargeAreRefused();
    void malformedRequestsAreCounted();
    void everythingTakenIsInTheJournal();
    void oneConnectionTakesManyRequests();
    void chunkedBodiesAreRead();
    void slowSendersAreEndedAndStarveNobody();
    void strangersMakeRoom();
    void brokenOffRequestsAreCounted();
    void listensOnBothLoopbackAddresses();
    void aTakenPortIsAnError();
    void tokensDiffer();

private:
    [[nodiscard]] std::string send(const std::string& method, const std::string& path, Headers headers, std::string_view body = {});
    [[nodiscard]] Headers good() const;
    void restart(const ReceiverOptions& options);

    QTemporaryDir m_folder;
    std::unique_ptr<Receiver> m_receiver;
    std::mutex m_mutex;
    std::vector<std::string> m_bodies;
};

#ifndef Q_MOC_RUN

void TestReceiver::init()
{
    ReceiverOptions options;
    options.maxSentBytes = 1 << 20;
    options.maxBytes = 4 << 20;
    options.limits.firstRequest = std::chrono::milliseconds(400);
    options.limits.request = std::chrono::milliseconds(600);
    restart(options);
}

void TestReceiver::cleanup()
{
    m_receiver.reset();
}

void TestReceiver::restart(const ReceiverOptions& options)
{
    m_receiver.reset();
    m_bodies.clear();
    m_receiver = std::make_unique<Receiver>(
        options,
        [this](OtlpSignal, OtlpEncoding, std::string_view body) {
            const std::lock_guard lock(m_mutex);
            m_bodies.emplace_back(body);
            if (body.starts_with('!'))
                return OtlpJudgement{false, 0, 0, "is no request"};
            if (body.starts_with('?'))
                return OtlpJudgement{true, 1, 2, "two were no spans"};
            return OtlpJudgement{true, body.size(), 0, {}};
        },
        [] {});
    const Result<void> started = m_receiver->start();
    QVERIFY2(started.has_value(), started ? "" : started.error().sentence().c_str());
}

Headers TestReceiver::good() const
{
    return {{"Authorization", m_receiver->token()}, {"Content-Type", "application/x-protobuf"}};
}

std::string TestReceiver::send(const std::string& method, const std::string& path, Headers headers, std::string_view body)
{
    RawConnection connection(m_receiver->port());
    if (!connection.isOpen() || !connection.send(httpRequest(method, path, headers, body)))
        return "not sent";
    return connection.receive();
}

void TestReceiver::statuses_data()
{
    QTest::addColumn<QString>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("authorization"); // T = the token
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("coding");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");

    const QString protobuf = "application/x-protobuf";
    const QString json = "application/json; charset=utf-8";
    QTest::newRow("protobuf") << "POST" << "/v1/traces" << "T" << protobuf << "" << "abc" << 200;
    QTest::newRow("json") << "POST" << "/v1/traces" << "T" << json << "" << "{}" << 200;
    QTest::newRow("logs") << "POST" << "/v1/logs" << "T" << protobuf << "" << "abc" << 200;
    QTest::newRow("metrics") << "POST" << "/v1/metrics" << "T" << protobuf << "" << "abc" << 200;
    QTest::newRow("empty body") << "POST" << "/v1/traces" << "T" << protobuf << "" << "" << 200;
    QTest::newRow("bearer") << "POST" << "/v1/traces" << "bearer T" << protobuf << "" << "abc" << 200;
    QTest::newRow("info") << "GET" << "/v1/info" << "T" << "" << "" << "" << 200;
    QTest::newRow("no token") << "POST" << "/v1/traces" << "" << protobuf << "" << "abc" << 401;
    QTest::newRow("wrong token") << "POST" << "/v1/traces" << "0123456789012345678901234567890123456789" << protobuf << "" << "abc" << 401;
    QTest::newRow("begin of the token") << "POST" << "/v1/traces" << "T/2" << protobuf << "" << "abc" << 401;
    QTest::newRow("info without token") << "GET" << "/v1/info" << "" << "" << "" << "" << 401;
    QTest::newRow("unknown path without token") << "GET" << "/admin" << "" << "" << "" << "" << 401;
    QTest::newRow("unknown path") << "POST" << "/v1/spans" << "T" << protobuf << "" << "abc" << 404;
    QTest::newRow("path upwards") << "GET" << "/../etc/passwd" << "T" << protobuf << "" << "" << 404;
    QTest::newRow("wrong method") << "GET" << "/v1/traces" << "T" << protobuf << "" << "" << 405;
    QTest::newRow("wrong type") << "POST" << "/v1/traces" << "T" << "text/plain" << "" << "abc" << 415;
    QTest::newRow("no type") << "POST" << "/v1/traces" << "T" << "" << "" << "abc" << 415;
    QTest::newRow("unknown coding") << "POST" << "/v1/traces" << "T" << protobuf << "br" << "abc" << 415;
    QTest::newRow("no gzip") << "POST" << "/v1/traces" << "T" << protobuf << "gzip" << "abc" << 400;
    QTest::newRow("refused by the judge") << "POST" << "/v1/traces" << "T" << protobuf << "" << "!abc" << 400;
}

void TestReceiver::statuses()
{
    QFETCH(QString, method);
    QFETCH(QString, path);
    QFETCH(QString, authorization);
    QFETCH(QString, type);
    QFETCH(QString, coding);
    QFETCH(QString, body);
    QFETCH(int, status);
    const QString token = QString::fromStdString(m_receiver->token());
    authorization.replace("T/2", token.left(20)).replace("T", token);
    Headers headers;
    for (const auto& [name, value] : {std::pair("Authorization", authorization), {"Content-Type", type}, {"Content-Encoding", coding}}) {
        if (!value.isEmpty())
            headers.emplace_back(name, value.toStdString());
    }
    const std::string answer = send(method.toStdString(), path.toStdString(), headers, body.toStdString());
    QCOMPARE(statusOf(answer), status);
    if (status == 401)
        QVERIFY(m_bodies.empty());
    if (path == QLatin1String("/v1/info") && status == 200)
        QVERIFY(QString::fromStdString(bodyOf(answer)).contains(QStringLiteral("\"project_name\":\"local\"")));
    if (type.startsWith(QLatin1String("application/json")) && status == 200)
        QCOMPARE(bodyOf(answer), std::string("{}"));
    const ReceiverCounts counts = m_receiver->counts();
    QCOMPARE(counts.unauthorised, std::uint64_t(status == 401));
    QCOMPARE(counts.malformed, std::uint64_t(status == 400));
    QCOMPARE(counts.other, std::uint64_t(status == 404 || status == 405 || status == 415));
    QCOMPARE(counts.requests, std::uint64_t(status == 200 && path != QLatin1String("/v1/info")));
}

void TestReceiver::packedBodiesAreUnpacked()
{
    std::string text;
    for (int i = 0; i < 200'000; ++i)
        text += char('a' + i * 7 % 26);
    Headers headers = good();
    headers.emplace_back("Content-Encoding", "gzip");
    QCOMPARE(statusOf(send("POST", "/v1/traces", headers, gzipped(text))), 200);
    QCOMPARE(m_bodies.size(), std::size_t(1));
    QVERIFY(m_bodies.front() == text);
    const std::string packed = gzipped(text);
    QCOMPARE(statusOf(send("POST", "/v1/traces", headers, packed.substr(0, packed.size() / 2))), 400); // cut off
    QCOMPARE(statusOf(send("POST", "/v1/traces", headers, gzipped("ab") + gzipped("cd"))), 200);      // two members
    QCOMPARE(m_bodies.back(), std::string("abcd"));
}

void TestReceiver::aBombIsStoppedAtTheLimit()
{
    const std::string bomb = gzipped(std::string(200 << 20, 'x')); // 200 kB on the way, 200 MB unpacked
    QVERIFY(bomb.size() < 300'000);
    Headers headers = good();
    headers.emplace_back("Content-Encoding", "gzip");
    QCOMPARE(statusOf(send("POST", "/v1/traces", headers, bomb)), 413);
    QVERIFY(m_bodies.empty());
    QCOMPARE(m_receiver->counts().tooLarge, std::uint64_t(1));
}

void TestReceiver::bodiesThatAreTooLargeAreRefused()
{
    RawConnection connection(m_receiver->port());
    QVERIFY(connection.send("POST /v1/traces HTTP/1.1\r\nHost: x\r\nAuthorization: " + m_receiver->token()
                            + "\r\nContent-Type: application/x-protobuf\r\nContent-Length: 99999999999\r\n\r\n"));
    QCOMPARE(statusOf(connection.receive()), 413); // before any of it was sent
    QCOMPARE(statusOf(send("POST", "/v1/traces", good(), std::string((1 << 20) - 10, 'a'))), 200);
}

void TestReceiver::malformedRequestsAreCounted()
{
    for (const std::string garbage : {"\x16\x03\x01\x02\x00\x01", "NONSENSE\r\n\r\n", "POST /v1/traces HTTP/9.9\r\n\r\n"}) {
        RawConnection connection(m_receiver->port());
        QVERIFY(connection.send(garbage));
        QVERIFY(connection.receive(2000).find("200 OK") == std::string::npos);
    }
    QCOMPARE(statusOf(send("POST", "/v1/traces", good(), "abc")), 200); // and it goes on
}

void TestReceiver::everythingTakenIsInTheJournal()
{
    ReceiverOptions options;
    options.journalFolder = m_folder.filePath("journal").toStdString();
    restart(options);
    QCOMPARE(statusOf(send("POST", "/v1/traces", good(), "abc")), 200);
    QCOMPARE(statusOf(send("POST", "/v1/traces", good(), "!no")), 400);
    QCOMPARE(statusOf(send("POST", "/v1/metrics", good(), "metric")), 200);
    QCOMPARE(statusOf(send("POST", "/v1/logs", {{"Authorization", m_receiver->token()}, {"Content-Type", "application/json"}}, "{}")), 200);
    QFile traces(m_folder.filePath("journal/traces.otlp.pb"));
    QVERIFY(traces.open(QIODevice::ReadOnly)); // while the receiver runs
    QCOMPARE(traces.readAll(), QByteArray("\0\0\0\3abc", 7));
    QFile logs(m_folder.filePath("journal/logs.otlp.json"));
    QVERIFY(logs.open(QIODevice::ReadOnly));
    QCOMPARE(logs.readAll(), QByteArray("{}\n"));
    const std::string partial = send("POST", "/v1/traces", good(), "?");
    QCOMPARE(statusOf(partial), 200);
    QVERIFY(bodyOf(partial).find("two were no spans") != std::string::npos);
}

void TestReceiver::oneConnectionTakesManyRequests()
{
    RawConnection connection(m_receiver->port());
    for (int i = 0; i < 500; ++i) {
        QVERIFY(connection.send(httpRequest("POST", "/v1/traces", good(), std::to_string(i))));
        QCOMPARE(statusOf(connection.receive()), 200);
    }
    QCOMPARE(m_bodies.size(), std::size_t(500));
    QCOMPARE(m_bodies.back(), std::string("499"));
}

void TestReceiver::chunkedBodiesAreRead()
{
    RawConnection connection(m_receiver->port());
    QVERIFY(connection.send("POST /v1/traces HTTP/1.1\r\nHost: x\r\nAuthorization: " + m_receiver->token()
                            + "\r\nContent-Type: application/x-protobuf\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"));
    QCOMPARE(statusOf(connection.receive()), 200);
    QCOMPARE(m_bodies.back(), std::string("abcdefg"));
}

void TestReceiver::slowSendersAreEndedAndStarveNobody()
{
    std::vector<std::unique_ptr<RawConnection>> slow;
    for (int i = 0; i < 60; ++i) {
        slow.push_back(std::make_unique<RawConnection>(m_receiver->port()));
        // Some drip their head, some have the token and drip their body.
        QVERIFY(slow.back()->send(i % 2 ? std::string("POST /v1/traces HT")
                                        : "POST /v1/traces HTTP/1.1\r\nHost: x\r\nAuthorization: " + m_receiver->token()
                                              + "\r\nContent-Type: application/x-protobuf\r\nContent-Length: 1000\r\n\r\n"));
    }
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        QCOMPARE(statusOf(send("POST", "/v1/traces", good(), "abc")), 200);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    bool isAnyLeft = true;
    for (int step = 0; step < 60 && isAnyLeft; ++step) { // a byte now and then keeps no connection alive
        QTest::qWait(50);
        isAnyLeft = false;
        for (const auto& connection : slow)
            isAnyLeft |= connection->send("x");
    }
    QVERIFY(!isAnyLeft);
    QTRY_COMPARE(m_receiver->counts().tooSlow, std::uint64_t(60));
}

void TestReceiver::strangersMakeRoom()
{
    ReceiverOptions options;
    options.limits.most = 16;
    restart(options);
    std::vector<std::unique_ptr<RawConnection>> strangers;
    for (int i = 0; i < 100; ++i) {
        strangers.push_back(std::make_unique<RawConnection>(m_receiver->port()));
        (void)strangers.back()->send("GET / HT");
        if (i % 5 == 0)
            QTRY_COMPARE(statusOf(send("POST", "/v1/traces", good(), "abc")), 200);
    }
    QVERIFY(strangers.front()->isClosedWithin(2000));
}

void TestReceiver::brokenOffRequestsAreCounted()
{
    {
        RawConnection connection(m_receiver->port());
        QVERIFY(connection.send(httpRequest("POST", "/v1/traces", good(), std::string(1000, 'a')).substr(0, 400)));
        QTest::qWait(50);
    }
    QTRY_COMPARE(m_receiver->counts().tooSlow, std::uint64_t(1));
    QVERIFY(m_bodies.empty());
}

void TestReceiver::listensOnBothLoopbackAddresses()
{
    if (m_receiver->hasIpv6()) {
        RawConnection connection(m_receiver->port(), true);
        QVERIFY(connection.isOpen());
        QVERIFY(connection.send(httpRequest("POST", "/v1/traces", good(), "abc")));
        QCOMPARE(statusOf(connection.receive()), 200);
    }
    // Listening sockets in /proc/net/tcp: 0100007F is 127.0.0.1.
    QFile table("/proc/net/tcp");
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QByteArray port = QByteArray::number(m_receiver->port(), 16).toUpper().rightJustified(4, '0');
    int listening = 0;
    for (const QByteArray& line : table.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        if (fields.size() > 3 && fields[3] == "0A" && fields[1].endsWith(':' + port)) {
            ++listening;
            QCOMPARE(fields[1], QByteArray("0100007F:" + port));
        }
    }
    QCOMPARE(listening, 1);
}

void TestReceiver::aTakenPortIsAnError()
{
    ReceiverOptions options;
    options.port = m_receiver->port();
    Receiver second(options, [](auto...) { return OtlpJudgement{}; }, [] {});
    const Result<void> started = second.start();
    QVERIFY(!started);
    QVERIFY(started.error().sentence().find(std::to_string(options.port)) != std::string::npos);
}

void TestReceiver::tokensDiffer()
{
    QVERIFY(randomToken() != randomToken());
    QCOMPARE(randomToken().size(), std::size_t(40));
}

QTEST_GUILESS_MAIN(TestReceiver)

#endif

#include "tst_receiver.moc"
