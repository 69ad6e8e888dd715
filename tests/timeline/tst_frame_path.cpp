// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/sheet.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

class TestFramePath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWithoutAPath();
    void stretchesHaveAStripAndAGround();
    void thePathChangesHands();
    void onlyWhatIsInSightIsDrawn();
    void aLongPathCostsWhatThePixelsCost();
    void hiddenLanesAreLeftOut();
};

#ifndef Q_MOC_RUN

namespace {

/// Quads in the colour of the path: `isGround` those that let the lane show through.
std::vector<FrameQuad> pathQuads(const Sheet& sheet, const TimelineFrame& frame, bool isGround)
{
    std::vector<FrameQuad> quads;
    const QRgb colour = sheet.theme.path.rgb();
    for (const FrameQuad& quad : frame.quads) {
        if ((quad.left & 0xFFFFFF) == (colour & 0xFFFFFF) && (qAlpha(quad.left) < 255) == isGround)
            quads.push_back(quad);
    }
    return quads;
}

PathStretch stretch(TimeNs fromMs, TimeNs toMs, RowId row)
{
    return {kOrigin + fromMs * kMs, kOrigin + toMs * kMs, row};
}

} // namespace

void TestFramePath::nothingWithoutAPath()
{
    MadeRun run;
    Sheet sheet(run.fillUsual().publish());
    QVERIFY(pathQuads(sheet, sheet.build(), false).empty());
    sheet.path = {stretch(0, 10, 4'000'000)}; // a row that is not there
    QVERIFY(pathQuads(sheet, sheet.build(), false).empty());
}

void TestFramePath::stretchesHaveAStripAndAGround()
{
    MadeRun run;
    Sheet sheet(run.fillUsual().publish());
    sheet.path = {stretch(1000, 3000, sheet.named("agent.agent_0.round_0"))};
    const TimelineFrame frame = sheet.build();
    const auto strips = pathQuads(sheet, frame, false);
    QCOMPARE(strips.size(), std::size_t(1));
    QCOMPARE(strips[0].x, 100.f);
    QCOMPARE(strips[0].width, 200.f);
    const LaneBox& box = sheet.layout.boxes()[1];
    QVERIFY(strips[0].y >= 26 + box.y && strips[0].y + strips[0].height < 26 + box.y + LaneBox::kTopPx);
    const auto grounds = pathQuads(sheet, frame, true);
    QCOMPARE(grounds.size(), std::size_t(1));
    QCOMPARE(double(grounds[0].y), 26 + box.y);
    QCOMPARE(double(grounds[0].height), box.height - 1);
}

void TestFramePath::thePathChangesHands()
{
    MadeRun run;
    Sheet sheet(run.fillUsual().publish());
    sheet.path = {stretch(1000, 3000, sheet.named("agent.agent_2.round_0")), stretch(3500, 5000, sheet.named("agent.agent_0.round_0"))};
    const auto quads = pathQuads(sheet, sheet.build(), false);
    QCOMPARE(quads.size(), std::size_t(4)); // strip, wait, line up, strip
    QCOMPARE(quads[1].x, 300.f);
    QCOMPARE(quads[1].width, 50.f);
    QCOMPARE(quads[1].height, 1.f);
    QCOMPARE(quads[2].x, 350.f);
    QCOMPARE(quads[2].y, quads[3].y); // from the upper strip
    QCOMPARE(quads[2].y + quads[2].height, quads[0].y + quads[0].height); // to the lower one
}

void TestFramePath::onlyWhatIsInSightIsDrawn()
{
    MadeRun run;
    Sheet sheet(run.fillUsual().publish());
    const RowId row = sheet.named("agent.agent_0.round_0");
    sheet.path = {stretch(0, 1000, row), stretch(2000, 6000, row), stretch(8000, 9000, row)};
    sheet.show(4000, 5000);
    const auto quads = pathQuads(sheet, sheet.build(), false);
    QCOMPARE(quads.size(), std::size_t(1));
    QVERIFY(quads[0].x <= 0 && quads[0].x + quads[0].width >= 1000 && quads[0].width < 1010);
}

void TestFramePath::aLongPathCostsWhatThePixelsCost()
{
    MadeRun run;
    Sheet sheet(run.fillUsual().publish());
    const RowId rows[] = {sheet.named("agent.agent_0.round_0"), sheet.named("agent.agent_1.round_0")};
    for (TimeNs i = 0; i < 100'000; ++i)
        sheet.path.push_back({kOrigin + i * kMs / 10, kOrigin + (i + 1) * kMs / 10, rows[i % 2]});
    const std::size_t quads = pathQuads(sheet, sheet.build(), false).size();
    QVERIFY2(quads < 6000, qPrintable(QString::number(quads)));
}

void TestFramePath::hiddenLanesAreLeftOut()
{
    MadeRun run;
    const auto snapshot = run.fillUsual().publish();
    Sheet sheet(snapshot);
    TimelineOptions options;
    options.setHidden("agent_0", true);
    sheet.layout = LaneLayout(*snapshot, options);
    sheet.path = {stretch(1000, 3000, sheet.named("agent.agent_0.round_0"))};
    QVERIFY(pathQuads(sheet, sheet.build(), false).empty());
}

QTEST_MAIN(TestFramePath)
#include "tst_frame_path.moc"

#endif
