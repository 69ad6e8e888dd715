// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/dialect_check.h"

#include <QtTest>

using namespace mgx;

class TestDialectCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statement_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("found"); // the words that are warned of, in order
        const auto row = [](const char* sql, const char* found) { QTest::newRow(sql) << QByteArray(sql) << QByteArray(found); };
        row("SELECT count(*) FROM records WHERE level >= 'error'", "");
        row("SELECT * FROM agents JOIN runs ON true", "agents runs");
        row("WITH agents AS (SELECT 1 AS a FROM records) SELECT * FROM agents", "");
        row("SELECT agents FROM records AS runs", "");
        row("SELECT mod(1, 2), strftime(start_timestamp, '%H') FROM records", "mod strftime");
        row("SELECT x.format, 'mod(' FROM records x -- age(", "");
        row("SELECT list_sort(tags), array_sort(tags) FROM records", "list_sort");
        row("SELECT * EXCLUDE (attributes) FROM records", "EXCLUDE");
        row("FROM records", "FROM");
        row("SUMMARIZE records", "SUMMARIZE");
        row("SELECT kind, count(*) FROM records GROUP BY ALL", "ALL");
        row("SELECT tags[1:2], tags[1], attributes->'a'::text FROM records", ":");
        row("SELECT 1 WHERE 'a' LIKE 'b' ESCAPE '!'", "ESCAPE");
    }
    void statement()
    {
        QFETCH(QByteArray, sql);
        QFETCH(QByteArray, found);
        QByteArrayList words;
        for (const DialectWarning& warning : checkForLogfire(sql.toStdString())) {
            words.append(sql.mid(static_cast<qsizetype>(warning.offset), static_cast<qsizetype>(warning.length)));
            QVERIFY(!warning.sentence.empty());
        }
        QCOMPARE(words.join(' '), found);
    }
};

QTEST_GUILESS_MAIN(TestDialectCheck)
#include "tst_dialect_check.moc"
