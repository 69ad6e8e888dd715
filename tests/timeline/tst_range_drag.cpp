// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/range_drag.h"
#include "workspace/made_run.h"

#include <QSignalSpy>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestRangeDrag : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewStretchIsDrawnInEitherDirection()
    {
        TimeSelection range;
        QSignalSpy changes(&range, &TimeSelection::changed);
        RangeDrag drag;
        QVERIFY(!drag.press(range, m_scale, kOrigin, 300, false)); // nothing is there to be moved
        QVERIFY(drag.press(range, m_scale, kOrigin, 300, true));
        drag.move(range, m_scale, kOrigin, m_length, 500);
        QCOMPARE(range.stretch(), (TimeStretch{3000 * kMs, 5000 * kMs}));
        drag.move(range, m_scale, kOrigin, m_length, 100);
        QCOMPARE(range.stretch(), (TimeStretch{1000 * kMs, 3000 * kMs}));
        drag.release();
        QVERIFY(!drag.isActive());
        QCOMPARE(changes.count(), 2);
    }

    void itsEndsCanBeMoved()
    {
        TimeSelection range;
        range.set(3000 * kMs, 5000 * kMs);
        RangeDrag drag;
        QVERIFY(RangeDrag::isAtEnd(range, m_scale, kOrigin, 302));
        QVERIFY(!RangeDrag::isAtEnd(range, m_scale, kOrigin, 400));
        QVERIFY(drag.press(range, m_scale, kOrigin, 498, false));
        drag.move(range, m_scale, kOrigin, m_length, 700);
        QCOMPARE(range.stretch(), (TimeStretch{3000 * kMs, 7000 * kMs}));
        drag.move(range, m_scale, kOrigin, m_length, 100); // across the other end
        QCOMPARE(range.stretch(), (TimeStretch{1000 * kMs, 3000 * kMs}));
        QVERIFY(drag.press(range, m_scale, kOrigin, 100, false));
        drag.move(range, m_scale, kOrigin, m_length, 200);
        QCOMPARE(range.stretch(), (TimeStretch{2000 * kMs, 3000 * kMs}));
    }

    void nothingLiesOutsideTheTrace()
    {
        TimeSelection range;
        RangeDrag drag;
        const TimeScale wide{kOrigin - 10'000 * kMs, kOrigin + 20'000 * kMs, 1000};
        QVERIFY(drag.press(range, wide, kOrigin, 10, true));
        drag.move(range, wide, kOrigin, m_length, 5000);
        QCOMPARE(range.stretch(), (TimeStretch{0, m_length}));
        range.select(std::numeric_limits<double>::infinity(), 0);
        range.select(std::numeric_limits<double>::quiet_NaN(), 0);
        QCOMPARE(range.stretch(), (TimeStretch{0, m_length}));
        range.select(5, 5);
        QVERIFY(range.isEmpty());
    }

private:
    const TimeNs m_length = 10'000 * kMs;
    const TimeScale m_scale{kOrigin, kOrigin + 10'000 * kMs, 1000};
};

QTEST_GUILESS_MAIN(TestRangeDrag)
#include "tst_range_drag.moc"
