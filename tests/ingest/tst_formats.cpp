// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"
#include "ingest/format.h"
#include "ingest/trace_file.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace mgx;
namespace fs = std::filesystem;

class TestFormats : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recognisesByContent_data();
    void recognisesByContent();
    void saysWhatWasLookedFor();
    void longMetadataBeforeTheSpans();
    void someColumnsAreEnough();
    void cutAnywhereKeepsTheRest_data();
    void cutAnywhereKeepsTheRest();
    void garbageIsSurvived_data() { cutAnywhereKeepsTheRest_data(); }
    void garbageIsSurvived();
    void tenThousandEvents();
    void hundredLevels();
    void tenMegabyteAttribute();
    void manySpansComeInOrder();
    void bombIsRefused();

private:
    Result<Imported> open(const std::string& bytes)
    {
        const fs::path path = fs::path(m_folder.path().toStdString()) / ("trace" + std::to_string(++m_count));
        writeWhole(path, bytes);
        CatalogItem item;
        item.kind = CatalogItem::Kind::TraceFile;
        item.path = path.string();
        return importItem(item, {});
    }
    QTemporaryDir m_folder;
    int m_count = 0;
};

#ifndef Q_MOC_RUN

namespace {

std::string otlpSpan(int id, int parent, const std::string& more = {})
{
    char ids[200];
    std::snprintf(ids, sizeof ids, R"({"traceId":"5b8efff798038103d269b633813fc60c","spanId":"%016x","parentSpanId":"%016x","startTimeUnixNano":"%d",)",
                  static_cast<unsigned>(id), static_cast<unsigned>(parent), 1000 + id);
    return std::string(ids) + R"("endTimeUnixNano":"2000000","name":"s)" + std::to_string(id) + "\"" + more + "}";
}

std::string otlp(const std::string& spans)
{
    return R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[)" + spans + "]}]}]}";
}

} // namespace

void TestFormats::recognisesByContent_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    const auto row = [](const char* file, const char* format) { QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(format); };
    for (const char* file : {"otlp-json/input/trace.json", "otlp-json-logs/input/logs.json", "otlp-json-hostile/input/h.json",
                             "otlp-json-shapes/input/a-concatenated.json", "otlp-json-shapes/input/b-lines.jsonl",
                             "otlp-json-shapes/input/c-pretty.json", "otlp-json-shapes/input/d-protobuf-names.json",
                             "otlp-json-shapes/input/f-list.json", "otlp-json-shapes/input/g-tempo.json", "otlp-json-shapes/input/h-answer.json",
                             "otlp-json-shapes/input/i-bare-list.json", "otlp-json-shapes/input/j-bare-lines.jsonl",
                             "otlp-json-shapes/input/k-bare-below-spans.json", "packed/input/a.json.gz", "packed/input/b.json.zst", "packed/input/c.zip",
                             "packed/input/e.tgz", "packed/input/g-cut.json.gz"})
        row(file, "OTLP JSON");
    for (const char* file : {"a-one.pb", "b-several.pb", "c-delimited.binpb", "d-collector.bin", "e-cut.pb"})
        QTest::newRow(file) << QStringLiteral("otlp-protobuf/input/") + QString::fromLatin1(file) << QStringLiteral("OTLP protobuf");
    for (const char* file : {"a-api.json", "b-processes-first.json", "c-one-trace.json", "d-spans.jsonl"})
        QTest::newRow(file) << QStringLiteral("jaeger/input/") + QString::fromLatin1(file) << QStringLiteral("Jaeger JSON");
    row("packed/input/d.tar", "Jaeger JSON");
    row("zipkin/input/a-spans.json", "Zipkin v2 JSON");
    row("zipkin/input/b-traces.json", "Zipkin v2 JSON");
    for (const char* file : {"a-object.json", "b-array.json", "c-unterminated.json", "d-lines.jsonl"})
        QTest::newRow(file) << QStringLiteral("chrome/input/") + QString::fromLatin1(file) << QStringLiteral("Chrome trace events");
    for (const char* file : {"a-v2.json", "b-v1-columns.json", "c-v1-rows.json", "d-v2.ndjson", "e-list.json", "f-pretty.json"})
        QTest::newRow(file) << QStringLiteral("logfire-answers/input/") + QString::fromLatin1(file) << QStringLiteral("answers of Logfire's query API");
    row("records-csv/input/a.csv", "records (CSV)");
    row("otlp-json/records.ndjson", "records (NDJSON)");
    for (const char* file : {"a-python.txt.json", "b-python-log.json", "c-go.json", "d-phoenix.json"})
        QTest::newRow(file) << QStringLiteral("console/input/") + QString::fromLatin1(file) << QStringLiteral("spans of an OpenTelemetry console exporter");
    for (const char* file : {"a-observations.json", "b-trace.json", "c-api.json"})
        QTest::newRow(file) << QStringLiteral("langfuse/input/") + QString::fromLatin1(file) << QStringLiteral("Langfuse JSON");
}

