// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/secret.h"
#include "net/url.h"

#include <QtTest>

using namespace mgx;

class TestUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("origin"); // empty = refused
        const auto row = [](const char* text, const char* origin) { QTest::newRow(text) << QByteArray(text) << QByteArray(origin); };
        row("https://Logfire-US.pydantic.dev/v2/query", "https://logfire-us.pydantic.dev");
        row("https://host:8443/x?y=1#z", "https://host:8443");
        row("http://127.0.0.1:4318", "http://127.0.0.1:4318");
        row("http://[::1]:80/", "http://[::1]:80");
        row("http://localhost/x", "http://localhost");
        row("http://127.0.0.1.example.com", "");
        row("http://127.0.0.evil", "");
        row("http://example.com", "");
        row("https://me:secret@example.com", "");
        row("ftp://example.com", "");
        row("file:///etc/passwd", "");
        row("https://", "");
        row("https://host:port", "");
        row("https://host:70000", "");
        row("https://ho st", "");
        row("example.com", "");
    }
    void addresses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, origin);
        const Result<Url> url = parseSafeUrl(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(url ? url->origin() : ""), origin);
        QVERIFY(url || !url.error().what.empty());
        QVERIFY(url || url.error().sentence().find("secret") == std::string::npos);
    }

    void percentSignsComeAndGo()
    {
        const std::string text = "trace_id='a b' & ä+%";
        QCOMPARE(percentEncoded(text), std::string("trace_id%3D%27a%20b%27%20%26%20%C3%A4%2B%25"));
        QCOMPARE(percentDecoded(percentEncoded(text)), text);
        QCOMPARE(queryValue("a=1&q=x%3D%272%27&b=", "q"), std::string("x='2'"));
        QCOMPARE(queryValue("a=1&b=", "q"), std::string());
        QCOMPARE(percentDecoded("100%"), std::string("100%"));
    }

    void secretsDoNotShowThemselves()
    {
        const Secret token("pylf_v1_us_0kYhc414QwErTyUiOpAsDfGhJkLzXcVbNm");
        QCOMPARE(token.masked(), std::string("pylf_v1_us_…VbNm"));
        QCOMPARE(Secret("sk-abc123").masked().find("abc"), std::string::npos);
        QCOMPARE(Secret().masked(), std::string());
        QVERIFY(Secret("sk-0123456789012345678901234").masked().size() < 12);
    }
};

QTEST_GUILESS_MAIN(TestUrl)
#include "tst_url.moc"
