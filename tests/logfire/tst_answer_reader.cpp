// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/answer_reader.h"
#include "logfire/interval_text.h"

#include <QtTest>

using namespace mgx;

class TestAnswerReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesOfEveryType();
    void cutAnywhere();
    void damageIsTold_data();
    void damageIsTold();
    void intervals();
};

#ifndef Q_MOC_RUN // it does not understand the texts here
namespace {

const std::string kAnswer =
    R"({"type":"schema","schema":{"fields":[{"name":"n","data_type":"Int64","nullable":true},{"name":"f","data_type":"Float64"},)"
    R"({"name":"s","data_type":"Utf8"},{"name":"j","data_type":"Utf8"},{"name":"t","data_type":{"Timestamp":["Microsecond","UTC"]}},)"
    R"({"name":"d","data_type":"Date32"},{"name":"l","data_type":{"List":{"name":"item","data_type":"Utf8"}}},)"
    R"({"name":"i","data_type":{"Interval":"MonthDayNano"}},{"name":"b","data_type":"Boolean"}],"metadata":{}}})" "\n"
    R"({"type":"data","rows":[{"n":9007199254740993,"f":0.1,"s":"a \"b\" ä","j":null,"t":"2026-05-27T13:16:36.517321Z","d":"2026-05-27",)"
    R"("l":["x"],"i":"1 mons 2 days 1.500000000 secs","b":true},{"s":"next","j":"plain"}]})" "\n"
    R"({"type":"data","rows":[{"j":{"k":1.50,"z":[1e2]},"n":18446744073709551616}]})" "\n"
    R"({"type":"end","row_count":3})" "\n";

const std::string kFirstRow =
    R"([9007199254740993,0.1,"a \"b\" ä",null,"2026-05-27T13:16:36.517321Z","2026-05-27",["x"],)"
                                               R"({"months":1,"days":2,"us":1500000},true])";

std::string rowOf(const ResultTable& table, std::size_t row)
{
    std::string text = "[";
    for (std::size_t column = 0; column < table.columns().size(); ++column) {
        text += column > 0 ? "," : "";
        table.appendJson(row, column, text);
    }
    return text + "]";
}

} // namespace

void TestAnswerReader::valuesOfEveryType()
{
    AnswerReader reader;
    QVERIFY(reader.consume(kAnswer) && reader.finish());
    const auto table = reader.table();
    QCOMPARE(rowOf(*table, 0), kFirstRow);
    QCOMPARE(rowOf(*table, 1), std::string(R"([null,null,"next","plain",null,null,null,null,null])"));
    QCOMPARE(rowOf(*table, 2), std::string(R"([18446744073709551616,null,null,{"k":1.50,"z":[1e2]},null,null,null,null,null])"));
}

/// The connection cuts anywhere.
void TestAnswerReader::cutAnywhere()
{
    for (std::size_t size : {1u, 7u, 64u}) {
        AnswerReader reader;
        for (std::size_t at = 0; at < kAnswer.size(); at += size)
            QVERIFY(reader.consume(std::string_view(kAnswer).substr(at, size)));
        QVERIFY(reader.finish());
        QCOMPARE(reader.rowCount(), std::size_t(3));
    }
}

void TestAnswerReader::damageIsTold_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("problem");
    const QByteArray schema = R"({"type":"schema","schema":{"fields":[{"name":"a","data_type":"Int64"}]}})" "\n";
    QTest::newRow("breaks off") << schema << QByteArray("broke off");
    QTest::newRow("error after rows") << schema + R"({"type":"data","rows":[{"a":1}]})" "\n" R"({"type":"error","message":"Divide by zero"})" "\n" << QByteArray("Divide by zero");
    QTest::newRow("no JSON") << QByteArray("<html>proxy</html>\n") << QByteArray("not what");
    QTest::newRow("no schema") << QByteArray(R"({"type":"data","rows":[{"a":1}]})" "\n") << QByteArray("cannot be read");
    QTest::newRow("two of a name") << QByteArray(R"({"type":"schema","schema":{"fields":[{"name":"a","data_type":"Int64"},{"name":"a","data_type":"Int64"}]}})" "\n") << QByteArray("called \"a\"");
    QTest::newRow("bad row") << schema + R"({"type":"data","rows":[[1]]})" "\n" << QByteArray("row");
}
void TestAnswerReader::damageIsTold()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, problem);
    AnswerReader reader;
    QVERIFY(!(reader.consume(answer.toStdString()) && reader.finish()));
    QVERIFY2(QByteArray::fromStdString(reader.problem()).contains(problem), reader.problem().c_str());
}

void TestAnswerReader::intervals()
{
    QCOMPARE(parseInterval("1 years 2 mons 3 hours")->months, std::int64_t(14));
    QCOMPARE(parseInterval("-2 days -0.5 secs")->us, std::int64_t(-500'000));
    QCOMPARE(parseInterval("PT1.5S")->us, std::int64_t(1'500'000));
    QCOMPARE(parseInterval("P1DT2H3M")->us, std::int64_t(7'380'000'000));
    QVERIFY(!parseInterval("soon") && !parseInterval("1 fortnight") && !parseInterval("PT"  "x"));
}
#endif

QTEST_GUILESS_MAIN(TestAnswerReader)
#include "tst_answer_reader.moc"
