// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_nodes.h"
#include "timeline/sheet.h"
#include "timeline/span_colour.h"

#include <QImage>
#include <QtTest>

#include <random>

using namespace mgx;
using namespace mgx::test;

class TestTimelineFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foundSpansKeepTheirColour()
    {
        MadeRun run;
        Sheet sheet(run.fillUsual().publish());
        const std::size_t all = spanQuads(sheet.build()).size();
        sheet.text = "lab.fail";
        const TimelineFrame frame = sheet.build();
        const auto quads = spanQuads(frame);
        QCOMPARE(quads.size(), all + 1); // the found one lies over its dimmed self
        const QRgb full = sheet.theme.agent(1).rgb();
        QCOMPARE(std::count_if(quads.begin(), quads.end(), [&](const FrameQuad& q) { return q.left == full; }), 1);
        QVERIFY(frame.hits.empty());
        sheet.text = "agent vote";
        QCOMPARE(sheet.build().hits.size(), std::size_t(2)); // rings around the marks
        sheet.text = "nothing has this";
        QCOMPARE(spanQuads(sheet.build()).size(), all);
    }

    /// Many hits cost what the pixels cost, and none of the stretches with a hit goes without.
    void manyHitsAreDrawnByPixel()
    {
        MadeRun run(1);
        std::vector<TimeNs> starts;
        for (int i = 0; i < 50'000; ++i) {
            starts.push_back(i / 5);
            run.span(i % 3 == 0 ? "needle" : "hay", 0, i / 5, i / 5 + 1, kNoRow);
        }
        Sheet sheet(run.publish());
        sheet.text = "needle";
        const TimelineFrame frame = sheet.build();
        QVERIFY(frame.quads.size() <= TimelineFrame::kMaxQuads);
        const QRgb full = sheet.theme.agent(0).rgb();
        std::vector<bool> covered(1000);
        for (const FrameQuad& quad : frame.quads) {
            if (quad.left != full)
                continue;
            for (int x = std::max(0, int(quad.x)); x < std::min(1000, int(quad.x + quad.width)); ++x)
                covered[static_cast<std::size_t>(x)] = true;
        }
        QVERIFY(std::count(covered.begin(), covered.end(), true) > 990);
    }

    void contextLinksLeadToTheRoundsThatSawTheAnswer()
    {
        MadeRun run;
        run.fillUsual();
        run.facts().rounds[3].contextLabels = {"agent1.1", "agent3.1", "agent9.9"};
        Sheet sheet(run.publish());
        const std::size_t votes = sheet.build().links.size();
        QCOMPARE(votes, std::size_t(2));
        sheet.hasContexts = true;
        const TimelineFrame frame = sheet.build();
        QCOMPARE(frame.links.size(), votes + 2);
        QCOMPARE(std::count_if(frame.links.begin(), frame.links.end(), [](const FrameLink& l) { return l.kind == FrameLink::Kind::Context; }), 2);
        QCOMPARE(frame.links[0].x2, float(sheet.scale.toX(sheet.snapshot->start(run.facts().rounds[3].row))));
    }

    void whatWasMovedIsTiedToItsRecordedParentWhenSelected()
    {
        MadeRun run;
        const RowId round = run.round(0, 0, 1000, 9000, "answer");
        const RowId tool = run.span("mcp.lab.add", 0, 4000, 5000, run.facts().session);
        run.span("mcp.lab.div", 0, 6000, 7000, round);
        QVERIFY(run.builder().setRepairedParent(tool, round, {kByAgent | kByTime, 95}));
        Sheet sheet(run.publish());
        QVERIFY(sheet.build().links.empty());
        for (const RowId selected : {tool, round}) {
            const std::vector<FrameLink> links = sheet.build(selected).links;
            QCOMPARE(links.size(), std::size_t(1));
            QCOMPARE(links[0].kind, FrameLink::Kind::Repair);
            QCOMPARE(qRound(links[0].x1), 400);
            QCOMPARE(qRound(links[0].x2), 400);
            QVERIFY(links[0].y1 < links[0].y2); // from the session's lane down to the agent's
        }
        sheet.show(8000, 9000);
        QVERIFY(sheet.build(tool).links.empty());
    }

    void theRulerShowsTheClock()
    {
        MadeRun run;
        Sheet sheet(run.fillUsual().publish());
        sheet.clockZone = 3600 * kNsPerSecond;
        QStringList labels;
        for (const FrameLabel& label : sheet.build().labels) {
            if (label.rect.y() == 0)
                labels.append(label.text);
        }
        QCOMPARE(labels.first(), QStringLiteral("23:13:20")); // 2023-11-14 22:13:20 UTC
        QCOMPARE(labels.at(1), QStringLiteral("23:13:21"));
    }

    void lanesFollowTheAgentList()
    {
        MadeRun run(4); // the fourth agent never did anything
        Sheet sheet(run.fillUsual().publish());
        QStringList titles;
        for (const LaneBox& box : sheet.layout.boxes())
            titles.append(box.title);
        QCOMPARE(titles, QStringList({"Coordination", "agent_0", "agent_1", "agent_2", "agent_3"}));
        QCOMPARE(sheet.layout.boxes()[1].more, QStringLiteral("1 round · $0.0040"));
        QCOMPARE(sheet.layout.boxes()[2].more, QStringLiteral("2 rounds · –")); // unknown is not free
        double y = 0;
        for (const LaneBox& box : sheet.layout.boxes()) {
            QCOMPARE(box.y, y);
            y += box.height;
            QCOMPARE(sheet.layout.boxAt(box.y + 1), &box);
        }
        QVERIFY(!sheet.layout.boxAt(y) && !sheet.layout.boxAt(-1));
    }

    void aSpanIsWhereItsTimesSay()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        for (const auto& [from, to] : {std::pair(0, 10'000), std::pair(2000, 4000), std::pair(2950, 3050)}) {
            sheet.show(from, to);
            const TimelineFrame frame = sheet.build();
            // The first round of agent_0: 100 ms to 3,000 ms, in the blue of agent 0.
            const double pixelsPerMs = 1000.0 / (to - from);
            const double left = std::max(-2.0, (100 - from) * pixelsPerMs);
            const double right = std::min(1002.0, (3000 - from) * pixelsPerMs);
            const auto quads = spanQuads(frame);
            const auto found = std::find_if(quads.begin(), quads.end(), [](const FrameQuad& q) { return q.left == qRgb(0, 0, 200); });
            QVERIFY(found != quads.end());
            QVERIFY(qAbs(found->x - left) <= 1);
            QVERIFY(qAbs(found->x + found->width - right) <= 1.5); // one pixel is left free before the next
        }
    }

    void deeperSpansFade()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        const auto quads = spanQuads(sheet.build());
        const QRgb deeper = mixColours(qRgb(0, 0, 200), qRgb(10, 10, 10), 0.7);
        QVERIFY(std::any_of(quads.begin(), quads.end(), [&](const FrameQuad& q) { return q.left == deeper; }));
    }

    void errorsKeepARedEdgeAtEveryZoom()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        for (const TimeNs length : {100, 1000, 10'000, 1'000'000}) {
            sheet.show(4600 - length / 2, 4600 + length / 2);
            const TimelineFrame frame = sheet.build();
            QVERIFY(std::any_of(frame.quads.begin(), frame.quads.end(), [](const FrameQuad& q) { return q.left == qRgb(255, 0, 0); }));
        }
    }

    void openSpansFadeOut()
    {
        MadeRun run;
        run.fillUsual().span("running", 0, 5000, -1, 0);
        Sheet sheet(run.publish());
        const TimelineFrame frame = sheet.build();
        QVERIFY(std::any_of(frame.quads.begin(), frame.quads.end(), [](const FrameQuad& q) { return qAlpha(q.left) == 255 && qAlpha(q.right) == 0; }));
    }

    void narrowNeighboursMergeAndKeepTheirCount()
    {
        MadeRun run(1);
        for (int i = 0; i < 5000; ++i)
            run.span("tick", 0, i * 2, i * 2 + 1, kNoRow);
        Sheet sheet(run.publish());
        const auto quads = spanQuads(sheet.build());
        std::uint32_t count = 0;
        for (const FrameQuad& q : quads)
            count += q.left == qRgb(0, 0, 200) ? q.count : 0;
        QCOMPARE(count, 5000u);
        QVERIFY(quads.size() < 20);
    }

    void aFrameHasAtMostTwentyThousandQuads()
    {
        // Forty lanes, ten sub-rows each, errors at every other pixel: everything that hinders merging.
        MadeRun run(40);
        for (int agent = 0; agent < 40; ++agent) {
            for (int i = 0; i < 600; ++i) {
                const TimeNs at = i * 16;
                const RowId parent = run.span("outer", agent, at, at + 12, kNoRow);
                if (i % 2 == 0)
                    run.failedSpan("inner", agent, at + 1, at + 5, parent);
                else
                    run.span("inner", agent, at + 1, at + 5, parent);
            }
        }
        Sheet sheet(run.publish());
        sheet.scale.width = 4000;
        const FrameInput input{*sheet.snapshot, sheet.layout, sheet.marks, sheet.theme, sheet.labels, sheet.scale, 0, 6000, 26, sheet.cache, kNoRow, true};
        const TimelineFrame frame = FrameBuilder(input).build();
        QVERIFY2(frame.quads.size() <= TimelineFrame::kMaxQuads + 600, qPrintable(QString::number(frame.quads.size())));
        std::uint32_t count = 0;
        for (const FrameQuad& q : spanQuads(frame))
            count += q.count;
        QCOMPARE(count, 40u * 1200u + 1u); // nothing got lost in merging
    }

    void labelsFitTheirSpansAndNeverOverlap()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        const QFontMetricsF metrics(sheet.theme.labelFont);
        for (const auto& [from, to] : {std::pair(0, 10'000), std::pair(-5000, 60'000), std::pair(2500, 3200)}) {
            sheet.show(from, to);
            const TimelineFrame frame = sheet.build();
            QVERIFY(!frame.labels.empty());
            for (std::size_t i = 0; i < frame.labels.size(); ++i) {
                const FrameLabel& label = frame.labels[i];
                QVERIFY2(metrics.horizontalAdvance(label.text) <= label.rect.width() + 1, qPrintable(label.text));
                QVERIFY(label.rect.left() >= 0 && label.rect.right() <= 1001);
                for (std::size_t j = i + 1; j < frame.labels.size(); ++j)
                    QVERIFY2(!label.rect.intersects(frame.labels[j].rect), qPrintable(label.text + frame.labels[j].text));
            }
        }
    }

    void roundsAreLabelledByWhatTheyDid()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        QCOMPARE(sheet.labels.at(sheet.named("agent.agent_1.round_1")),
                 QStringList({"round_1 · vote agent1.1", "round_1 · vote", "round_1", "r1"}));
    }

    void marksStandForAnswersVotesAndTheWinner()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        const TimelineFrame frame = sheet.build();
        const double coordinationY = sheet.layout.boxes()[0].marksY + 26;
        QMap<MarkKind, int> kinds;
        for (const FrameMark& mark : frame.marks) {
            if (mark.kind != MarkKind::Log && qAbs(mark.y - coordinationY) < 1)
                ++kinds[mark.kind];
        }
        QCOMPARE(kinds.value(MarkKind::Answer), 3);
        QCOMPARE(kinds.value(MarkKind::Vote), 2);
        QCOMPARE(kinds.value(MarkKind::Winner), 1);
        QCOMPARE(frame.links.size(), std::size_t(2));
        QCOMPARE(qRound(frame.links[0].x1), 300); // the answer at 3 s
        QCOMPARE(qRound(frame.links[0].x2), 600);
    }

    void aClickFindsWhatIsDrawn()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        const TimelineFrame frame = sheet.build();
        const LaneBox& lane = sheet.layout.boxes()[1];
        QCOMPARE(sheet.hit(frame, 200, 26 + lane.rowY(0) + 5), sheet.named("agent.agent_0.round_0"));
        QCOMPARE(sheet.hit(frame, 70, 26 + lane.rowY(1) + 5), sheet.named("mcp.lab.add"));
        QCOMPARE(sheet.hit(frame, 300, 26 + lane.y + lane.marksY), sheet.named("Agent answer: agent1.1"));
        QCOMPARE(sheet.hit(frame, 950, 26 + lane.rowY(0) + 5), kNoRow);
        QCOMPARE(sheet.hit(frame, 200, 10), kNoRow); // the ruler
        QCOMPARE(sheet.hit(frame, 200, 5000), kNoRow);
    }

    void theSelectionIsOutlined()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        const TimelineFrame frame = sheet.build(sheet.named("mcp.lab.add"));
        QCOMPARE(frame.outlines.size(), std::size_t(1));
        QCOMPARE(qRound(frame.outlines[0].left()), 50);
        QCOMPARE(qRound(frame.outlines[0].right()), 90);
        sheet.show(8000, 9000); // out of sight
        QVERIFY(sheet.build(sheet.named("mcp.lab.add")).outlines.empty());
    }

    void nothingIsDrawnUnderTheRuler()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        sheet.scrollY = 90;
        for (const FrameLabel& label : sheet.build().labels)
            QVERIFY(label.rect.top() == 0 || label.rect.top() >= 26);
    }

    /// Panned by whole pixels, what stays in sight is the same picture, also where a thousand spans share a pixel.
    void nothingJumpsWhilePanning()
    {
        std::mt19937 random(9);
        MadeRun run(3);
        for (int i = 0; i < 20'000; ++i) {
            const TimeNs start = TimeNs(random() % 9900);
            const TimeNs end = start + TimeNs(random() % (1u << random() % 9));
            if (random() % 200 == 0)
                run.failedSpan("broken", int(random() % 3), start, end, kNoRow);
            else
                run.span("work", int(random() % 3), start, end, kNoRow);
        }
        Sheet sheet(run.publish());
        for (int trial = 0; trial < 12; ++trial) {
            const TimeNs pixel = kMs * 10 / (1 << trial % 8) + trial; // whole ns, so that only the picture can err
            const TimeNs from = kOrigin + TimeNs(random() % 5000) * kMs + 137;
            sheet.scale = {from, from + 1000 * pixel, 1000};
            const QImage before = paintQuads(sheet.build(), QSizeF(1000, 600), 1);
            const int by = 1 + int(random() % 300);
            sheet.scale = {from + by * pixel, from + (1000 + by) * pixel, 1000};
            const QImage after = paintQuads(sheet.build(), QSizeF(1000, 600), 1);
            constexpr int kBorder = 8; // a span that is cut by the border may begin another fold
            int differing = 0;
            for (int y = 26; y < 600; ++y) {
                for (int x = kBorder; x < 1000 - by - kBorder; ++x)
                    differing += before.pixel(x + by, y) != after.pixel(x, y);
            }
            QVERIFY2(differing == 0, qPrintable(QStringLiteral("%1 pixels differ, a pixel is %2 ns").arg(differing).arg(pixel)));
        }
    }

    void anEmptyTraceHasAFrame()
    {
        SnapshotBuilder builder;
        Sheet sheet(builder.publish());
        QVERIFY(spanQuads(sheet.build()).empty());
    }
};

QTEST_MAIN(TestTimelineFrame)
#include "tst_timeline_frame.moc"
