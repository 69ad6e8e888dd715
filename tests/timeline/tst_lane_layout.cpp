// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/sheet.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

QStringList titles(const LaneLayout& layout)
{
    QStringList list;
    for (const LaneBox& box : layout.boxes())
        list.append(box.title);
    return list;
}

} // namespace

class TestLaneLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesAreHiddenMovedAndPinned()
    {
        const auto s = MadeRun().fillUsual().publish();
        TimelineOptions options;
        options.setHidden("agent_1", true);
        QCOMPARE(titles(LaneLayout(*s, options)), QStringList({"Coordination", "agent_0", "agent_2"}));
        QCOMPARE(LaneLayout(*s, options).hiddenTitles(), QStringList("agent_1"));
        options.setOrder({"agent_2", "agent_1", "agent_0"}); // the coordination is not among them: after those
        options.setHidden("agent_1", false);
        QCOMPARE(titles(LaneLayout(*s, options)), QStringList({"agent_2", "agent_1", "agent_0", "Coordination"}));
        options.setPinned("agent_0", true);
        const LaneLayout layout(*s, options);
        QCOMPARE(titles(layout), QStringList({"agent_0", "agent_2", "agent_1", "Coordination"}));
        QCOMPARE(layout.pinnedHeight(600), layout.boxes()[0].height);
        QCOMPARE(layout.pinnedHeight(80), 0.0); // too much of so small a view
        QCOMPARE(layout.titles().size(), 4);
        options.setHidden("agent_0", true);
        options.setHidden("agent_1", true);
        options.setHidden("agent_2", true);
        options.setHidden("Coordination", true);
        QCOMPARE(LaneLayout(*s, options).height(), 0.0);
    }

    void aCollapsedLaneIsOneThinRowThatCanBeHit()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        TimelineOptions options;
        options.setCollapsed("agent_0", true);
        sheet.layout = LaneLayout(*sheet.snapshot, options);
        const LaneBox& box = sheet.layout.boxes()[1];
        QCOMPARE(box.height, LaneBox::kCollapsedPx);
        const TimelineFrame frame = sheet.build();
        const double y = 26 + box.y + box.height / 2;
        QCOMPARE(sheet.hit(frame, 70, y), sheet.named("mcp.lab.add")); // lies on its round
        QCOMPARE(sheet.hit(frame, 200, y), sheet.named("agent.agent_0.round_0"));
        // Both are drawn within the row, the tool after the round.
        std::vector<FrameQuad> quads;
        for (const FrameQuad& quad : spanQuads(frame)) {
            if (quad.y >= 26 + box.y && quad.y + quad.height <= 26 + box.y + box.height)
                quads.push_back(quad);
        }
        QCOMPARE(quads.size(), std::size_t(2));
        QVERIFY(quads[0].width > quads[1].width);
    }

    /// While the others scroll, a pinned lane is where it was, nothing shows through it, and a click still finds its spans.
    void aPinnedLaneStays()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        TimelineOptions options;
        options.setPinned("agent_2", true);
        sheet.layout = LaneLayout(*sheet.snapshot, options);
        const LaneBox box = sheet.layout.boxes()[0];
        QCOMPARE(box.title, QStringLiteral("agent_2"));
        for (const double scroll : {0.0, 37.0, 120.0}) {
            sheet.scrollY = scroll;
            const TimelineFrame frame = sheet.build();
            QCOMPARE(sheet.hit(frame, 200, 26 + box.rowY(0) + 5), sheet.named("agent.agent_2.round_0"));
            const QRgb colour = sheet.theme.agent(2).rgb();
            const auto own = std::find_if(frame.quads.begin(), frame.quads.end(), [&](const FrameQuad& q) { return q.left == colour; });
            QVERIFY(own != frame.quads.end());
            QCOMPARE(own->y, float(26 + box.rowY(0)));
            // Spans of the others that reach into its place come before its ground.
            const auto ground = std::find_if(frame.quads.begin(), frame.quads.end(), [&](const FrameQuad& q) {
                return q.y == 26 && q.height == float(box.height) && q.width == 1000;
            });
            QVERIFY(ground != frame.quads.end() && ground < own);
            for (auto quad = ground; quad != frame.quads.end(); ++quad)
                QVERIFY(quad->count == 0 || quad->y + quad->height <= 26 + box.height);
            for (const FrameLabel& label : frame.labels) {
                const bool isOwn = label.rect.bottom() <= 26 + box.height;
                QVERIFY(isOwn || label.rect.top() >= 26 + box.height);
            }
        }
        // A lane below it is found where it has been scrolled to.
        const LaneBox& other = sheet.layout.boxes()[2];
        sheet.scrollY = 10;
        QCOMPARE(sheet.hit(sheet.build(), 200, 26 + other.rowY(0) + 5 - 10), sheet.named("agent.agent_0.round_0"));
    }
};

QTEST_MAIN(TestLaneLayout)
#include "tst_lane_layout.moc"
