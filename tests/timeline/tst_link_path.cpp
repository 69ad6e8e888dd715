// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/link_path.h"

#include <QTest>

using namespace mgx;

class TestLinkPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkInsideIsWhole()
    {
        const QPainterPath path = linkPath({100, 10, 900, 50}, -20, 1020);
        QCOMPARE(path.elementCount(), 4);
        QCOMPARE(QPointF(path.elementAt(0)), QPointF(100, 10));
        QCOMPARE(path.currentPosition(), QPointF(900, 50));
    }

    void whatIsOutsideIsCutOff_data()
    {
        QTest::addColumn<float>("x1");
        QTest::addColumn<float>("x2");
        QTest::newRow("both ends outside") << -3e7f << 5e7f;
        QTest::newRow("backwards") << 5e7f << -3e7f;
        QTest::newRow("begins inside") << 400.0f << 1e9f;
        QTest::newRow("ends inside") << -1e9f << 400.0f;
    }
    void whatIsOutsideIsCutOff()
    {
        QFETCH(float, x1);
        QFETCH(float, x2);
        const QPainterPath path = linkPath({x1, 10, x2, 50}, -20, 1020);
        const QRectF bounds = path.boundingRect();
        QVERIFY2(bounds.left() > -100 && bounds.right() < 1100, qPrintable(QString::number(bounds.left()) + ' ' + QString::number(bounds.right())));
        QVERIFY(bounds.width() > 400);
        QVERIFY(bounds.top() >= 9.9 && bounds.bottom() <= 50.1);
    }

    void thePartLiesOnTheWholeCurve()
    {
        const FrameLink link{-5000, 10, 6000, 300};
        const QPainterPath whole = linkPath(link, -1e9, 1e9);
        const QPainterPath part = linkPath(link, 0, 1000);
        for (int i = 0; i <= 10; ++i) {
            const QPointF point = part.pointAtPercent(i / 10.0);
            double nearest = 1e9;
            for (int k = 0; k <= 20'000; ++k)
                nearest = std::min(nearest, QLineF(whole.pointAtPercent(k / 20'000.0), point).length());
            QVERIFY2(nearest < 1, qPrintable(QString::number(nearest)));
        }
    }

    void aLinkBesideThePictureIsNotDrawn()
    {
        QVERIFY(linkPath({-900, 10, -50, 50}, -20, 1020).isEmpty());
        QVERIFY(linkPath({1100, 10, 2000, 50}, -20, 1020).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestLinkPath)
#include "tst_link_path.moc"
