// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/parquet.h"
#include "ingest/catalog.h"
#include "ingest/parquet_file.h"
#include "sql/corpus_fixture.h"

#include <QFile>
#include <QTemporaryDir>

using namespace mgx;
using namespace mgx::testing;
using namespace std::string_literals;

class TestParquet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsComeBackAsTheyWere();
    void answersKeepTheirTypes();
    void columnsOfOneNameAreToldApart();
    void whatCannotBeWrittenOrReadSaysSo();
    void readingStops();
    void aFileIsASource();

private:
    [[nodiscard]] std::string file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    /// The lines of a file.
    static std::vector<nlohmann::json> lines(const std::string& path);

    QTemporaryDir m_folder;
};

#ifndef Q_MOC_RUN
std::vector<nlohmann::json> TestParquet::lines(const std::string& path)
{
    std::string text;
    const Result<void> read = readParquet(path, {}, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    std::vector<nlohmann::json> out;
    for (std::size_t at = 0; read && at < text.size();) {
        const std::size_t end = text.find('\n', at);
        out.push_back(nlohmann::json::parse(text.substr(at, end - at)));
        at = end + 1;
    }
    return out;
}

void TestParquet::recordsComeBackAsTheyWere()
{
    const auto records = corpusRecords();
    QVERIFY(writeRecordsParquet({records}, file("records.parquet"), {}));
    const std::vector<nlohmann::json> rows = lines(file("records.parquet"));
    QCOMPARE(rows.size(), std::size_t(2004));
    auto engine = LocalEngine::create({});
    (*engine)->load({records});
    const QueryAnswer answer = ask(**engine, "SELECT span_id, attributes, tags, duration, level FROM records_all ORDER BY start_timestamp, span_id");
    QVERIFY(answer);
    std::map<std::string, nlohmann::json> byId;
    for (const nlohmann::json& row : rows)
        byId[row["span_id"].get<std::string>()] = row;
    for (std::size_t i = 0; i < (*answer)->rowCount(); ++i) {
        const nlohmann::json& row = byId.at((*answer)->text(i, 0));
        const auto cell = [&](std::size_t column) {
            std::string text;
            (*answer)->appendJson(i, column, text);
            return nlohmann::json::parse(text);
        };
        QCOMPARE(row["attributes"], cell(1));
        QCOMPARE(row["tags"], cell(2));
        QCOMPARE(row["duration"], cell(3));
        QCOMPARE(row["level"], cell(4));
    }
    QVERIFY(!QFile::exists(QString::fromStdString(file("records.parquet.part"))));
}

void TestParquet::answersKeepTheirTypes()
{
    auto engine = LocalEngine::create({});
    const QueryAnswer answer = ask(**engine, "SELECT 1 AS i, 2.5 AS f, true AS b, 'x' AS t, date '2026-03-01' AS d, timestamp '2026-03-01 10:00:00.5' AS ts, "
                                             "timestamptz '2026-03-01T10:00:00Z' AS tz, time '10:11:12' AS h, 1.5::numeric AS n, [1, 2] AS l, "
                                             "'{\"a\":1}'->'a' AS j, NULL AS z, decode('00ff', 'hex') AS r, 9223372036854775807::numeric(30,0) * 10 AS w");
    QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
    const Result<void> written = writeResultParquet(**answer, file("answer.parquet"));
    QVERIFY2(written, written ? "" : written.error().what.c_str());
    const std::vector<nlohmann::json> rows = lines(file("answer.parquet"));
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(rows[0]["i"], nlohmann::json(1));
    QCOMPARE(rows[0]["f"], nlohmann::json(2.5));
    QCOMPARE(rows[0]["b"], nlohmann::json(true));
    QCOMPARE(rows[0]["t"], nlohmann::json("x"));
    QCOMPARE(rows[0]["d"], nlohmann::json("2026-03-01"));
    QCOMPARE(rows[0]["ts"], nlohmann::json("2026-03-01T10:00:00.500000"));
    QCOMPARE(rows[0]["tz"], nlohmann::json("2026-03-01T10:00:00.000000Z"));
    QCOMPARE(rows[0]["h"], nlohmann::json("10:11:12"));
    QCOMPARE(rows[0]["n"], nlohmann::json(1.5));
    QCOMPARE(rows[0]["l"], nlohmann::json::parse("[1,2]"));
    QCOMPARE(rows[0]["j"], nlohmann::json(1));
    QVERIFY(rows[0]["z"].is_null());
}

void TestParquet::columnsOfOneNameAreToldApart()
{
    auto engine = LocalEngine::create({});
    const QueryAnswer answer = ask(**engine, "SELECT a.x, b.x FROM (SELECT 1 AS x) a, (SELECT 2 AS x) b");
    QVERIFY(answer);
    QVERIFY(writeResultParquet(**answer, file("twice.parquet")));
    QCOMPARE(lines(file("twice.parquet"))[0], nlohmann::json::parse(R"({"x":1,"x_2":2})"));
}

void TestParquet::whatCannotBeWrittenOrReadSaysSo()
{
    auto engine = LocalEngine::create({});
    const QueryAnswer answer = ask(**engine, "SELECT 1 AS x");
    const Result<void> written = writeResultParquet(**answer, file("missing/answer.parquet"));
    QVERIFY(!written);
    QVERIFY(written.error().what.starts_with("could not be written"));
    QFile broken(QString::fromStdString(file("broken.parquet")));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("PAR1 and then something else PAR1") > 0);
    broken.close();
    QVERIFY(!readParquet(file("broken.parquet"), {}, [](std::string_view) { return true; }));
    QVERIFY(!readParquet(file("it's not there.parquet"), {}, [](std::string_view) { return true; }));
}

