// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/idle_gaps.h"
#include "timeline/sheet.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

IdleGap ms(TimeNs from, TimeNs to)
{
    return {kOrigin + from * kMs, kOrigin + to * kMs};
}

bool isNear(const IdleGap& a, const IdleGap& b)
{
    return distanceNs(a.from, b.from) <= 5 * kMs && distanceNs(a.to, b.to) <= 5 * kMs;
}

} // namespace

class TestIdleGaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsLongAndIdleIsAGap()
    {
        MadeRun run(2);
        run.span("a", 0, 0, 1000, kNoRow);
        run.span("b", 1, 500, 2000, kNoRow);
        run.span("c", 0, 2100, 3000, kNoRow); // 1 % between: no gap
        run.span("d", 0, 6000, 7000, kNoRow);
        run.log("said", 1, 8000, kNoRow); // splits what would be one
        const auto s = run.publish();
        const LaneLayout layout(*s);
        const GapMap map = idleGaps(*s, layout);
        const auto& gaps = map.gaps();
        QCOMPARE(gaps.size(), std::size_t(3));
        QVERIFY(isNear(gaps[0], ms(3000, 6000)));
        QVERIFY(isNear(gaps[1], ms(7000, 8000)));
        QVERIFY(isNear(gaps[2], ms(8000, 10'000)));
    }

    /// Nothing that is drawn in a lane ever lies in a gap.
    void onlyLanesInSightCount()
    {
        MadeRun run(2);
        run.span("a", 0, 0, 1000, kNoRow);
        run.span("b", 1, 5000, 6000, kNoRow);
        run.span("a", 0, 9000, 10'000, kNoRow);
        const auto s = run.publish();
        TimelineOptions options;
        QCOMPARE(idleGaps(*s, LaneLayout(*s, options)).gaps().size(), std::size_t(2));
        options.setHidden("agent_1", true);
        const GapMap one = idleGaps(*s, LaneLayout(*s, options));
        QCOMPARE(one.gaps().size(), std::size_t(1));
        QVERIFY(isNear(one.gaps()[0], ms(1000, 9000)));
        options.setHidden("agent_0", true);
        QVERIFY(idleGaps(*s, LaneLayout(*s, options)).gaps().empty()); // nothing is left to look at
    }

    void anOpenSpanIsBusyToTheEnd()
    {
        MadeRun run(1);
        run.span("a", 0, 1000, -1, kNoRow);
        const auto s = run.publish();
        QCOMPARE(idleGaps(*s, LaneLayout(*s)).gaps().size(), std::size_t(1)); // before it
    }

    void theFrameHatchesThemAndTheRulerSkipsThem()
    {
        MadeRun run(1);
        run.span("a", 0, 0, 1000, kNoRow);
        run.span("b", 0, 9000, 10'000, kNoRow);
        Sheet sheet(run.publish());
        const GapMap gaps = idleGaps(*sheet.snapshot, sheet.layout);
        sheet.scale = sheet.scale.across(gaps);
        const TimelineFrame frame = sheet.build();
        QCOMPARE(frame.gaps.size(), std::size_t(1));
        QCOMPARE(frame.gaps[0].width(), TimeScale::kGapPx);
        QCOMPARE(frame.flags.size(), std::size_t(1));
        QCOMPARE(frame.flags[0].text, QStringLiteral("8.00 s"));
        const LaneBox& lane = sheet.layout.boxes()[1];
        QCOMPARE(sheet.snapshot->name(sheet.hit(frame, 300, 26 + lane.rowY(0) + 5)), std::string_view("a"));
        QCOMPARE(sheet.snapshot->name(sheet.hit(frame, 700, 26 + lane.rowY(0) + 5)), std::string_view("b"));
        for (std::size_t i = 0; i < frame.labels.size(); ++i) {
            for (std::size_t j = i + 1; j < frame.labels.size(); ++j)
                QVERIFY(!frame.labels[i].rect.intersects(frame.labels[j].rect));
        }
        const auto spans = spanQuads(frame);
        QCOMPARE(std::count_if(spans.begin(), spans.end(), [](const FrameQuad& q) { return q.x <= 1 && qAbs(q.width - 493) <= 2; }), 1);
    }
};

QTEST_MAIN(TestIdleGaps)
#include "tst_idle_gaps.moc"
