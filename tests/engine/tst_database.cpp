// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/database.h"

#include <QtTest>

#include <optional>

using namespace mgx;
using namespace Qt::StringLiterals;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        auto opened = Database::open();
        QVERIFY2(opened, opened ? "" : opened.error().sentence().c_str());
        m_database.emplace(std::move(*opened));
    }

    void aQueryAnswers()
    {
        QCOMPARE(m_database->integer("SELECT 40 + 2").value_or(-1), 42);
        QCOMPARE(m_database->integer("SELECT 9223372036854775807").value_or(-1), INT64_MAX);
    }

    void rowsStay()
    {
        QVERIFY(m_database->execute("CREATE TABLE t AS SELECT range AS n FROM range(100000)"));
        QCOMPARE(m_database->integer("SELECT count(*) FROM t WHERE n % 2 = 0").value_or(-1), 50000);
        Database moved = std::move(*m_database);
        QCOMPARE(moved.integer("SELECT count(*) FROM t").value_or(-1), 100000);
    }

    void databasesAreApart()
    {
        QVERIFY(m_database->execute("CREATE TABLE t (n INTEGER)"));
        auto other = Database::open();
        QVERIFY(other);
        QVERIFY(!other->integer("SELECT count(*) FROM t"));
    }

    void jsonFunctionsComeWithTheLibrary()
    {
        QCOMPARE(m_database->integer(R"(SELECT CAST('{"a": {"b": 7}}'::JSON -> 'a' ->> 'b' AS BIGINT))").value_or(-1), 7);
    }

    void mistakesAreErrors_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("grammar") << "SELEC 1"_ba << "syntax error"_ba;
        QTest::newRow("unknown table") << "SELECT * FROM nothing"_ba << "does not exist"_ba;
        QTest::newRow("null") << "SELECT NULL::INTEGER"_ba << "NULL"_ba;
        QTest::newRow("no row") << "SELECT 1 WHERE false"_ba << "one row"_ba;
        QTest::newRow("two rows") << "SELECT range FROM range(2)"_ba << "one row"_ba;
        QTest::newRow("two columns") << "SELECT 1, 2"_ba << "one column"_ba;
        QTest::newRow("text") << "SELECT 'x'"_ba << "BIGINT"_ba;
        QTest::newRow("nul") << QByteArray("SELECT 1\0; x", 12) << "NUL"_ba;
        QTest::newRow("file") << "SELECT count(*) FROM read_text('/etc/hostname')"_ba << "disabled"_ba;
        QTest::newRow("setting") << "SELECT 1 FROM (SET enable_external_access = true)"_ba << "syntax error"_ba;
    }

    void mistakesAreErrors()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, part);
        const auto answer = m_database->integer(query.toStdString());
        QVERIFY(!answer);
        QVERIFY2(answer.error().what.find(part.toStdString()) != std::string::npos, answer.error().what.c_str());
        QCOMPARE(m_database->integer("SELECT 1").value_or(-1), 1); // still usable
    }

    void filesCannotBeUnlocked()
    {
        QVERIFY(!m_database->execute("SET enable_external_access = true"));
        QVERIFY(!m_database->execute("COPY (SELECT 1) TO '/tmp/massgen-explorer-test.csv'"));
        QVERIFY(!m_database->execute("INSTALL httpfs"));
    }

    void theVersionIsKnown() { QVERIFY(Database::version().starts_with("v1.")); }

private:
    std::optional<Database> m_database;
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
