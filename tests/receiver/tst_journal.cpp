// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/body_reader.h"
#include "receiver/journal.h"
#include "receiver/request_rules.h"

#include <QtTest>

using namespace mgx;

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsStandBehindTheirLengths();
    void whatACrashCutOffIsRemoved();
    void growsNoFurtherThanItsLimit();
    void readerLetsGoOfWhatIsTooLarge();
    void secretsAreComparedWhole();
};

#ifndef Q_MOC_RUN

namespace {

QByteArray contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestJournal::requestsStandBehindTheirLengths()
{
    const QTemporaryDir folder;
    Journal journal;
    QVERIFY(journal.open(folder.filePath("a/b").toStdString()));
    QVERIFY(journal.append(OtlpSignal::Traces, OtlpEncoding::Protobuf, std::string(300, 'x')));
    QVERIFY(journal.append(OtlpSignal::Traces, OtlpEncoding::Protobuf, ""));
    QVERIFY(journal.append(OtlpSignal::Traces, OtlpEncoding::Json, "{\"a\":1}"));
    const QByteArray traces = contentOf(journal.path(OtlpSignal::Traces, OtlpEncoding::Protobuf));
    QCOMPARE(traces.size(), 304);
    QVERIFY(traces.startsWith(QByteArray("\0\0\1\x2c", 4)));
    QCOMPARE(contentOf(journal.path(OtlpSignal::Traces, OtlpEncoding::Json)), QByteArray("{\"a\":1}\n"));
    QCOMPARE(journal.bytes(), std::uint64_t(304 + 8));
}

void TestJournal::whatACrashCutOffIsRemoved()
{
    const QTemporaryDir folder;
    const std::string place = folder.path().toStdString();
    QFile traces(folder.filePath("traces.otlp.pb"));
    QVERIFY(traces.open(QIODevice::WriteOnly));
    traces.write(QByteArray("\0\0\0\3abc\0\0\0\5de", 13));
    traces.close();
    QFile logs(folder.filePath("logs.otlp.json"));
    QVERIFY(logs.open(QIODevice::WriteOnly));
    logs.write("{}\n{\"cut");
    logs.close();
    Journal journal;
    QVERIFY(journal.open(place));
    QVERIFY(journal.append(OtlpSignal::Traces, OtlpEncoding::Protobuf, "fg"));
    QVERIFY(journal.append(OtlpSignal::Logs, OtlpEncoding::Json, "{1}"));
    QCOMPARE(contentOf(place + "/traces.otlp.pb"), QByteArray("\0\0\0\3abc\0\0\0\2fg", 13));
    QCOMPARE(contentOf(place + "/logs.otlp.json"), QByteArray("{}\n{1}\n"));
}

void TestJournal::growsNoFurtherThanItsLimit()
{
    const QTemporaryDir folder;
    Journal journal;
    journal.maxBytes = 10;
    QVERIFY(journal.open(folder.path().toStdString()));
    QVERIFY(journal.append(OtlpSignal::Traces, OtlpEncoding::Protobuf, "abc"));
    QVERIFY(!journal.append(OtlpSignal::Traces, OtlpEncoding::Protobuf, "defgh"));
    QCOMPARE(contentOf(journal.path(OtlpSignal::Traces, OtlpEncoding::Protobuf)).size(), 7);
}

void TestJournal::readerLetsGoOfWhatIsTooLarge()
{
    BodyReader reader(BodyCoding::Plain, 100, 10);
    QCOMPARE(reader.add("12345"), BodyReader::State::Good);
    QCOMPARE(reader.add("678901"), BodyReader::State::TooLarge);
    QCOMPARE(reader.add("2"), BodyReader::State::TooLarge);
    QVERIFY(reader.bytes().empty());
    BodyReader packed(BodyCoding::Deflate, 100, 10);
    QCOMPARE(packed.add("no zlib at all"), BodyReader::State::Damaged);
}

void TestJournal::secretsAreComparedWhole()
{
    QVERIFY(isSameSecret("abc", "abc"));
    QVERIFY(!isSameSecret("abc", "abd"));
    QVERIFY(!isSameSecret("ab", "abc"));
    QVERIFY(!isSameSecret("abcabc", "abc"));
    QVERIFY(!isSameSecret("abc", ""));
}

QTEST_GUILESS_MAIN(TestJournal)

#endif

#include "tst_journal.moc"
