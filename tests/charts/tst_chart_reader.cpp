// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_ticks.h"
#include "charts/chart_reader.h"
#include "charts/chart_tiles.h"
#include "charts/made_table.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;
using namespace std::string_literals;

namespace {

std::vector<ChartRun> twoRuns()
{
    return {{0, "first", 1'000'000'000, {"a", "b"}}, {1, "second", 2'000'000'000, {"b"}}};
}

ChartSpec spec(const std::string& text)
{
    return *parseChart("made", text);
}

/// "first: a[0] m=2 t=1, b[1] –" a line for each panel.
std::string printed(const ChartData& data)
{
    std::string out;
    for (const ChartPanel& panel : data.panels) {
        out += (panel.title.isEmpty() ? "" : panel.title.toStdString() + ": ");
        for (const ChartRow& row : panel.rows) {
            out += row.label.toStdString() + '[' + std::to_string(row.agent) + ']' + (row.isMissing ? " –" : "");
            for (const ChartMark& mark : row.marks)
                out += ' ' + (data.parts.empty() ? "" : data.parts[std::size_t(mark.part)].name.toStdString() + '=') + std::to_string(int(mark.value)) + (data.isBars() ? "" : '@' + std::to_string(int(mark.x)));
            out += "; ";
        }
    }
    return out;
}

} // namespace

class TestChartReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShippedChartIsWhole()
    {
        QVERIFY(shippedCharts().size() >= 8);
        QSet<QString> ids;
        for (const ChartSpec& chart : shippedCharts()) {
            QVERIFY2(!ids.contains(chart.id), qPrintable(chart.id));
            ids.insert(chart.id);
            QVERIFY2(!chart.empty.isEmpty(), qPrintable(chart.id));
            const std::string statement = statementOf(chart, {});
            QVERIFY2(statement.find('{') == std::string::npos, statement.c_str());
        }
    }

    void mistakesInAFileAreNamed()
    {
        QVERIFY(!parseChart("x", "-- title: T\n-- kind: pie\nSELECT 1"));
        QVERIFY(!parseChart("x", "-- colour: red\nSELECT 1"));
        QVERIFY(!parseChart("x", "-- kind: bars\nSELECT 1"));
        QVERIFY(!parseChart("x", "-- title: T\n"));
        const ChartSpec chart = spec("-- title: T\n-- kind: bars\n-- parts: m=Model, ~w=Waiting, !f=Failed\nSELECT 1;\n");
        QCOMPARE(chart.sql, "SELECT 1"s);
        QCOMPARE(int(chart.parts.size()), 3);
        QVERIFY(chart.parts[1].look == PartLook::Hatched && chart.parts[2].look == PartLook::Error);
        QCOMPARE(chart.parts[2].name, "Failed");
    }

    void theScopeStandsInTheStatement()
    {
        const ChartSpec chart = spec("-- title: T\nSELECT * FROM rounds WHERE {run} AND start_timestamp < {to} AND end_timestamp > {from}");
        QCOMPARE(statementOf(chart, {}), "SELECT * FROM rounds WHERE true AND start_timestamp < TIMESTAMPTZ 'infinity' AND end_timestamp > TIMESTAMPTZ '-infinity'"s);
        QVERIFY(statementOf(chart, {"run_id = 1", 0, 1'000'000'000}).find("run_id = 1 AND start_timestamp < TIMESTAMPTZ '1970-01-01T00:00:01") != std::string::npos);
    }

    void barsAreRowsOfParts()
    {
        const ChartSpec chart = spec("-- title: T\n-- kind: bars\n-- parts: t=Tools, m=Model\nSELECT 1");
        const ResultTable table = madeTable({{"run_id", ValueType::Integer}, {"agent_id", ValueType::Text}, {"part", ValueType::Text}, {"value", ValueType::Float}, {"spans", ValueType::Text}},
            {{std::int64_t(0), "b"s, "m"s, 2.0, "[\"00000000000000ff\",\"000000000000000a\"]"s}, {std::int64_t(0), "b"s, "t"s, 1.0, {}},
             {std::int64_t(0), "a"s, "new"s, {}, {}}, {std::int64_t(1), "b"s, "m"s, 5.0, {}}, {std::int64_t(7), "b"s, "m"s, 5.0, {}}});
        const ChartData data = readChart(chart, table, twoRuns());
        QCOMPARE(printed(data), "first: a[0] –; b[1] Tools=1 Model=2; second: b[0] Model=5; "s);
        QVERIFY(data.hasValues);
        QCOMPARE(data.unknownRuns, std::size_t(1));
        QCOMPARE(data.panels[0].rows[1].marks[1].spans, (std::vector<std::uint64_t>{10, 255}));
    }

    void whatNobodyRecordedIsNoZero()
    {
        const ResultTable table = madeTable({{"run_id", ValueType::Integer}, {"agent_id", ValueType::Text}, {"value", ValueType::Float}}, {{std::int64_t(0), "a"s, {}}});
        const ChartData data = readChart(spec("-- title: T\n-- kind: bars\nSELECT 1"), table, twoRuns());
        QVERIFY(data.hasRows && !data.hasValues && data.panels[0].rows[0].isMissing);
    }

    void timesCountFromTheStartOfTheirRun()
    {
        const ResultTable table = madeTable({{"run_id", ValueType::Integer}, {"agent_id", ValueType::Text}, {"x", ValueType::TimestampTz}, {"value", ValueType::Integer}},
            {{std::int64_t(0), "a"s, std::int64_t(9'000'000), std::int64_t(4)}, {std::int64_t(0), "a"s, std::int64_t(3'000'000), std::int64_t(2)},
             {std::int64_t(1), "b"s, std::int64_t(3'000'000), std::int64_t(1)}});
        QCOMPARE(printed(readChart(spec("-- title: T\n-- kind: lines\nSELECT 1"), table, twoRuns())), "first: a[0] =2@2 =4@8; second: b[0] =1@1; "s);
    }

    void aFlowHasEveryAgent()
    {
        const ResultTable table = madeTable({{"run_id", ValueType::Integer}, {"agent_id", ValueType::Text}, {"part", ValueType::Text}, {"label", ValueType::Text}, {"x", ValueType::TimestampTz}, {"is_winner", ValueType::Boolean}},
            {{std::int64_t(0), "b"s, "answer"s, "agent2.1"s, std::int64_t(2'000'000), std::int64_t(1)}});
        const ChartData data = readChart(spec("-- title: T\n-- kind: flow\n-- parts: answer=Answer\nSELECT 1"), table, twoRuns());
        QCOMPARE(printed(data), "a[0] –; b[1] Answer=1@1; "s);
        QVERIFY(data.panels[0].rows[1].marks[0].isWinner);
    }

    void aSavedQueryNamesItsColumns()
    {
        SavedQuery query;
        query.id = "q";
        query.title = "Mine";
        query.sql = "SELECT 1";
        query.chart = {"bar", "tool", {"ok", "bad"}};
        QVERIFY(isChart(query));
        const ResultTable table = madeTable({{"tool", ValueType::Text}, {"ok", ValueType::Integer}, {"bad", ValueType::Integer}}, {{"add"s, std::int64_t(3), std::int64_t(1)}});
        QCOMPARE(printed(readChart(chartOf(query), table, twoRuns())), "add[-1] ok=3 bad=1; "s);
        query.parameters.push_back({"x", "text", {}, {}});
        QVERIFY(!isChart(query));
    }

    void spanIdsOfAnyText()
    {
        QVERIFY(spanIds("").empty());
        QVERIFY(spanIds("[\"xyz\", NULL, 12]").empty());
        QCOMPARE(spanIds("00000000000000ff"), std::vector<std::uint64_t>{255});
        QCOMPARE(spanIds("[\"00000000000000ff\",\"00000000000000ff\"]"), std::vector<std::uint64_t>{255});
    }

    void ticksAreRound()
    {
        QCOMPARE(axisTicks(0, 9, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
        QCOMPARE(axisTicks(0, 0, 4), (std::vector<double>{0, 0.5, 1}));
        for (const double odd : {std::nan(""), std::numeric_limits<double>::infinity(), -1e308, 1e-300}) {
            const std::vector<double> ticks = axisTicks(0, odd, 4);
            QVERIFY(ticks.size() >= 2 && std::isfinite(ticks.front()) && std::isfinite(ticks.back()) && ticks.front() < ticks.back());
        }
    }

    void tilesCompareWithTheMedian()
    {
        std::vector<ResultColumn> columns = {{"run_id", ValueType::Integer}};
        for (const char* name : {"wall", "path", "agent_time", "cost", "spent", "input_tokens", "output_tokens", "cached_input_tokens", "reasoning_tokens", "retries", "failed_tools", "failed_rounds", "tool_calls"})
            columns.push_back({name, ValueType::Float});
        columns.push_back({"spender", ValueType::Text});
        const auto row = [](std::int64_t run, double wall, Cell cost) {
            return std::vector<Cell>{run, wall, 3.0, 8.0, cost, 0.5, 100.0, 10.0, 61.0, 0.0, 2.0, 1.0, 0.0, 4.0, "b"s};
        };
        const std::vector<ChartTile> tiles = readTiles(madeTable(columns, {row(0, 4, 1.0), row(1, 8, {}), row(2, 16, 3.0)}), 0);
        QCOMPARE(int(tiles.size()), 7);
        QCOMPARE(tiles[0].value, "4.00 s");
        QCOMPARE(tiles[0].versus, "−50 % of median 8.00 s");
        QVERIFY(tiles[1].detail.startsWith("2.0"));
        QCOMPARE(tiles[2].detail, "b 50 %");
        QCOMPARE(tiles[2].versus, "−50 % of median $2.000");
        QCOMPARE(tiles[3].detail, "61 % cached");
        QCOMPARE(readTiles(madeTable(columns, {row(0, 4, {})}), 0)[2].value, QString(QChar(0x2013)));
        QVERIFY(readTiles(madeTable(columns, {row(0, 4, 1.0)}), 0)[0].versus.isEmpty());
        QVERIFY(readTiles(madeTable(columns, {row(0, 4, 1.0)}), 5).empty());
    }
};

QTEST_APPLESS_MAIN(TestChartReader)
#include "tst_chart_reader.moc"
