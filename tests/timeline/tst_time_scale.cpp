// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/time_scale.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace mgx;

namespace {

constexpr TimeNs kStart = 1'700'000'000 * kNsPerSecond;
constexpr TimeNs kLength = 1000 * kNsPerSecond;

GapMap randomGaps(std::mt19937& random)
{
    std::vector<IdleGap> gaps;
    TimeNs at = kStart;
    for (int i = 0; i < 20 && at < kStart + kLength; ++i) {
        const TimeNs from = at + 1 + TimeNs(random() % 40) * kNsPerSecond;
        const TimeNs to = from + 20 * kNsPerSecond + TimeNs(random() % 100'000) * 1'000'000;
        gaps.push_back({from, to});
        at = to;
    }
    return GapMap(std::move(gaps));
}

TimeScale randomView(std::mt19937& random)
{
    const TimeNs from = kStart + TimeNs(random() % 1'000'000) * 1'000'000 - 10 * kNsPerSecond;
    return {from, from + 1 + (kLength >> (random() % 30)) + TimeNs(random() % 1000), 200.0 + random() % 2000};
}

} // namespace

class TestTimeScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutGapsTimeIsEven()
    {
        const TimeScale scale{kStart, kStart + 1000, 500};
        const GapMap none;
        QVERIFY(!scale.across(none).gaps);
        QCOMPARE(scale.across(none).toX(kStart + 500), 250.0);
        QCOMPARE(scale.toTime(250), kStart + 500);
    }

    void aGapTakesAFewPixels()
    {
        const GapMap gaps({{kStart + 100, kStart + 900}});
        const TimeScale scale = TimeScale{kStart, kStart + 1000, 414}.across(gaps);
        QCOMPARE(scale.toX(kStart + 100), 200.0);
        QCOMPARE(scale.toX(kStart + 500), 207.0);
        QCOMPARE(scale.toX(kStart + 900), 214.0);
        QCOMPARE(scale.toX(kStart + 1000), 414.0);
        QCOMPARE(scale.nsPerPixel(), 0.5);
        QCOMPARE(scale.toTime(207), kStart + 500);
        QCOMPARE(scale.toX(kStart - 50), -100.0);
        QVERIFY(!(TimeScale{kStart + 200, kStart + 300, 400}.across(gaps).gaps)); // nothing but gap in sight
    }

    void timesAndPixelsAreInverse()
    {
        std::mt19937 random(1);
        for (int trial = 0; trial < 2000; ++trial) {
            const GapMap map = randomGaps(random);
            const TimeScale scale = randomView(random).across(map);
            QVERIFY(std::abs(scale.toX(scale.from)) < 1e-6);
            QVERIFY(std::abs(scale.toX(scale.to) - scale.width) < 1e-6);
            const auto slack = static_cast<TimeNs>(scale.nsPerPixel() * 1e-4) + 2;
            for (int i = 0; i < 20; ++i) {
                const TimeNs time = scale.from + static_cast<TimeNs>(double(scale.to - scale.from) * (double(random() % 3000) / 1000 - 1));
                const TimeNs back = scale.toTime(scale.toX(time));
                const IdleGap* gap = scale.gaps ? map.gapAt(time) : nullptr;
                if (!gap)
                    QVERIFY2(std::abs(back - time) <= slack, qPrintable(QStringLiteral("%1 not %2").arg(back).arg(time)));
                else // in a gap a pixel is a long time
                    QVERIFY(std::abs(back - time) <= gap->length() / 1000 + slack);
                const double x = scale.width * (double(random() % 3000) / 1000 - 1);
                QVERIFY2(std::abs(scale.toX(scale.toTime(x)) - x) < 1e-3 + 2 / scale.nsPerPixel(), qPrintable(QString::number(x)));
            }
        }
    }

    void laterIsFurtherRight()
    {
        std::mt19937 random(2);
        for (int trial = 0; trial < 300; ++trial) {
            const GapMap map = randomGaps(random);
            const TimeScale scale = randomView(random).across(map);
            double before = -1e300;
            for (int i = -50; i < 150; ++i) {
                const TimeNs time = scale.from + static_cast<TimeNs>(double(scale.to - scale.from) * i / 100);
                const double x = scale.toX(time);
                QVERIFY(x >= before);
                before = x;
            }
            TimeNs last = std::numeric_limits<TimeNs>::min();
            for (int i = -50; i < 150; ++i) {
                const TimeNs time = scale.toTime(scale.width * i / 100);
                QVERIFY(time >= last);
                last = time;
            }
        }
    }

    /// Dragging by some pixels moves everything that stays in sight by exactly these, gaps or not.
    void movingKeepsThePictureTogether()
    {
        std::mt19937 random(3);
        int compared = 0;
        for (int trial = 0; trial < 1000; ++trial) {
            const GapMap map = randomGaps(random);
            const TimeScale scale = randomView(random).across(map);
            const double by = double(random() % 400) - 200;
            const auto [from, to] = scale.moved(by);
            const TimeScale moved = TimeScale{from, to, scale.width}.across(map);
            if (std::min(scale.nsPerPixel(), moved.nsPerPixel()) < 10)
                continue; // so near that whole ns are pixels
            if (!moved.gaps != !scale.gaps)
                continue; // the only gap has left the view or come into it
            ++compared;
            for (int i = 0; i < 10; ++i) {
                const TimeNs time = scale.from + static_cast<TimeNs>(double(scale.to - scale.from) * (double(random() % 1000) / 1000));
                if (scale.gapPx < TimeScale::kGapPx || moved.gapPx < TimeScale::kGapPx)
                    continue;
                QVERIFY(std::abs(moved.toX(time) - (scale.toX(time) - by)) < 0.6 + 2 * scale.width / double(to - from));
            }
        }
        QVERIFY(compared > 300);
    }

    void zoomingKeepsTheTimeUnderTheMouse()
    {
        std::mt19937 random(4);
        for (int trial = 0; trial < 1000; ++trial) {
            const GapMap map = randomGaps(random);
            const TimeScale scale = randomView(random).across(map);
            const double x = scale.width * (double(random() % 1000) / 1000);
            const TimeNs anchor = scale.toTime(x);
            const auto [from, to] = scale.zoomed(1.25, x);
            if (to - from < 10'000 || (scale.gaps && map.gapAt(anchor)))
                continue;
            const TimeScale zoomed = TimeScale{from, to, scale.width}.across(map);
            if (!zoomed.gaps != !scale.gaps || (scale.gaps && scale.gapPx < TimeScale::kGapPx))
                continue;
            QVERIFY(std::abs(zoomed.toX(anchor) - x) < 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestTimeScale)
#include "tst_time_scale.moc"
