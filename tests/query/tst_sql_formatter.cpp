// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_formatter.h"
#include "query/sql_lexer.h"
#include "query/sql_words.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <random>

using namespace mgx;

namespace {

/// Tokens as the formatter may change them: keywords in any case, comments without blanks at their end.
std::string tokensOf(const std::string& text)
{
    std::string all;
    for (const SqlToken& token : tokenizeSql(text)) {
        std::string own(token.in(text));
        while (token.kind == SqlTokenKind::Comment && isSqlSpace(own.back()))
            own.pop_back();
        all += (token.kind == SqlTokenKind::Keyword ? sqlUpper(own) : own) + '\0';
    }
    return all;
}

} // namespace

class TestSqlFormatter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layout_data();
    void layout();
    void corpus();
    void anyText();
};

#ifndef Q_MOC_RUN

void TestSqlFormatter::layout_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("formatted");
    const auto row = [](const char* name, const char* text, const char* formatted) { QTest::newRow(name) << QString(text) << QString(formatted); };
    row("clauses", "select a,  B . c from records r left outer join runs u on r.x=u.x where a>-1 and b between 1 and 2 group by 1 order by 2 desc limit 5",
        "SELECT a, B . c\nFROM records r\nLEFT OUTER JOIN runs u ON r.x = u.x\nWHERE a > -1 AND b BETWEEN 1 AND 2\nGROUP BY 1\nORDER BY 2 DESC\nLIMIT 5\n");
    row("operators", "select count ( * ) filter ( where x ), attributes ->> 'k' :: int , tags [ 1 ], - - 1 from t",
        "SELECT count(*) FILTER (WHERE x), attributes->>'k'::int, tags[1], - -1\nFROM t\n");
    row("subquery", "select * from (select 1 from t) x where a in (select b from c)",
        "SELECT *\nFROM (\n    SELECT 1\n    FROM t\n) x\nWHERE a IN (\n    SELECT b\n    FROM c\n)\n");
    row("with", "with a as (select 1), b as (select 2) select * from a union all select * from b",
        "WITH a AS (\n    SELECT 1\n),\nb AS (\n    SELECT 2\n)\nSELECT *\nFROM a\nUNION ALL\nSELECT *\nFROM b\n");
    row("long", "select aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccccccccccccccc from t "
                "where aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1 and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb = 2 and c = 3",
        "SELECT\n    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,\n    ccccccccccccccccccccccccc\nFROM t\n"
        "WHERE aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa = 1\n    AND bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb = 2\n    AND c = 3\n");
    row("comments", "-- head\nselect a, -- why\n  b from t /* inline */ where x;  -- done\n\n-- next\nselect 2",
        "-- head\nSELECT\n    a, -- why\n    b\nFROM t /* inline */\nWHERE x; -- done\n\n-- next\nSELECT 2\n");
    row("names", "select \"Select\", first, r.order from Records as R;select extract(hour from x), rank() over (partition by a order by b)",
        "SELECT \"Select\", first, r.order\nFROM Records AS R;\n\nSELECT EXTRACT(hour FROM x), rank() OVER (PARTITION BY a ORDER BY b)\n");
    row("open", "select 'a", "select 'a");
    row("empty", "  \n", "  \n");
}

void TestSqlFormatter::layout()
{
    QFETCH(QString, text);
    QFETCH(QString, formatted);
    const std::string once = formattedSql(text.toStdString());
    QCOMPARE(QString::fromStdString(once), formatted);
    QCOMPARE(formattedSql(once), once);
}

/// Real statements: all of them are laid out, keep their tokens, and stay as they are the second time.
void TestSqlFormatter::corpus()
{
    QFile file(MGX_SOURCE_DIR "/tests/cases/sql/corpus.jsonl");
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    int statements = 0;
    while (!file.atEnd()) {
        const std::string sql = QJsonDocument::fromJson(file.readLine()).object().value("sql").toString().toStdString();
        const std::string flat = sql.find("--") == std::string::npos ? QString::fromStdString(sql).simplified().toStdString() : sql;
        const std::string once = formattedSql(sql);
        QVERIFY2(tokensOf(once) == tokensOf(sql), sql.c_str());
        QVERIFY2(formattedSql(once) == once, sql.c_str());
        const SqlTokens tokens = tokenizeSql(sql);
        QVERIFY2(once.ends_with('\n') || tokens.empty() || tokens.back().isOpen, sql.c_str()); // was laid out
        if (tokensOf(flat) == tokensOf(sql) && sql.find("/*") == std::string::npos)
            QVERIFY2(formattedSql(flat) == once, sql.c_str()); // line breaks decide nothing
        ++statements;
    }
    QVERIFY(statements > 100);
}

void TestSqlFormatter::anyText()
{
    const std::vector<std::string> pieces = {"select", "FROM", "(", ")", ",", "a", "b.c", "case", "when", "end", "-- c\n", "/* d */", "/* e\n*/", "\n", ";",
                                             "-", "1", ".5", "'t'", "and", "between", "with", "as", "join", "left", "->>", "::", "[", "]", "union", "$p", "."};
    std::mt19937 random(3);
    int laidOut = 0;
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (unsigned i = random() % 40; i > 0; --i)
            text += pieces[random() % pieces.size()] + (random() % 5 ? " " : "");
        const std::string once = formattedSql(text);
        QVERIFY2(tokensOf(once) == tokensOf(text), text.c_str());
        QVERIFY2(formattedSql(once) == once, text.c_str());
        laidOut += once != text ? 1 : 0;
    }
    QVERIFY2(laidOut > 4000, qPrintable(QString::number(laidOut)));
}

#endif

QTEST_APPLESS_MAIN(TestSqlFormatter)
#include "tst_sql_formatter.moc"
