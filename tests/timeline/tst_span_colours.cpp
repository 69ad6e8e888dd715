// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/sheet.h"
#include "timeline/span_colour.h"
#include "timeline/span_colours.h"

#include <QtTest>

#include <set>

using namespace mgx;
using namespace mgx::test;

class TestSpanColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachColouringHasItsLegend()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        fill(sheet.theme);
        QVERIFY(SpanColours(*sheet.snapshot, "agent").isByAgent());
        QVERIFY(SpanColours(*sheet.snapshot, "agent").legend().isEmpty());
        const SpanColours byModel(*sheet.snapshot, "model");
        QCOMPARE(byModel.legend(), QStringList({"model-0", "model-1", "model-2", "unknown"}));
        const SpanColours byStatus(*sheet.snapshot, "status");
        QCOMPARE(byStatus.legend().size(), 4);
        const SpanColours byName(*sheet.snapshot, "name");
        QVERIFY(byName.legend().contains("mcp.lab.add") && byName.legend().last() == "others");
        for (const char* by : {"name", "model", "status", "duration"}) {
            const SpanColours colours(*sheet.snapshot, by);
            QCOMPARE(colours.legendColours(sheet.theme).size(), colours.legend().size());
        }
    }

    void spansHaveTheColourOfTheLegend()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        fill(sheet.theme);
        const auto colourOf = [&](const SpanColours& colours, std::string_view name, SpanStatus worst = SpanStatus::Ok) {
            const RowId row = sheet.named(name);
            return QColor(colours.colour(*sheet.snapshot, {sheet.snapshot->start(row), sheet.snapshot->end(row), row, 1, 0, worst}, sheet.theme));
        };
        const SpanColours byName(*sheet.snapshot, "name");
        const auto place = byName.legend().indexOf("mcp.lab.add");
        QCOMPARE(colourOf(byName, "mcp.lab.add"), byName.legendColours(sheet.theme).at(place));
        const SpanColours byModel(*sheet.snapshot, "model");
        QCOMPARE(colourOf(byModel, "agent.agent_1.round_0"), byModel.legendColours(sheet.theme).at(1));
        QCOMPARE(colourOf(byModel, "coordination.session"), byModel.legendColours(sheet.theme).at(3));
        const SpanColours byStatus(*sheet.snapshot, "status");
        QCOMPARE(colourOf(byStatus, "mcp.lab.fail", SpanStatus::Error), sheet.theme.error);
        QCOMPARE(colourOf(byStatus, "mcp.lab.add"), sheet.theme.fine);
        const SpanColours byDuration(*sheet.snapshot, "duration");
        QCOMPARE(colourOf(byDuration, "mcp.lab.add"), sheet.theme.durations.at(3)); // 400 ms: below a second
        QCOMPARE(colourOf(byDuration, "coordination.session"), sheet.theme.durations.at(5)); // ten seconds: below a minute
    }

    /// The labels are dark on bright and bright on dark, in every colouring.
    void framesUseThemAndLabelsCanBeRead()
    {
        Sheet sheet(MadeRun().fillUsual().publish());
        fill(sheet.theme);
        for (const char* by : {"name", "model", "status", "duration"}) {
            const SpanColours colours(*sheet.snapshot, by);
            sheet.colours = &colours;
            const TimelineFrame frame = sheet.build();
            const QList<QColor> allowed = colours.legendColours(sheet.theme);
            std::set<QRgb> seen;
            for (const FrameQuad& quad : spanQuads(frame)) {
                QVERIFY(std::any_of(allowed.begin(), allowed.end(), [&](const QColor& c) { return c.rgb() == quad.left; }));
                seen.insert(quad.left);
            }
            QVERIFY(seen.size() >= 2);
            for (const FrameLabel& label : frame.labels) {
                if (label.rect.top() == 0)
                    continue;
                const auto under = std::find_if(frame.quads.rbegin(), frame.quads.rend(), [&](const FrameQuad& q) {
                    return q.count > 0 && QRectF(q.x, q.y, q.width, q.height).contains(label.rect.center());
                });
                if (under != frame.quads.rend())
                    QCOMPARE(label.colour, readableOn(under->left, sheet.theme));
            }
        }
    }

    void manyNamesShareTheLastColour()
    {
        MadeRun run(1);
        for (int i = 0; i < 40; ++i)
            run.span("name " + std::to_string(i), 0, i * 100, i * 100 + 40 - i, kNoRow);
        Sheet sheet(run.publish());
        fill(sheet.theme);
        const SpanColours colours(*sheet.snapshot, "name");
        QCOMPARE(colours.legend().size(), 9);
        QCOMPARE(colours.legend().first(), QStringLiteral("name 0")); // takes the most time
        QCOMPARE(colours.legendColours(sheet.theme).last(), sheet.theme.coordination);
    }

private:
    static void fill(TimelineTheme& theme)
    {
        theme.agents = {QColor("#5ab4f0"), QColor("#f0a030"), QColor("#4fc595"), QColor("#d98ac0"),
                        QColor("#e8dc55"), QColor("#e0763c"), QColor("#7d8bff"), QColor("#b8c1cc")};
        theme.fine = QColor("#5ab4f1");
        theme.warning = QColor("#f2b84b");
        theme.dim = QColor("#9aa6b6");
        theme.darkLabel = QColor("#10151b");
        theme.lightLabel = QColor("#f4f6f9");
        for (const char* colour : {"#5a4a96", "#44679c", "#33869a", "#2aa58e", "#57c474", "#a4dc4a", "#fde84a"})
            theme.durations.append(QColor(colour));
    }
};

QTEST_MAIN(TestSpanColours)
#include "tst_span_colours.moc"
