// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/format.h"

#include <QtTest>

using namespace mgx;

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        const auto row = [](qint64 ns, const char* text) { QTest::newRow(text) << ns << QString::fromUtf8(text); };
        row(0, "0 s");
        row(840, "840 ns");
        row(12'400, "12.4 µs");
        row(999'400, "999 µs");
        row(312'000'000, "312 ms");
        row(1'500'000, "1.50 ms");
        row(9'990'000'000, "9.99 s");
        row(57'240'000'000, "57.2 s");
        row(59'990'000'000, "1m 00.0s");
        row(65'000'000'000, "1m 05.0s");
        row(3'599'970'000'000, "1h 00m");
        row(7'380'000'000'000, "2h 03m");
        row(-1'500'000, "-1.50 ms");
    }
    void durations()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, text);
        QCOMPARE(formatDuration(ns), text);
    }

    void costs_data()
    {
        QTest::addColumn<double>("usd");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "$0.00";
        QTest::newRow("usual") << 0.4123 << "$0.412";
        QTest::newRow("cents") << 0.0444 << "$0.044";
        QTest::newRow("small") << 0.000213 << "$0.00021";
        QTest::newRow("large") << 12.5 << "$12.500";
    }
    void costs()
    {
        QFETCH(double, usd);
        QTEST(formatCost(usd), "text");
    }

    void unknownIsNeverZero()
    {
        QCOMPARE(formatCost(std::nullopt), QString(kUnknown));
        QCOMPARE(formatCost(std::numeric_limits<double>::quiet_NaN()), QString(kUnknown));
        QCOMPARE(formatTime(kNoTime, false), QString(kUnknown));
    }

    void countsAndTimes()
    {
        QCOMPARE(formatCount(18'204), QStringLiteral("18,204"));
        QCOMPARE(formatBytes(999), QStringLiteral("999 B"));
        QCOMPARE(formatBytes(12'400'000), QStringLiteral("12.4 MB"));
        QCOMPARE(formatTime(1'500'000'000, false), QStringLiteral("1970-01-01 00:00:01.500"));
        QCOMPARE(formatTime(-1, false), QStringLiteral("1969-12-31 23:59:59.999"));
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
