// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/sql_catalog.h"
#include "sql/corpus_fixture.h"

#include <QSet>

using namespace mgx;
using namespace mgx::testing;

class TestSqlCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tablesAreThoseOfTheEngine();
    void columnsAreThoseOfTheEngine_data();
    void columnsAreThoseOfTheEngine();
    void functionsAreAccepted_data();
    void functionsAreAccepted();
    void namesAreFoundInAnyCase();
    void keywordsAreUpperCaseAndOnce();

private:
    std::unique_ptr<LocalEngine> m_engine;
};

#ifndef Q_MOC_RUN
namespace {

/// The reference engine's name of a type, which information_schema shows.
std::string engineType(std::string_view type)
{
    if (type.ends_with("[]"))
        return "List(" + engineType(type.substr(0, type.size() - 2)) + ")";
    constexpr std::string_view kNames[][2] = {{"TEXT", "Utf8"}, {"JSON", "Utf8"}, {"TIMESTAMPTZ", "Timestamp(µs, \"UTC\")"}, {"DOUBLE", "Float64"},
                                              {"SMALLINT", "Int16"}, {"INTEGER", "Int32"}, {"BIGINT", "Int64"}, {"BOOLEAN", "Boolean"}, {"DATE", "Date32"}};
    for (const auto& [ours, theirs] : kNames) {
        if (ours == type)
            return std::string(theirs);
    }
    return "unknown type " + std::string(type);
}

} // namespace

void TestSqlCatalog::initTestCase()
{
    m_engine = std::move(*LocalEngine::create({}));
    m_engine->load({corpusRecords()});
}

void TestSqlCatalog::tablesAreThoseOfTheEngine()
{
    const QueryAnswer answer = ask(*m_engine, "SHOW TABLES");
    QVERIFY(answer);
    QSet<QString> engine;
    for (std::size_t row = 0; row < (*answer)->rowCount(); ++row)
        engine.insert(QString::fromStdString((*answer)->text(row, 2)));
    QSet<QString> listed;
    for (const SqlTable& table : sqlTables()) {
        QVERIFY(!table.sentence.empty());
        listed.insert(QString::fromUtf8(table.name.data(), static_cast<qsizetype>(table.name.size())));
    }
    QCOMPARE(listed, engine);
}

void TestSqlCatalog::columnsAreThoseOfTheEngine_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < sqlTables().size(); ++i)
        QTest::addRow("%s", std::string(sqlTables()[i].name).c_str()) << static_cast<int>(i);
}

void TestSqlCatalog::columnsAreThoseOfTheEngine()
{
    QFETCH(const int, index);
    const SqlTable& table = sqlTables()[static_cast<std::size_t>(index)];
    const QueryAnswer answer = ask(*m_engine, "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '" +
                                                  std::string(table.name) + "' ORDER BY ordinal_position");
    QVERIFY(answer);
    QCOMPARE(table.columns.size(), (*answer)->rowCount());
    for (std::size_t row = 0; row < (*answer)->rowCount(); ++row) {
        QCOMPARE(std::string(table.columns[row].name), (*answer)->text(row, 0));
        QCOMPARE(engineType(table.columns[row].type), (*answer)->text(row, 1));
        QVERIFY(!table.columns[row].sentence.empty());
    }
}

void TestSqlCatalog::functionsAreAccepted_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < sqlFunctions().size(); ++i)
        QTest::addRow("%s", std::string(sqlFunctions()[i].name).c_str()) << static_cast<int>(i);
}

void TestSqlCatalog::functionsAreAccepted()
{
    QFETCH(const int, index);
    const SqlFunction& function = sqlFunctions()[static_cast<std::size_t>(index)];
    QVERIFY(!function.sentence.empty() && !function.group.empty());
    QVERIFY2(function.example.find(std::string(function.name) + "(") != std::string_view::npos, "the example shows another function");
    const QueryAnswer answer = ask(*m_engine, "SELECT " + std::string(function.example) + " AS x FROM records");
    QVERIFY2(answer, answer ? "" : (std::string(function.example) + ": " + answer.error().message).c_str());
    QVERIFY((*answer)->rowCount() > 0);
}

void TestSqlCatalog::namesAreFoundInAnyCase()
{
    QVERIFY(findSqlTable("Records"));
    QCOMPARE(findSqlTable("records_all")->columns.size(), findSqlTable("records")->columns.size());
    QVERIFY(!findSqlTable("record"));
    QCOMPARE(std::string(findSqlFunction("DATE_TRUNC")->signature), std::string("date_trunc(unit, time)"));
    QVERIFY(!findSqlFunction("date_trun"));
}

void TestSqlCatalog::keywordsAreUpperCaseAndOnce()
{
    QSet<QString> seen;
    for (const std::string_view word : sqlKeywords()) {
        const QString text = QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
        QCOMPARE(text, text.toUpper());
        QVERIFY2(!seen.contains(text), qPrintable(text));
        seen.insert(text);
    }
    QVERIFY(seen.contains(QStringLiteral("SELECT")));
}
#endif

QTEST_APPLESS_MAIN(TestSqlCatalog)
#include "tst_sql_catalog.moc"
