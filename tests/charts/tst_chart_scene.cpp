// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_item.h"
#include "charts/chart_svg.h"

#include <QtTest>
#include <QXmlStreamReader>

using namespace mgx;

namespace {

constexpr QSizeF kSize(600, 240);

ChartData bars(int rows)
{
    ChartData data;
    data.unit = ChartUnit::Seconds;
    data.parts = {{"m", "Model", PartLook::Plain}, {"w", "Waiting", PartLook::Hatched}};
    data.panels.push_back({0, {}, {}});
    for (int i = 0; i < rows; ++i) {
        ChartRow row;
        row.label = "an agent with a name that is long <" + QString::number(i) + ">";
        row.agent = i;
        row.marks = {{.part = 0, .value = 3.0 + i}, {.part = 1, .value = 1}};
        data.panels[0].rows.push_back(row);
    }
    data.hasValues = true;
    return data;
}

ChartData lines(int points, ChartKind kind)
{
    ChartData data;
    data.kind = kind;
    data.parts = {{"", "", PartLook::Plain}};
    ChartRow row;
    row.label = "a";
    row.agent = 0;
    for (int i = 0; i < points; ++i)
        row.marks.push_back({.x = i * 0.01, .value = double((i * 7919) % 1000)});
    data.panels.push_back({0, {}, {row}});
    data.hasValues = true;
    return data;
}

ChartData flow()
{
    ChartData data;
    data.kind = ChartKind::Flow;
    data.parts = {{"answer", "Answer", PartLook::Plain}, {"vote", "Vote", PartLook::Plain}, {"lost", "Lost", PartLook::Hatched}};
    ChartRow a{.label = "a", .agent = 0};
    a.marks = {{.part = 0, .x = 1, .label = "agent1.1", .isWinner = true}, {.part = 1, .x = 5, .label = "agent1.1"}};
    ChartRow b{.label = "b", .agent = 1};
    b.marks = {{.part = 0, .x = 2, .label = "agent2.1"}, {.part = 2, .x = 3, .label = "agent2.1"}, {.part = 1, .x = 6, .label = "agent1.1"}};
    data.panels.push_back({0, {}, {a, b}});
    data.hasValues = true;
    return data;
}

ChartScene scene(const ChartData& data, QSet<QString> hidden = {}, QSizeF size = kSize)
{
    QFont font;
    font.setPixelSize(13);
    return layOut({data, size, font, font, hidden});
}

} // namespace

class TestChartScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barsAreInProportion()
    {
        const ChartScene picture = scene(bars(3));
        QCOMPARE(picture.spots.size(), std::size_t(6));
        const auto width = [&](int spot) { return picture.spots[std::size_t(spot)].rect.width() + 1; };
        QVERIFY(std::abs(width(4) / width(0) - 5.0 / 3) < 0.02);
        QVERIFY(std::abs(width(0) / width(1) - 3) < 0.05);
        for (const SceneSpot& spot : picture.spots)
            QVERIFY(QRectF({}, kSize).contains(spot.rect));
    }

    void textsStayInside_data()
    {
        QTest::addColumn<QSizeF>("size");
        QTest::newRow("wide") << kSize;
        QTest::newRow("narrow") << QSizeF(220, 200);
        QTest::newRow("tiny") << QSizeF(150, 60);
    }
    void textsStayInside()
    {
        QFETCH(QSizeF, size);
        for (const ChartData& data : {bars(7), lines(50, ChartKind::Lines), lines(50, ChartKind::Steps), flow()}) {
            const ChartScene picture = scene(data, {}, size);
            for (const SceneText& text : picture.texts)
                QVERIFY2(text.rect.left() >= -1 && text.rect.right() <= size.width() + 1 && text.rect.bottom() <= picture.size.height() + 1, qPrintable(text.text));
        }
    }

    void manyRowsNeedHeight()
    {
        QCOMPARE(scene(bars(3)).size.height(), kSize.height());
        QVERIFY(scene(bars(60)).size.height() >= 60 * 18);
    }

    void whatIsHiddenIsLeftOut()
    {
        const ChartScene all = scene(bars(2));
        const ChartScene some = scene(bars(2), {"Waiting"});
        QCOMPARE(some.spots.size(), std::size_t(2));
        QVERIFY(some.spots[0].rect.width() > all.spots[0].rect.width()); // the rest fills the place
        QVERIFY(scene(lines(10, ChartKind::Lines), {"a"}).spots.empty());
    }

    void pointsAreNoMoreThanCanBeSeen()
    {
        const ChartScene line = scene(lines(200'000, ChartKind::Lines));
        qsizetype points = 0;
        for (const SceneLine& entry : line.lines)
            points = std::max(points, entry.points.size());
        QVERIFY2(points <= 2 * kSize.width() + 2, qPrintable(QString::number(points)));
        QVERIFY(line.spots.size() <= 2000);
        QVERIFY(line.leftOut > 190'000);
        QVERIFY(scene(lines(200'000, ChartKind::Points)).boxes.size() <= 2000);
        // The extremes are in sight.
        double top = kSize.height();
        for (const SceneLine& entry : line.lines) {
            for (const QPointF& point : entry.points)
                top = std::min(top, point.y());
        }
        QVERIFY(top < 12);
    }

    void stepsBeginAtZero()
    {
        const ChartScene picture = scene(lines(3, ChartKind::Steps));
        const QPolygonF& line = picture.lines.back().points;
        QCOMPARE(line.first().x(), picture.lines.front().points.first().x());
        for (qsizetype i = 1; i < line.size(); ++i)
            QVERIFY(line[i].x() == line[i - 1].x() || line[i].y() == line[i - 1].y());
    }

    void aVoteLeadsFromTheAnswer()
    {
        const ChartScene picture = scene(flow());
        const auto curves = std::count_if(picture.lines.begin(), picture.lines.end(), [](const SceneLine& line) { return line.isCurve; });
        QCOMPARE(int(curves), 3);
        QCOMPARE(int(std::count_if(picture.lines.begin(), picture.lines.end(), [](const SceneLine& line) { return line.isDashed; })), 1);
        QVERIFY(std::any_of(picture.texts.begin(), picture.texts.end(), [](const SceneText& text) { return text.text == "★ 2 / 2"; }));
        QCOMPARE(picture.spots.size(), std::size_t(5));
        QVERIFY(scene(flow(), {"Answer", "Vote", "Lost"}).spots.empty());
    }

    void severalRunsAreSmallMultiples()
    {
        ChartData data = bars(2);
        data.panels.push_back(data.panels[0]);
        data.panels.push_back(data.panels[0]);
        data.panels[0].title = data.panels[1].title = data.panels[2].title = "log_x";
        const ChartScene picture = scene(data);
        QSet<int> lefts;
        for (const SceneSpot& spot : picture.spots) {
            if (spot.place.row == 0 && spot.place.mark == 0)
                lefts.insert(int(spot.rect.left()));
        }
        QCOMPARE(lefts.size(), 2); // two beside each other, the third below
        QVERIFY(picture.size.height() >= kSize.height());
    }

    void theNearestSpotIsFound()
    {
        const ChartScene picture = scene(bars(2));
        const QRectF first = picture.spots[0].rect;
        QCOMPARE(picture.spotAt(first.center()), &picture.spots[0]);
        QCOMPARE(picture.spotAt(first.topLeft() - QPointF(3, 0)), &picture.spots[0]);
        QVERIFY(!picture.spotAt({-100, -100}));
    }

    void svgIsWholeAndLoadsNothing()
    {
        ChartTheme theme;
        theme.surface = Qt::white;
        theme.text = theme.dim = theme.faint = theme.line = theme.accent = theme.error = Qt::black;
        theme.agents = {Qt::red, Qt::blue};
        theme.body.setPixelSize(13);
        theme.caption.setPixelSize(11);
        for (const ChartData& data : {bars(3), lines(100, ChartKind::Steps), flow()}) {
            const ChartScene picture = scene(data);
            const QByteArray svg = svgOf(picture, theme, QStringLiteral("<script>&\"]]>") + QChar(0));
            QXmlStreamReader reader(svg);
            QSet<QString> elements;
            int texts = 0;
            while (!reader.atEnd()) {
                if (reader.readNext() != QXmlStreamReader::StartElement)
                    continue;
                elements.insert(reader.name().toString());
                texts += reader.name() == u"text";
                for (const QXmlStreamAttribute& attribute : reader.attributes())
                    QVERIFY2(!attribute.name().contains(u"href") && !attribute.value().contains(u"nan"), qPrintable(attribute.value().toString()));
            }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QCOMPARE(texts, int(picture.texts.size()) + 1);
            elements.subtract({"svg", "title", "g", "rect", "path", "text"});
            QVERIFY(elements.isEmpty());
            QVERIFY(!svg.contains("<script>"));
        }
    }

    void wordsUnderTheMouse()
    {
        const ChartData data = bars(1);
        QCOMPARE(wordsFor(data, {0, 0, 0}).text, "Model: 3.00 s (75 %)");
        QCOMPARE(wordsFor(flow(), {0, 1, 1}).text, "Lost: agent2.1, 3.00 s");
        QVERIFY(wordsFor(data, {0, 5, 0}).text.isEmpty());
    }
};

QTEST_MAIN(TestChartScene)
#include "tst_chart_scene.moc"