void TestFormats::recognisesByContent()
{
    QFETCH(QString, file);
    QFETCH(QString, format);
    const fs::path named = caseFolder("x").parent_path() / file.toStdString();
    const fs::path nameless = fs::path(m_folder.path().toStdString()) / "no name that helps";
    writeWhole(nameless, readWhole(named));
    const Format* found = formatOf(nameless.string());
    QVERIFY(found);
    QCOMPARE(std::string(found->name), format.toStdString());
}

void TestFormats::saysWhatWasLookedFor()
{
    for (const std::string& text : {std::string(R"({"hello":{"world":1},"x":2})"), std::string("a,b\n1,2\n"), std::string("\0\1\2\3\4\5", 6),
                                    std::string(), std::string("\n\n\n\n"), std::string("[]"), std::string("plain text")}) {
        const auto imported = open(text);
        QVERIFY2(!imported, text.c_str());
        const std::string sentence = imported.error().sentence();
        QVERIFY2(sentence.find("Chrome trace events") != std::string::npos, sentence.c_str());
    }
    QVERIFY(open(R"({"hello":{"world":1}})").error().sentence().find("found JSON with hello, hello.world") != std::string::npos);
}

/// Chrome's developer tools write metadata first, with source maps of megabytes.
void TestFormats::longMetadataBeforeTheSpans()
{
    const std::string padding(3 << 20, 'm');
    const auto chrome = open(R"({"metadata":{"sourceMaps":[")" + padding + R"("]},"traceEvents":[{"ph":"X","name":"a","pid":1,"tid":1,"ts":1,"dur":2}]})");
    QVERIFY2(chrome, chrome ? "" : chrome.error().sentence().c_str());
    QCOMPARE(chrome->snapshot->rowCount(), RowId(1));
    QCOMPARE(chrome->report->bytes > padding.size(), true);
    QVERIFY(!open(R"({"metadata":{"sourceMaps":[")" + padding + R"("]},"else":[1]})"));
}