void TestParquet::readingStops()
{
    QVERIFY(writeRecordsParquet({corpusRecords()}, file("records.parquet"), {}));
    int calls = 0;
    QVERIFY(readParquet(file("records.parquet"), {}, [&](std::string_view) {
        ++calls;
        return false;
    }));
    QCOMPARE(calls, 1);
}

void TestParquet::aFileIsASource()
{
    const auto records = corpusRecords();
    QVERIFY(writeRecordsParquet({records}, file("source.parquet"), {}));
    const Result<Catalog> without = listCatalog(file("source.parquet"), {});
    QVERIFY(without);
    QVERIFY(!importItem(without->items.at(0), {}));
    setParquetReader(readParquet);
    const Result<Imported> imported = importItem(without->items.at(0), {});
    QVERIFY2(imported, imported ? "" : imported.error().what.c_str());
    QCOMPARE(imported->snapshot->rowCount(), records->rowCount());
    auto before = LocalEngine::create({});
    auto after = LocalEngine::create({});
    (*before)->load({records});
    (*after)->load({imported->snapshot});
    const std::string sql = "SELECT * FROM records_all ORDER BY start_timestamp, trace_id, span_id, kind";
    const nlohmann::json expected = asJson(ask(**before, sql));
    const nlohmann::json actual = asJson(ask(**after, sql));
    QCOMPARE(actual["rows"].size(), expected["rows"].size());
    const auto withoutEmpty = [](nlohmann::json row) { // an empty list of events is read as none
        for (nlohmann::json& cell : row)
            cell = cell.is_array() && cell.empty() ? nlohmann::json() : cell;
        return row;
    };
    for (std::size_t i = 0; i < expected["rows"].size(); ++i)
        QVERIFY2(withoutEmpty(actual["rows"][i]) == withoutEmpty(expected["rows"][i]), (actual["rows"][i].dump() + "\n" + expected["rows"][i].dump()).c_str());
}
#endif

QTEST_GUILESS_MAIN(TestParquet)
#include "tst_parquet.moc"
