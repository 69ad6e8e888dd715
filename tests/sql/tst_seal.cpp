// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/corpus_fixture.h"

#include <QTemporaryDir>

using namespace mgx;
using namespace Qt::StringLiterals;

/// Statements that try to reach out of the query: files, network, settings, the database itself.
class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto engine = LocalEngine::create({});
        QVERIFY(engine);
        m_engine = std::move(*engine);
        m_engine->load({mgx::testing::corpusRecords()});
        QCOMPARE(count(), 2004);
    }

    void attack_data()
    {
        QTest::addColumn<QByteArray>("sql");
        const char* attacks[] = {
            "SELECT * FROM '/etc/passwd'",
            "SELECT * FROM \"/etc/passwd\"",
            "SELECT * FROM \"/tmp/x.csv\"",
            "SELECT * FROM read_csv('/etc/passwd')",
            "SELECT * FROM READ_TEXT('/etc/passwd')",
            "SELECT * FROM \"read_text\"('/etc/passwd')",
            "SELECT * FROM read_blob('/etc/passwd')",
            "SELECT * FROM read_json_auto('http://127.0.0.1:1/x')",
            "SELECT * FROM read_parquet('/x')",
            "SELECT * FROM parquet_scan('/x')",
            "SELECT * FROM glob('/*')",
            "SELECT (SELECT content FROM read_text('/etc/passwd'))",
            "WITH a AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM a",
            "SELECT 1 WHERE EXISTS (FROM read_text('/etc/passwd'))",
            "FROM read_text('/etc/passwd')",
            "TABLE \"/etc/passwd\"",
            "SUMMARIZE '/etc/passwd'",
            "DESCRIBE '/etc/passwd'",
            "PIVOT '/etc/passwd' ON a USING count(*)",
            "SELECT * FROM query('SELECT 1')",
            "SELECT * FROM \"query\"('SELECT 1')",
            "SELECT * FROM query\xC2\xA0('SELECT 1')",
            "SELECT * FROM query/**/('SELECT 1')",
            "SELECT * FROM query_table('records')",
            "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
            "SELECT json_serialize_sql('SELECT 1')",
            "SELECT * FROM duckdb_settings()",
            "SELECT * FROM duckdb_secrets()",
            "SELECT * FROM duckdb_logs",
            "SELECT * FROM pg_catalog.pg_settings",
            "SELECT * FROM pragma_database_list",
            "SELECT * FROM pragma_table_info('records')",
            "SELECT * FROM sqlite_master",
            "SELECT current_setting('memory_limit')",
            "SELECT getenv('HOME')",
            "SELECT getvariable('x')",
            "SELECT nextval('s')",
            "SELECT write_log('x')",
            "SELECT system.main.write_log('x')",
            "SELECT system.main.repeat('x', 5)",
            "SELECT * FROM system.main.read_text('/etc/passwd')",
            "SET VARIABLE x = 1",
            "SET memory_limit = '100GB'",
            "RESET memory_limit",
            "PRAGMA database_list",
            "CALL pragma_version()",
            "ATTACH '/tmp/x.db'",
            "DETACH m",
            "USE m",
            "COPY records TO '/tmp/massgen-explorer-test.csv'",
            "COPY (SELECT 1) TO '/tmp/massgen-explorer-test.csv'",
            "EXPORT DATABASE '/tmp/massgen-explorer-test'",
            "IMPORT DATABASE '/tmp/massgen-explorer-test'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "FORCE CHECKPOINT",
            "VACUUM",
            "CREATE TABLE t AS SELECT 1",
            "CREATE MACRO lf_text(x) AS 'no'",
            "CREATE OR REPLACE TEMP VIEW records AS SELECT 1",
            "INSERT INTO m.records SELECT * FROM m.records",
            "DELETE FROM m.records",
            "UPDATE m.records SET level = 1",
            "TRUNCATE m.records",
            "DROP VIEW records",
            "MERGE INTO m.records USING records ON true WHEN MATCHED THEN DELETE",
            "WITH x AS (SELECT 1) DELETE FROM m.records",
            "WITH x AS (DELETE FROM m.records RETURNING *) SELECT * FROM x",
            "EXPLAIN ANALYZE DELETE FROM m.records",
            "EXPLAIN (FORMAT json) DELETE FROM m.records",
            "EXPLAIN ANALYZE COPY records TO '/tmp/massgen-explorer-test.csv'",
            "SELECT 1; DELETE FROM m.records",
            "SELECT 1; SELECT 2",
            "SELECT 1;;; DROP VIEW records",
            "/* x */ DELETE FROM m.records",
            "-- x\nDELETE FROM m.records",
            ";;DELETE FROM m.records",
            "(DELETE FROM m.records)",
            "PREPARE p AS SELECT 1",
            "EXECUTE p",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "SELECT * FROM m.records",
            "SELECT * FROM repeat_row(1, num_rows := 1000000000)",
            "SELECT * FROM test_all_types()",
            "SELECT * FROM seq_scan('records')",
            "SELECT * FROM sniff_csv('/etc/passwd')",
            "SELECT * FROM which_secret('x', 's3')",
            "SELECT * FROM enable_logging()",
            "SHOW ALL TABLES",
            "SHOW memory_limit",
            "SELECT 'x'.query()",
            "SELECT records.kind.upper() FROM records",
        };
        for (const char* attack : attacks)
            QTest::newRow(attack) << QByteArray(attack);
    }

    void attack()
    {
        QFETCH(QByteArray, sql);
        const QueryAnswer answer = mgx::testing::ask(*m_engine, sql.toStdString());
        QVERIFY2(!answer, "it answered");
        QCOMPARE(count(), 2004);
        QVERIFY(!QFile::exists(u"/tmp/massgen-explorer-test.csv"_s));
        QVERIFY(!QFile::exists(u"/tmp/massgen-explorer-test"_s));
    }

    void queriesStayPossible_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char* sql : {"EXPLAIN SELECT * FROM records", "EXPLAIN ANALYZE SELECT count(*) FROM records", "SHOW TABLES", "DESCRIBE runs",
                                "SELECT * FROM information_schema.tables", "SELECT * FROM public.records LIMIT 1", "FROM records LIMIT 1",
                                "SELECT 'DROP TABLE x; -- ' AS a", "SELECT kind AS \"delete\" FROM records LIMIT 1",
                                "SELECT * FROM unnest([1, 2]) AS t(x)", "SELECT * FROM range(3)", "SELECT * FROM generate_series(1, 3)",
                                "SELECT e.key FROM records r, json_each(r.attributes) e LIMIT 1", "(SELECT 1) UNION ALL (SELECT 2)",
                                "SELECT * FROM ((SELECT 1 AS a) UNION (SELECT 2)) x", "SUMMARIZE records", "WITH a AS (VALUES (1)) SELECT column1 FROM a"})
            QTest::newRow(sql) << QByteArray(sql);
    }

    void queriesStayPossible()
    {
        QFETCH(QByteArray, sql);
        const QueryAnswer answer = mgx::testing::ask(*m_engine, sql.toStdString());
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    }

    void amplifiersAreBounded_data()
    {
        QTest::addColumn<QByteArray>("sql");
        for (const char* sql : {"SELECT length(repeat('x', 4000000000))", "SELECT length(lpad('x', 2000000000, 'y'))", "SELECT len(range(2000000000))",
                                "SELECT len(generate_series(1, 2000000000))", "SELECT len(list_resize([1], 2000000000))",
                                "SELECT len(range(TIMESTAMP '1970-01-01', TIMESTAMP '2100-01-01', INTERVAL '1 second'))",
                                "SELECT len(array_repeat('x', 2000000000))", "SELECT length(rpad('x', 2000000000))"})
            QTest::newRow(sql) << QByteArray(sql);
    }

    void amplifiersAreBounded()
    {
        QFETCH(QByteArray, sql);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!mgx::testing::ask(*m_engine, sql.toStdString()));
        QVERIFY(timer.elapsed() < 5000);
        QCOMPARE(count(), 2004);
    }

    void cleanupTestCase() { m_engine.reset(); }

private:
    int count()
    {
        const QueryAnswer answer = mgx::testing::ask(*m_engine, "SELECT count(*) FROM records_all");
        return answer ? static_cast<int>((*answer)->number(0, 0)) : -1;
    }

    std::unique_ptr<LocalEngine> m_engine;
};

QTEST_GUILESS_MAIN(TestSeal)
#include "tst_seal.moc"
