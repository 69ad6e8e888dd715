// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/case_folder.h"
#include "ingest/catalog.h"

#include <archive.h>
#include <archive_entry.h>
#include <fstream>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <zlib.h>

using namespace mgx;
namespace fs = std::filesystem;

/// Input that was made to do harm costs memory in proportion to its size: at most four times that and 200 MB; and it ends soon.
class TestHostileMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysBounded_data();
    void staysBounded();
};

#ifndef Q_MOC_RUN

namespace {

using Make = std::string (*)();

std::string repeated(std::string_view text, std::size_t count)
{
    std::string all;
    all.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        all += text;
    return all;
}

std::string otlp(const std::string& spans)
{
    return R"({"resourceSpans":[{"resource":{},"scopeSpans":[{"spans":[)" + spans + "]}]}]}";
}

std::string varint(std::uint64_t value)
{
    std::string bytes;
    for (; value >= 128; value >>= 7)
        bytes += static_cast<char>(value | 0x80);
    return bytes + static_cast<char>(value);
}

std::string field(int number, const std::string& bytes)
{
    return varint(static_cast<std::uint64_t>(number) << 3 | 2) + varint(bytes.size()) + bytes;
}

/// ExportTraceServiceRequest around the bytes of scope_spans.
std::string otlpProtobuf(const std::string& scopeSpans)
{
    const std::string resource = field(1, field(1, field(1, "service.name") + field(2, field(1, "s"))));
    return field(1, resource + field(2, scopeSpans));
}

std::string gzipped(const std::string& text)
{
    std::string out(compressBound(static_cast<uLong>(text.size())) + 64, '\0');
    z_stream stream = {};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

la_ssize_t keep(struct archive*, void* out, const void* bytes, std::size_t size)
{
    static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
    return static_cast<la_ssize_t>(size);
}

/// An archive of small files, in the format that `setFormat` chooses; the names are made by `nameOf`.
std::string packed(int (*setFormat)(struct archive*), int files, std::string (*nameOf)(int), std::string_view content)
{
    std::string out;
    struct archive* writer = archive_write_new();
    setFormat(writer);
    archive_write_open(writer, &out, nullptr, keep, nullptr);
    for (int i = 0; i < files; ++i) {
        struct archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, nameOf(i).c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(writer, entry);
        archive_write_data(writer, content.data(), content.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    return out;
}

std::string numberedName(int i) { return "trace" + std::to_string(i) + ".json"; }
std::string longName(int i) { return std::string(100'000, 'n') + std::to_string(i); }

/// A figure of /proc/self/status in bytes.
std::size_t memory(const std::string& name)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind(name + ':', 0) == 0)
            return std::stoul(line.substr(name.size() + 1)) * 1024;
    }
    return 0;
}

constexpr std::string_view kSpan = R"({"traceId":"5b8efff798038103d269b633813fc60c","spanId":"0000000000000001","name":"s","startTimeUnixNano":"1","endTimeUnixNano":"2")";

std::string openBrackets() { return repeated("[", 20 << 20); }
std::string openObjects() { return repeated(R"({"a":)", 4 << 20); }
std::string openSpans() { return R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + repeated(R"({"name":[)", 2 << 20); }
std::string deepArguments() { return R"([{"ph":"X","ts":1,"dur":1,"name":"n","args":)" + repeated(R"({"a":[)", 3 << 20); }
std::string unclosedText() { return R"([{"ph":"X","ts":1,"dur":1,"name":")" + std::string(40 << 20, 'x'); }
std::string unclosedLine() { return R"({"trace_id":"1","span_id":"2","start_timestamp":"2026-01-01T00:00:00Z","kind":"span","span_name":")" + std::string(40 << 20, 'x'); }
std::string emptySpans() { return otlp(std::string(kSpan) + '}' + repeated(",{}", 1'000'000)); }
std::string manyAttributes()
{
    return otlp(std::string(kSpan) + R"(,"attributes":[)" + repeated(R"({"key":"k","value":{"intValue":"1"}},)", 500'000) + R"({"key":"z"}]})");
}
std::string manyResources()
{
    return R"({"resourceSpans":[)" + repeated(R"({"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeSpans":[]},)", 300'000)
        + R"({"resource":{},"scopeSpans":[{"spans":[)" + std::string(kSpan) + "}]}]}]}";
}
std::string manyColumns()
{
    std::string row = R"({"trace_id":"1","span_id":"2","start_timestamp":"2026-01-01T00:00:00Z","kind":"span","span_name":"s")";
    for (int i = 0; i < 400'000; ++i)
        row += ",\"column" + std::to_string(i) + "\":1";
    return row + "}\n";
}
std::string manyQuotes() { return "trace_id,span_id,kind,start_timestamp,span_name\n\"" + repeated("\"\"", 10 << 20); }
std::string emptyProtobufSpans() { return otlpProtobuf(field(2, field(5, "s")) + repeated(std::string_view("\x12\x00", 2), 4 << 20)); }
std::string lyingProtobuf() { return otlpProtobuf(field(2, field(5, "s"))) + "\x0A" + varint(std::uint64_t(1) << 60) + std::string(1 << 20, 'x'); }
std::string nestedProtobuf()
{
    std::string value = field(1, "leaf");
    for (int i = 0; i < 20'000; ++i)
        value = field(5, field(1, value));
    return otlpProtobuf(field(2, field(5, "s") + field(9, field(1, "deep") + field(2, value))));
}
std::string gzipOfBlanks() { return gzipped("[" + std::string(400 << 20, ' ')); }
std::string gzipInGzip() { return gzipped(gzipped(gzipped(gzipped(gzipped(gzipped(std::string(40 << 20, '['))))))); }
std::string manyMembers() { return packed(archive_write_set_format_zip, 60'000, numberedName, "{}"); }
std::string longNames() { return packed(archive_write_set_format_pax_restricted, 100, longName, otlp(std::string(kSpan) + '}')); }
std::string manyUnits() { return "[" + repeated(R"({"ph":"B","ts":1,"pid":1,"tid":1,"name":"n"},)", 400'000) + "]"; }

} // namespace

void TestHostileMemory::staysBounded_data()
{
    QTest::addColumn<Make>("make");
    QTest::newRow("brackets that never close") << &openBrackets;
    QTest::newRow("objects that never close") << &openObjects;
    QTest::newRow("spans in names in spans") << &openSpans;
    QTest::newRow("arguments that never close") << &deepArguments;
    QTest::newRow("a text that never ends") << &unclosedText;
    QTest::newRow("a line that never ends") << &unclosedLine;
    QTest::newRow("a million empty spans") << &emptySpans;
    QTest::newRow("half a million attributes") << &manyAttributes;
    QTest::newRow("resources without spans") << &manyResources;
    QTest::newRow("a row of many columns") << &manyColumns;
    QTest::newRow("a CSV cell that never ends") << &manyQuotes;
    QTest::newRow("empty spans as protobuf") << &emptyProtobufSpans;
    QTest::newRow("protobuf that lies about its length") << &lyingProtobuf;
    QTest::newRow("values in values as protobuf") << &nestedProtobuf;
    QTest::newRow("a gzip bomb") << &gzipOfBlanks;
    QTest::newRow("gzip in gzip in gzip") << &gzipInGzip;
    QTest::newRow("sixty thousand files") << &manyMembers;
    QTest::newRow("names of 100 kB") << &longNames;
    QTest::newRow("spans that never end") << &manyUnits;
}

void TestHostileMemory::staysBounded()
{
    QFETCH(Make, make);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("hostile").toStdString();
    std::size_t size = 0;
    {
        const std::string bytes = make();
        size = bytes.size();
        writeWhole(path, bytes);
    }
    CatalogItem item;
    item.kind = CatalogItem::Kind::TraceFile;
    item.path = path;
    std::ofstream("/proc/self/clear_refs") << "5"; // the highest mark begins anew
    const std::size_t before = memory("VmRSS");
    QElapsedTimer clock;
    clock.start();
    const Result<Imported> imported = importItem(item, {});
    const qint64 ms = clock.elapsed();
    const std::size_t most = memory("VmHWM");
    if (imported)
        QVERIFY(imported->report->records == imported->snapshot->rowCount());
    else
        QVERIFY(!imported.error().what.empty());
    QVERIFY2(ms < 60'000, std::to_string(ms).c_str());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const std::size_t used = most - std::min(most, before);
    const std::string figures = std::to_string(size >> 20) + " MiB of input took " + std::to_string(used >> 20) + " MiB";
    QVERIFY2(used < 4 * size + 200'000'000, figures.c_str());
#endif
}

#endif

QTEST_GUILESS_MAIN(TestHostileMemory)
#include "tst_hostile_memory.moc"
