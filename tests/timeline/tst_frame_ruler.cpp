// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/sheet.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

constexpr float kRuler = 26;

std::vector<FrameQuad> translucent(const TimelineFrame& frame)
{
    std::vector<FrameQuad> quads;
    std::copy_if(frame.quads.begin(), frame.quads.end(), std::back_inserter(quads),
                 [](const FrameQuad& q) { return qAlpha(q.left) > 0 && qAlpha(q.left) < 255; });
    return quads;
}

} // namespace

class TestFrameRuler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSelectedStretchIsABandWithItsLength()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        sheet.theme.accent = QColor(0, 200, 255);
        QVERIFY(sheet.build().flags.empty());
        sheet.range = {2000 * kMs, 4000 * kMs};
        const TimelineFrame frame = sheet.build();
        const auto bands = translucent(frame);
        QCOMPARE(bands.size(), std::size_t(2)); // over the lanes, in the ruler
        for (const FrameQuad& band : bands) {
            QCOMPARE(band.x, 200.f);
            QCOMPARE(band.width, 200.f);
        }
        QCOMPARE(frame.flags.size(), std::size_t(1));
        QCOMPARE(frame.flags[0].text, QStringLiteral("2.00 s"));
        QVERIFY(frame.flags[0].rect.left() > 200 && frame.flags[0].rect.right() < 400 && frame.flags[0].rect.bottom() < kRuler);
        for (const FrameLabel& label : frame.labels)
            QVERIFY(label.rect.top() != 0 || !label.rect.intersects(frame.flags[0].rect));
    }

    void aNarrowStretchHasItsLengthBesideIt()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        for (const TimeNs at : {0, 5000, 9990}) {
            sheet.range = {at * kMs, at * kMs + 10 * kMs};
            const TimelineFrame frame = sheet.build();
            QCOMPARE(frame.flags.size(), std::size_t(1));
            const QRectF rect = frame.flags[0].rect;
            QVERIFY(rect.left() >= 0 && rect.right() <= 1000);
            QVERIFY(rect.left() > double(at) / 10 || rect.right() < double(at) / 10);
        }
        sheet.range = {2000 * kMs, 3000 * kMs};
        sheet.show(5000, 6000); // out of sight
        QVERIFY(sheet.build().flags.empty());
    }

    void flagsHaveALineAndTheirLabel()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        sheet.theme.warning = QColor(240, 180, 60);
        sheet.flags = {{{5000 * kMs, 5000 * kMs}, QStringLiteral("here")}, {{7000 * kMs, 8000 * kMs}, QStringLiteral("this stretch")}};
        const TimelineFrame frame = sheet.build();
        QCOMPARE(frame.flags.size(), std::size_t(2));
        QCOMPARE(frame.flags[0].text, QStringLiteral("here"));
        QCOMPARE(frame.flags[0].rect.left(), 500.0);
        const auto lines = translucent(frame);
        QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const FrameQuad& q) { return q.width == 1 && q.y == kRuler; }), 2);
        QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const FrameQuad& q) { return q.width == 100 && q.x == 700; }), 1);
    }

    /// However many there are and wherever the view is: no flag lies on another one or on a label of the ruler.
    void flagsNeverOverlap()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        for (int i = 0; i < 300; ++i)
            sheet.flags.push_back({{(i * 7919 % 10'000) * kMs, (i * 7919 % 10'000) * kMs}, QStringLiteral("mark number %1").arg(i)});
        sheet.range = {4000 * kMs, 4500 * kMs};
        for (const auto& [from, to] : {std::pair(0, 10'000), std::pair(3000, 5000), std::pair(4400, 4440), std::pair(-5000, 60'000)}) {
            sheet.show(from, to);
            const TimelineFrame frame = sheet.build();
            QVERIFY(!frame.flags.empty());
            for (std::size_t i = 0; i < frame.flags.size(); ++i) {
                for (std::size_t j = i + 1; j < frame.flags.size(); ++j)
                    QVERIFY(!frame.flags[i].rect.intersects(frame.flags[j].rect));
                for (const FrameLabel& label : frame.labels)
                    QVERIFY(label.rect.top() != 0 || !label.rect.intersects(frame.flags[i].rect));
            }
        }
    }

    void lensStretchesAreAStripBelowTheRuler()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        sheet.theme.accent = QColor(0, 200, 255);
        sheet.lens = {{1000 * kMs, 2000 * kMs}, {90'000 * kMs, 91'000 * kMs}};
        const TimelineFrame frame = sheet.build();
        const auto isStrip = [&](const FrameQuad& q) { return q.left == sheet.theme.accent.rgb(); };
        QCOMPARE(std::count_if(frame.quads.begin(), frame.quads.end(), isStrip), 1);
        const auto strip = std::find_if(frame.quads.begin(), frame.quads.end(), isStrip);
        QVERIFY(strip->x == 100 && strip->width == 100 && strip->y + strip->height == kRuler);
    }
};

QTEST_MAIN(TestFrameRuler)
#include "tst_frame_ruler.moc"
