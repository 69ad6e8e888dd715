// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/ruler_ticks.h"

#include <QtTest>

using namespace mgx;

namespace {

QStringList labels(TimeNs from, TimeNs to, TimeNs step)
{
    QStringList texts;
    for (const RulerTick& tick : rulerTicks(from, to, step))
        texts.append(tick.label);
    return texts;
}

constexpr TimeNs kHourNs = 3600 * kNsPerSecond;

} // namespace

class TestRulerTicks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clockFallsOnWholeMinutes()
    {
        const TimeNs start = 1'700'000'003 * kNsPerSecond; // 2023-11-14 22:13:23 UTC
        const auto texts = [&](TimeNs length, TimeNs step, TimeNs zone) {
            QStringList list;
            for (const RulerTick& tick : clockTicks(start, start + length, step, zone)) {
                list.append(tick.label);
                if ((tick.offset + zone) % step != 0)
                    list.append("not on a step");
            }
            return list;
        };
        QCOMPARE(texts(200 * kNsPerSecond, 60 * kNsPerSecond, 0), QStringList({"22:14", "22:15", "22:16"}));
        QCOMPARE(texts(1'500'000'000, 500'000'000, 0), QStringList({"22:13:23.0", "22:13:23.5", "22:13:24.0", "22:13:24.5"}));
        QCOMPARE(texts(kHourNs, kHourNs, 3600 * kNsPerSecond), QStringList({"Nov 15"})); // midnight in that zone
        QCOMPARE(texts(30'000'000, 10'000'000, 0).at(1), QString("22:13:23.01"));
    }

    void stepsAreSensible_data()
    {
        QTest::addColumn<double>("secondsPerScreen"); // 1,000 px, labels at least 100 px apart
        QTest::addColumn<double>("stepSeconds");
        QTest::newRow("nanoseconds") << 1e-7 << 1e-8;
        QTest::newRow("milliseconds") << 0.016 << 0.002;
        QTest::newRow("a run") << 16.0 << 2.0;
        QTest::newRow("a minute") << 60.0 << 10.0;
        QTest::newRow("four minutes") << 250.0 << 30.0;
        QTest::newRow("an hour") << 3600.0 << 600.0;
        QTest::newRow("a day") << 86400.0 << 10800.0;
        QTest::newRow("a week") << 604800.0 << 86400.0;
    }
    void stepsAreSensible()
    {
        QFETCH(double, secondsPerScreen);
        QFETCH(double, stepSeconds);
        QCOMPARE(rulerStep(secondsPerScreen * 1e9 / 1000, 100), TimeNs(std::llround(stepSeconds * 1e9)));
    }

    void stepsAreNeverTooClose()
    {
        for (double nsPerPixel = 0.01; nsPerPixel < 1e16; nsPerPixel *= 1.37) {
            const TimeNs step = rulerStep(nsPerPixel, 90);
            QVERIFY2(double(step) / nsPerPixel >= 90, qPrintable(QString::number(nsPerPixel)));
            QVERIFY2(step <= 100 || double(step) / nsPerPixel <= 90 * 5.1, qPrintable(QString::number(nsPerPixel)));
        }
    }

    void labelsNameWhatTheStepNeeds()
    {
        QCOMPARE(labels(-1, 6 * kNsPerSecond, 2 * kNsPerSecond), QStringList({"0", "2 s", "4 s", "6 s"}));
        QCOMPARE(labels(0, 1'000'000'000, 500'000'000), QStringList({"0", "0.5 s", "1.0 s"}));
        QCOMPARE(labels(58 * kNsPerSecond, 62 * kNsPerSecond, 2 * kNsPerSecond), QStringList({"58 s", "1m 00s", "1m 02s"}));
        QCOMPARE(labels(59'500'000'000, 60'500'000'000, 500'000'000), QStringList({"59.5 s", "1m 00.0s", "1m 00.5s"}));
        QCOMPARE(labels(kHourNs - 1, kHourNs + 1, kHourNs / 2), QStringList({"1h 00m"}));
        QCOMPARE(labels(2'000'000, 4'000'000, 1'000'000), QStringList({"2 ms", "3 ms", "4 ms"}));
        QCOMPARE(labels(1'000, 3'000, 1'000), QStringList({"1 µs", "2 µs", "3 µs"}));
        QCOMPARE(labels(-2 * kNsPerSecond, -kNsPerSecond, kNsPerSecond), QStringList({"-2 s", "-1 s"}));
    }

    void labelsOfNeighboursDiffer()
    {
        for (double nsPerPixel = 0.01; nsPerPixel < 1e13; nsPerPixel *= 2.3) {
            const TimeNs step = rulerStep(nsPerPixel, 90);
            for (const TimeNs from : {TimeNs(0), TimeNs(1'234'567'891), 90 * kNsPerSecond, 5 * kHourNs + 77}) {
                const QStringList texts = labels(from, from + 12 * step, step);
                QVERIFY(texts.size() >= 12);
                for (int i = 1; i < texts.size(); ++i)
                    QVERIFY2(texts[i] != texts[i - 1], qPrintable(texts[i] + QString::number(step)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRulerTicks)
#include "tst_ruler_ticks.moc"
