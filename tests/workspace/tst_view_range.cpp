// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/view_range.h"

#include <QtTest>

using namespace mgx;

class TestViewRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsTheTimeUnderTheMouse()
    {
        ViewRange view;
        view.reset(60 * kNsPerSecond);
        for (const double at : {0.0, 0.25, 0.9}) {
            for (const double factor : {1.25, 3.0, 0.9}) {
                const double before = view.fromOffset() + view.lengthOffset() * at;
                view.zoom(factor, at);
                const double after = view.fromOffset() + view.lengthOffset() * at;
                QVERIFY2(qAbs(after - before) <= 2, qPrintable(QString::number(after - before)));
            }
        }
    }

    void zoomStopsAtItsLimits()
    {
        ViewRange view;
        view.reset(kNsPerSecond);
        for (int i = 0; i < 300; ++i)
            view.zoom(2, 0.5);
        QCOMPARE(view.length(), ViewRange::kMinLength);
        for (int i = 0; i < 300; ++i)
            view.zoom(0.5, 0.5);
        QVERIFY(view.length() > kNsPerSecond && view.length() < 3 * kNsPerSecond);
        view.zoom(0, 0.5);
        view.zoom(std::numeric_limits<double>::quiet_NaN(), 0.5);
        view.show(5, 5);
        view.show(-1e300, 1e300);
        QVERIFY(view.length() > kNsPerSecond && view.length() < 3 * kNsPerSecond);
    }

    void theTraceStaysInSight()
    {
        ViewRange view;
        view.reset(kNsPerSecond);
        view.zoom(4, 0.5);
        for (int i = 0; i < 100; ++i)
            view.pan(0.5);
        QVERIFY(view.from() < kNsPerSecond);
        for (int i = 0; i < 100; ++i)
            view.pan(-0.5);
        QVERIFY(view.to() > 0);
    }

    void backUndoesJumpsAndRowsOfSteps()
    {
        ViewRange view;
        view.reset(100 * kNsPerSecond);
        const TimeNs from = view.from();
        QVERIFY(!view.back());
        view.show(10e9, 20e9);
        for (int i = 0; i < 5; ++i)
            view.zoom(1.25, 0.5); // one row of wheel steps
        QVERIFY(view.back());
        QCOMPARE(view.from(), 10 * kNsPerSecond);
        QCOMPARE(view.to(), 20 * kNsPerSecond);
        QVERIFY(view.back());
        QCOMPARE(view.from(), from);
        QVERIFY(view.isFit());
        QVERIFY(!view.back());
    }

    void forwardUndoesBackUntilTheViewGoesElsewhere()
    {
        ViewRange view;
        view.reset(100 * kNsPerSecond);
        QVERIFY(!view.forward());
        view.show(10e9, 20e9);
        view.show(12e9, 15e9);
        QVERIFY(view.back() && view.back() && view.isFit());
        QVERIFY(view.forward());
        QCOMPARE(view.to(), 20 * kNsPerSecond);
        QVERIFY(view.forward());
        QCOMPARE(view.to(), 15 * kNsPerSecond);
        QVERIFY(!view.forward());
        QVERIFY(view.back());
        QCOMPARE(view.to(), 20 * kNsPerSecond);
        view.show(1e9, 2e9);
        QVERIFY(!view.forward());
        QVERIFY(view.back());
        QCOMPARE(view.to(), 20 * kNsPerSecond);
        view.reset(kNsPerSecond);
        QVERIFY(!view.forward() && !view.back());
    }

    void aFitViewGrowsWithTheTraceAndAnotherStays()
    {
        ViewRange view;
        view.reset(kNsPerSecond);
        view.setFullLength(2 * kNsPerSecond);
        QVERIFY(view.isFit() && view.to() >= 2 * kNsPerSecond);
        view.show(0.5e9, 1e9);
        view.setFullLength(4 * kNsPerSecond);
        QCOMPARE(view.from(), kNsPerSecond / 2);
        QCOMPARE(view.to(), kNsPerSecond);
    }

    void revealMovesOnlyWhereItMust()
    {
        ViewRange view;
        view.reset(100 * kNsPerSecond);
        view.show(10e9, 20e9);
        view.reveal(15 * kNsPerSecond, 16 * kNsPerSecond);
        QCOMPARE(view.from(), 10 * kNsPerSecond);
        view.reveal(50 * kNsPerSecond, 51 * kNsPerSecond);
        QCOMPARE(view.length(), 10 * kNsPerSecond);
        QVERIFY(view.from() < 50 * kNsPerSecond && view.to() > 51 * kNsPerSecond);
    }

    void aTraceWithoutDurationHasAView()
    {
        ViewRange view;
        view.reset(0);
        QVERIFY(view.length() >= ViewRange::kMinLength);
        view.zoom(2, 0.5);
        view.fit();
        QVERIFY(view.isFit());
    }
};

QTEST_GUILESS_MAIN(TestViewRange)
#include "tst_view_range.moc"
