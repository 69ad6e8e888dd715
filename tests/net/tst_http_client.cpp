// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_client.h"
#include "support/http_server.h"

#include <QtTest>

#include <atomic>
#include <future>

using namespace mgx;
using mgx::testing::HttpServer;
using mgx::testing::Responder;
using mgx::testing::ServedRequest;

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodyHeadersAndTokenArrive()
    {
        HttpServer server([](const ServedRequest& request, Responder& responder) {
            responder.send(201, request.method + " " + request.body, {{"X-Answer", "yes"}});
        });
        HttpClient client;
        HttpRequest request = to(server, "/path?x=1");
        request.method = "POST";
        request.body = "hello";
        request.headers = {{"Content-Type", "text/plain"}};
        request.authorization = Secret("Bearer t0ken");
        const auto reply = client.fetch(request, {});
        QVERIFY(reply.outcome.isDone);
        QCOMPARE(reply.outcome.head.status, 201);
        QCOMPARE(std::string(reply.outcome.head.value("x-answer")), std::string("yes"));
        QCOMPARE(reply.body, std::string("POST hello"));
        const ServedRequest seen = server.requests().front();
        QCOMPARE(seen.header("authorization"), std::string("Bearer t0ken"));
        QCOMPARE(seen.query, std::string("x=1"));
        QVERIFY(seen.header("accept-encoding").find("gzip") != std::string::npos);
    }

    void pieceAfterPiece()
    {
        HttpServer server([](const ServedRequest&, Responder& responder) {
            responder.begin(200);
            for (int i = 0; i < 3; ++i) {
                responder.write("piece" + std::to_string(i));
                responder.pause(60);
            }
            responder.end();
        });
        HttpClient client;
        std::atomic_int pieces = 0;
        std::promise<HttpOutcome> done;
        HttpHandlers handlers;
        handlers.onData = [&](std::string_view) { return ++pieces > 0; };
        handlers.onDone = [&](HttpOutcome outcome) { done.set_value(std::move(outcome)); };
        client.start(to(server, "/"), {}, handlers);
        QVERIFY(done.get_future().get().isDone);
        QVERIFY(pieces >= 3); // streamed, not gathered
    }

    void stoppingClosesTheConnection()
    {
        std::atomic_bool hasBegun = false;
        HttpServer server([&](const ServedRequest&, Responder& responder) {
            responder.begin(200);
            responder.write("x");
            hasBegun = true;
            responder.pause(20'000);
        });
        HttpClient client;
        const CancelToken cancel;
        std::promise<HttpOutcome> done;
        HttpHandlers handlers;
        handlers.onDone = [&](HttpOutcome outcome) { done.set_value(std::move(outcome)); };
        client.start(to(server, "/"), cancel, handlers);
        QTRY_VERIFY(hasBegun);
        QElapsedTimer clock;
        clock.start();
        client.stop(cancel);
        const HttpOutcome outcome = done.get_future().get();
        QVERIFY(outcome.isCancelled && !outcome.isDone);
        QVERIFY(clock.elapsed() < 2000);
        QTRY_COMPARE(server.cutCount(), 1);
    }

    void limitsHold()
    {
        HttpServer server([](const ServedRequest& request, Responder& responder) {
            if (request.path == "/large")
                responder.send(200, std::string(1 << 20, 'x'));
            else if (request.path == "/slow")
                responder.pause(5000);
            else
                responder.send(302, "", {{"Location", "http://127.0.0.1:1/elsewhere"}});
        });
        HttpClient client;
        HttpRequest large = to(server, "/large"); // a megabyte packs to a kilobyte: what counts is the unpacked size
        large.maxBytes = 100'000;
        QVERIFY(client.fetch(large, {}).outcome.error.what.find("larger") != std::string::npos);
        HttpRequest slow = to(server, "/slow");
        slow.totalTimeout = std::chrono::milliseconds(200);
        QVERIFY(client.fetch(slow, {}).outcome.error.what.find("in time") != std::string::npos);
        const auto moved = client.fetch(to(server, "/moved"), {});
        QCOMPARE(moved.outcome.head.status, 302);
        QCOMPARE(server.requests().size(), std::size_t(3)); // a redirect is not followed
    }

    void whatCannotBeAskedIsTold()
    {
        HttpClient client;
        HttpRequest request;
        request.url = "http://example.com/";
        QVERIFY(client.fetch(request, {}).outcome.error.sentence().find("https") != std::string::npos);
        request.url = "http://127.0.0.1:9"; // the port "discard": nobody is there
        QVERIFY(client.fetch(request, {}).outcome.error.what.find("nothing answers") != std::string::npos);
    }

    void endingTheClientEndsItsRequests()
    {
        HttpServer server([](const ServedRequest&, Responder& responder) { responder.pause(20'000); });
        std::promise<HttpOutcome> done;
        {
            HttpClient client;
            HttpHandlers handlers;
            handlers.onDone = [&](HttpOutcome outcome) { done.set_value(std::move(outcome)); };
            client.start(to(server, "/"), {}, handlers);
            QTRY_COMPARE(server.requests().size(), std::size_t(1));
        }
        QVERIFY(done.get_future().get().isCancelled);
    }

private:
    static HttpRequest to(const HttpServer& server, const std::string& path)
    {
        HttpRequest request;
        request.url = server.url() + path;
        return request;
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_http_client.moc"
