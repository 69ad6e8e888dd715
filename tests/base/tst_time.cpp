// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <cmath>
#include <QtTest>

using namespace mgx;

class TestTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isoTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("utc");
        QTest::addColumn<bool>("hasOffset");
        QTest::newRow("zulu") << QByteArray("2026-03-02T12:00:00Z") << QByteArray("2026-03-02T12:00:00.000000Z") << true;
        QTest::newRow("east") << QByteArray("2026-03-02T12:00:00.5+05:30") << QByteArray("2026-03-02T06:30:00.500000Z") << true;
        QTest::newRow("west") << QByteArray("2026-03-02 12:00:00-0500") << QByteArray("2026-03-02T17:00:00.000000Z") << true;
        QTest::newRow("naive") << QByteArray("2026-04-17T10:15:31.157331") << QByteArray("2026-04-17T10:15:31.157331Z") << false;
        QTest::newRow("nanoseconds") << QByteArray("1999-12-31T23:59:59.123456789Z") << QByteArray("1999-12-31T23:59:59.123456Z") << true;
        QTest::newRow("bad month") << QByteArray("2026-13-02T12:00:00Z") << QByteArray() << false;
        QTest::newRow("tail") << QByteArray("2026-03-02T12:00:00Zx") << QByteArray() << false;
        QTest::newRow("empty") << QByteArray("") << QByteArray() << false;
    }

    void isoTimes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, utc);
        QFETCH(bool, hasOffset);
        const auto time = parseIsoTime(text.toStdString());
        QCOMPARE(time.has_value(), !utc.isEmpty());
        if (time) {
            QCOMPARE(QByteArray::fromStdString(formatIsoUtc(time->ns)), utc);
            QCOMPARE(time->hasOffset, hasOffset);
        }
    }

    void epochSeconds()
    {
        QCOMPARE(timeFromSeconds(1.5), TimeNs(1'500'000'000));
        QCOMPARE(timeFromSeconds(-0.25), TimeNs(-250'000'000));
        QCOMPARE(timeFromSeconds(NAN), kNoTime);
        QCOMPARE(timeFromSeconds(1e300), kNoTime);
        QCOMPARE(formatIsoUtc(timeFromSeconds(1761434270.8)), std::string("2025-10-25T23:17:50.800000Z"));
    }

    void folderStamps()
    {
        QCOMPARE(formatIsoUtc(*parseFolderStamp("20260130_101212_000002")), std::string("2026-01-30T10:12:12.000002Z"));
        QCOMPARE(formatIsoUtc(*parseFolderStamp("20251026_001748")), std::string("2025-10-26T00:17:48.000000Z"));
        QVERIFY(!parseFolderStamp("final"));
        QVERIFY(!parseFolderStamp("20251026_001748_x"));
    }
};

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
