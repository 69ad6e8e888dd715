// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include <QtTest>

using namespace mgx;

class TestHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreStable()
    {
        QCOMPARE(toHex(hashTraceId("massgen")), toHex(hashTraceId("massgen")));
        QVERIFY(hashSpanId("a") != hashSpanId("b"));
        // SHA-256 of the empty text starts so.
        QCOMPARE(toHex(hashTraceId("")), std::string("e3b0c44298fc1c149afbf4c8996fb924"));
        QCOMPARE(toHex(hashSpanId("")), std::string("e3b0c44298fc1c14"));
    }

    void hexRoundTrips()
    {
        const TraceId id{0x0123456789abcdefull, 0xfedcba9876543210ull};
        QCOMPARE(toHex(id), std::string("0123456789abcdeffedcba9876543210"));
        QVERIFY(parseTraceId(toHex(id)) == id);
        QVERIFY(parseTraceId("AB") == (TraceId{0, 0xab}));
        QVERIFY(parseSpanId("fedcba9876543210") == 0xfedcba9876543210ull);
    }

    void badHexIsRefused()
    {
        QVERIFY(!parseSpanId(""));
        QVERIFY(!parseSpanId("xyz"));
        QVERIFY(!parseSpanId("00112233445566778"));
        QVERIFY(!parseTraceId("0123456789abcdeffedcba98765432100"));
        QVERIFY(!parseTraceId("0123456789abcdeffedcba987654321g"));
    }
};

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
