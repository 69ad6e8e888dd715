// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dialect/rewriter.h"

#include <QtTest>

#include <random>

using namespace mgx::dialect;
using namespace Qt::StringLiterals;

/// The text that each rule makes, and texts of people who mean no good.
class TestRewriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rule_data()
    {
        QTest::addColumn<QByteArray>("expression");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* expression, const char* expected) {
            QTest::newRow(name) << QByteArray(expression) << QByteArray(expected);
        };
        row("R1", "attributes->>'k' = 'v'", R"((attributes ->> '$."k"') = 'v')");
        row("R1 chain", "a.attributes->'b'->0->>'c'", R"((a.attributes ->> '$."b"[0]."c"'))");
        row("R1 negative", "attributes->'a'-> -1", R"(nullif(attributes -> '$."a"[#-1]', 'null'::JSON))");
        row("R1 empty key", "attributes->>''", R"((attributes ->> '/'))");
        row("R1 other text", "x->>'k'", R"((lf_json(x) ->> '$."k"'))");
        row("R1 binds left", "'x' || attributes->>'k'", R"((lf_json(('x' || attributes)) ->> '$."k"'))");
        row("R3", "attributes ? 'k'", R"(coalesce(json_exists(attributes, '$."k"'), false))");
        row("R4", "json_get_int(json_get(attributes, 'a'), 'b', 1)", R"(lf_get_int(attributes, '$."a"."b"[1]'))");
        row("R5", "(attributes->'n')::int", R"(CAST(lf_get_int(attributes, '$."n"') AS INTEGER))");
        row("R6", "attributes->'n' > 1.5", R"(lf_only_float(attributes, '$."n"') > 1.5e0)");
        row("R7", "x::bigint", "lf_i64(x)");
        row("R8", "a !~* b", "(NOT regexp_matches(a, b, 'i'))");
        row("R9", "a LIKE b", "a LIKE b ESCAPE '\\'");
        row("R10", "a / b", "lf_div(a, b)");
        row("R10 constant", "a / 2", "a / 2");
        row("R11", "level * 100000", "level * 100000::BIGINT");
        row("R12", "r.level IN ('warn', 'Error')", "r.level IN (13, 17)");
        row("R13", "approx_percentile_cont(0.9) WITHIN GROUP (ORDER BY d DESC) FILTER (WHERE x)", "quantile_cont(d, 1 - 0.9e0) FILTER (WHERE x)");
        row("R14", "(a, b) > ('x', 'y')", "(a > 'x' OR (a = 'x' AND (b > 'y')))");
        row("R15", "current_date", "CAST(now() AS DATE)");
        row("R16", "overlay(a placing b from 2 for 3)", "lf_overlay(a, b, 2, 3)");
        row("strings", "E'a\\n\\u00e9' || $x$it's$x$", "('a\né' || 'it''s')");
        row("sign", "-2 ^ 2", "-(2 ^ 2)");
    }

    void rule()
    {
        QFETCH(QByteArray, expression);
        QFETCH(QByteArray, expected);
        const auto output = rewrite("SELECT " + expression.toStdString() + " AS x");
        QVERIFY2(output, output ? "" : output.error().message.c_str());
        QCOMPARE(withoutSpace(output->text()), withoutSpace("SELECT " + expected.toStdString() + " AS \"x\""));
    }

    void growthIsBounded_data()
    {
        QTest::addColumn<QByteArray>("sql");
        const auto repeated = [](const QByteArray& part, int count) { return part.repeated(count); };
        QTest::newRow("parentheses") << "SELECT " + repeated("(", 200000);
        QTest::newRow("closed parentheses") << "SELECT " + repeated("(", 50000) + "1" + repeated(")", 50000);
        QTest::newRow("brackets") << "SELECT " + repeated("[", 200000);
        QTest::newRow("not") << "SELECT " + repeated("NOT ", 200000) + "true";
        QTest::newRow("signs") << "SELECT " + repeated("- ", 200000) + "1";
        QTest::newRow("case") << "SELECT " + repeated("CASE WHEN ", 100000);
        QTest::newRow("select") << repeated("SELECT (", 100000);
        QTest::newRow("with") << repeated("WITH a AS (", 100000);
        QTest::newRow("from") << "SELECT * FROM " + repeated("(", 200000);
        QTest::newRow("calls") << "SELECT " + repeated("f(", 200000);
        QTest::newRow("casts") << "SELECT 1" + repeated("::int", 100000);
        QTest::newRow("arrows") << "SELECT a" + repeated("->>'k'", 100000);
        QTest::newRow("rows") << "SELECT " + repeated("(1,1)>(", 150) + "1,1" + repeated(")", 150);
        QTest::newRow("divisions") << "SELECT a" + repeated("/a", 100000);
        QTest::newRow("indexes") << "SELECT a" + repeated("[1]", 100000);
        QTest::newRow("chain") << "SELECT a" + repeated(" AND a", 100000);
        QTest::newRow("words") << repeated("a ", 400000);
        QTest::newRow("commas") << "SELECT " + repeated("1,", 300000);
        QTest::newRow("dollar") << repeated("$a", 200000);
        QTest::newRow("comments") << repeated("/*", 300000);
        QTest::newRow("quotes") << repeated("'", 300001);
    }

    void growthIsBounded()
    {
        QFETCH(QByteArray, sql);
        QElapsedTimer timer;
        timer.start();
        const auto output = rewrite(sql.toStdString());
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!output || output->text().size() < std::size_t(sql.size()) * 20 + 100000);
    }

    void anyMixtureOfPiecesEnds()
    {
        const std::vector<std::string> pieces = {
            "SELECT", "FROM", "WHERE", "records", "attributes", "->", "->>", "'k'", "(", ")", "[", "]", ",", "::", "int", "CASE", "WHEN",
            "THEN", "END", "AND", "OR", "NOT", "IN", "LIKE", "BETWEEN", "1", "1.5", "-", "/", "*", "?", "#>>", "array", "{", "}", "GROUP BY",
            "ORDER BY", "OVER", "FILTER", "WITHIN GROUP", "UNION", "WITH", "AS", "x", "\"q\"", "VALUES", "unnest", "interval", "date", "level",
            "'error'", "cast", "json_get", "$p", ".", ";", "lambda", ":", "JOIN", "ON", "USING", "IS", "DISTINCT", "NULL", "EXPLAIN", "PIVOT"};
        std::mt19937 random(7);
        for (int round = 0; round < 30'000; ++round) {
            std::string sql = round % 2 == 0 ? "SELECT " : "";
            for (unsigned i = 0, n = random() % 24; i < n; ++i)
                sql += pieces[random() % pieces.size()] + (random() % 4 == 0 ? "" : " ");
            const auto output = rewrite(sql, {{"p", "5"}});
            if (!output)
                QVERIFY(output.error().offset <= sql.size() && !output.error().message.empty());
        }
    }

    void itIsFast()
    {
        std::string sql = "SELECT span_name, attributes->>'massgen.agent_id' AS agent, (attributes->'massgen.usage.input')::int / 1000 AS k FROM records WHERE ";
        while (sql.size() < 2000)
            sql += "level >= 'warn' AND span_name ~ '^agent' AND coalesce(attributes->>'a', 'b') NOT IN ('x', 'y') AND ";
        sql += "true";
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i)
            QVERIFY(rewrite(sql));
        QVERIFY2(timer.nsecsElapsed() / 20 < 10'000'000, "a statement of 2 kB takes more than 10 ms"); // 1 ms is the budget: see bench
        qInfo("2 kB in %lld µs", static_cast<long long>(timer.nsecsElapsed() / 20 / 1000));
    }

private:
    /// Where blanks stand does not matter here.
    static QByteArray withoutSpace(std::string text)
    {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
        return QByteArray::fromStdString(text);
    }
};

QTEST_GUILESS_MAIN(TestRewriter)
#include "tst_rewriter.moc"