/// What somebody selected from `records` has a time and says what it was: that is enough.
void TestFormats::someColumnsAreEnough()
{
    const auto lines = open(R"({"span_name":"x","start_timestamp":"2025-01-01T00:00:00Z","duration":1.5})" "\n");
    QVERIFY2(lines, lines ? "" : lines.error().sentence().c_str());
    QCOMPARE(lines->snapshot->rowCount(), RowId(1));
    QCOMPARE(std::string(lines->snapshot->name(0)), std::string("x"));
    QCOMPARE(lines->snapshot->duration(0), TimeNs(1'500'000'000));
    const auto table = open("start_timestamp,message,duration\n2025-01-01T00:00:00Z,hello,0.5\n");
    QVERIFY2(table, table ? "" : table.error().sentence().c_str());
    QCOMPARE(std::string(table->snapshot->message(0)), std::string("hello"));
}

void TestFormats::cutAnywhereKeepsTheRest_data()
{
    QTest::addColumn<QString>("file");
    for (const char* name : {"otlp-json", "otlp-json-shapes", "otlp-json-logs", "otlp-json-hostile", "otlp-protobuf", "console", "jaeger",
                                    "zipkin", "langfuse", "chrome", "logfire-answers", "records-csv", "packed"}) {
        for (const auto& entry : fs::directory_iterator(caseFolder(name) / "input"))
            QTest::newRow((std::string(name) + '/' + entry.path().filename().string()).c_str()) << QString::fromStdString(entry.path().string());
    }
}

/// Cut at twenty places a file never gives more records than whole, never crashes, and never loses records silently.
void TestFormats::cutAnywhereKeepsTheRest()
{
    QFETCH(QString, file);
    const std::string whole = readWhole(file.toStdString());
    const auto all = open(whole);
    QVERIFY(all);
    for (std::size_t part = 1; part < 20; ++part) {
        const auto cut = open(whole.substr(0, whole.size() * part / 20));
        if (!cut) {
            QVERIFY(!cut.error().what.empty());
            continue;
        }
        QVERIFY(cut->snapshot->rowCount() <= all->snapshot->rowCount());
        QVERIFY(cut->snapshot->rowCount() > 0);
    }
}

/// Twenty bytes of something else in the middle cost little of what is around them.
void TestFormats::garbageIsSurvived()
{
    QFETCH(QString, file);
    const std::string whole = readWhole(file.toStdString());
    for (std::size_t part = 1; part < 20; ++part) {
        std::string damaged = whole;
        const std::size_t at = whole.size() * part / 20;
        damaged.replace(at, std::min<std::size_t>(20, damaged.size() - at), "\"}]\x01\xff{[:,\\u12\n\n0\t'");
        const auto imported = open(damaged);
        if (!imported)
            QVERIFY(!imported.error().what.empty());
        else
            QVERIFY(imported->report->records == imported->snapshot->rowCount());
    }
}

void TestFormats::tenThousandEvents()
{
    std::string events;
    for (int i = 0; i < 10'000; ++i)
        events += (i > 0 ? "," : "") + std::string(R"({"timeUnixNano":")") + std::to_string(1000 + i) + R"(","name":"e)" + std::to_string(i) + "\"}";
    const auto imported = open(otlp(otlpSpan(1, 0, ",\"events\":[" + events + "]")));
    QVERIFY(imported);
    const TraceSnapshot& s = *imported->snapshot;
    QCOMPARE(s.rowCount(), RowId(10'001));
    QCOMPARE(s.children(0).size(), std::size_t(10'000));
    QVERIFY(s.rest(0).find("\"e9999\"") != std::string_view::npos);
    for (RowId row = 0; row < s.rowCount(); ++row)
        QVERIFY(!s.hasFlag(row, kHasDuplicateId));
}

void TestFormats::hundredLevels()
{
    std::string spans;
    for (int i = 200; i >= 1; --i) // children first
        spans += otlpSpan(i, i - 1) + (i > 1 ? "," : "");
    const auto imported = open(otlp(spans));
    QVERIFY(imported);
    QCOMPARE(imported->snapshot->depth(0), 199);
    std::string value = R"({"intValue":"1"})";
    for (int i = 0; i < 100; ++i)
        value = R"({"arrayValue":{"values":[)" + value + "]}}";
    const auto nested = open(otlp(otlpSpan(1, 0, R"(,"attributes":[{"key":"deep","value":)" + value + "}]")));
    QVERIFY(nested);
    QCOMPARE(std::string(nested->snapshot->attributes(0)), "{\"deep\":" + std::string(100, '[') + "1" + std::string(100, ']') + "}");
}

void TestFormats::tenMegabyteAttribute()
{
    const std::string text(10 << 20, 'x');
    const auto imported = open(otlp(otlpSpan(1, 0, R"(,"attributes":[{"key":"long","value":{"stringValue":")" + text + "\"}}]") + "," + otlpSpan(2, 1)));
    QVERIFY(imported);
    QCOMPARE(imported->snapshot->rowCount(), RowId(2));
    QCOMPARE(imported->snapshot->attributes(0).size(), text.size() + 11);
}

/// Batches are read side by side, but the records come in the order of the file.
void TestFormats::manySpansComeInOrder()
{
    std::string spans;
    for (int i = 1; i <= 20'000; ++i)
        spans += (i > 1 ? "," : "") + otlpSpan(i, i / 2);
    const auto imported = open(otlp(spans));
    QVERIFY(imported);
    QCOMPARE(imported->snapshot->rowCount(), RowId(20'000));
    for (RowId row = 0; row < 20'000; ++row)
        QCOMPARE(imported->snapshot->spanId(row), std::uint64_t(row + 1));
}

void TestFormats::bombIsRefused()
{
    const std::string zeros = readWhole(caseFolder("packed") / "bomb.zst"); // a gibibyte of blanks
    const auto imported = open(zeros);
    QVERIFY(!imported);
    QVERIFY2(imported.error().sentence().find("reading was stopped") != std::string::npos, imported.error().sentence().c_str());
}

#endif

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
