// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/token.h"

#include <QtTest>
#include <QTemporaryDir>

using namespace mgx;

class TestToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void regions_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("url"); // empty = refused
        const auto row = [](const char* token, const char* typed, const char* url) {
            QTest::addRow("%s %s", token, typed) << QByteArray(token) << QByteArray(typed) << QByteArray(url);
        };
        row("pylf_v1_us_abc", "", "https://logfire-us.pydantic.dev");
        row("pylf_v1_eu_abc", "", "https://logfire-eu.pydantic.dev");
        row("pylf_v12_eu_01234567-89ab-cdef-0123-456789abcdef_abc", "", "https://logfire-eu.pydantic.dev");
        row("pylf_v1_stagingeu_abc", "", "https://logfire-eu.pydantic.info");
        row("0123456789abcdef", "", "https://logfire-us.pydantic.dev"); // an old one
        row("pylf_v1_mars_abc", "", "");
        row("pylf_v1_mars_abc", "https://logfire.acme.example/", "https://logfire.acme.example");
        row("pylf_v1_us_abc", "https://acme.example/logfire/", "https://acme.example/logfire");
        row("pylf_v1_us_abc", "http://acme.example", "");
        row("pylf_v1_us_abc", "http://127.0.0.1:8080", "http://127.0.0.1:8080");
    }
    void regions()
    {
        QFETCH(QByteArray, token);
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, url);
        const Result<std::string> found = baseUrlFor(Secret(token.toStdString()), typed.toStdString());
        QCOMPARE(QByteArray::fromStdString(found ? *found : ""), url);
    }

    void filesOfTheCommandLine()
    {
        const QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkdir(".logfire"));
        QFile file(dir.filePath(".logfire/read_token.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"token":"pylf_v1_us_abc","base_url":"https://evil.example","organization":"acme","project_name":"agents",)"
                   R"("expires_at":"2026-12-01T00:00:00Z"})");
        file.close();
        const Result<TokenFile> read = readTokenFile(dir.path().toStdString());
        QVERIFY(read);
        QCOMPARE(read->organization + "/" + read->project, std::string("acme/agents"));
        // The file says where to send it, and nobody listens.
        QCOMPARE(*baseUrlFor(read->token, {}), std::string("https://logfire-us.pydantic.dev"));
        QVERIFY(!readTokenFile(dir.filePath("nowhere").toStdString()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[1, 2");
        file.close();
        QVERIFY(!readTokenFile(file.fileName().toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
