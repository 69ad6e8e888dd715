// SPDX-License-Identifier: GPL-3.0-or-later
// What really gets onto the screen: the timeline in a window under an X server with OpenGL, and on the software back end.
#include "timeline/timeline_item.h"
#include "workspace/made_run.h"

#include <QQuickWindow>
#include <QSGRendererInterface>
#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

constexpr QSize kSize(800, 400);
const QColor kBackground(20, 20, 30);
const QColor kBlue(0, 90, 220);

/// A window with a timeline over the usual run, whose colours are plain numbers.
class Screen
{
public:
    explicit Screen(const QColor& background) : m_workspace(reader(), m_settings)
    {
        m_theme.background = background;
        m_theme.grid = background;
        m_theme.coordination = QColor(120, 120, 120);
        m_theme.error = QColor(230, 0, 0);
        m_theme.agents = {kBlue, QColor(220, 150, 0), QColor(0, 170, 90)};
        m_theme.text = QColor(250, 0, 250); // seen nowhere but in the outline of the selection
        m_theme.labelFont.setPixelSize(11);
        m_workspace.open({QStringLiteral("/made")});
        m_item = new TimelineItem(m_window.contentItem());
        m_item->setSize(kSize);
        m_item->setTheme(&m_theme);
        m_item->setWorkspace(&m_workspace);
        m_window.setColor(background);
        m_window.resize(kSize);
        m_window.show();
    }

    [[nodiscard]] bool isReady()
    {
        return QTest::qWaitForWindowExposed(&m_window)
            && QTest::qWaitFor([this] { return m_workspace.state() == Workspace::State::Ready; });
    }
    QImage grab()
    {
        m_workspace.selection().clear();
        QTest::qWait(60);
        return m_window.grabWindow();
    }
    [[nodiscard]] int x(double ms) const
    {
        const ViewRange& view = const_cast<Workspace&>(m_workspace).view();
        return qRound((ms * 1e6 - view.fromOffset()) / view.lengthOffset() * kSize.width());
    }
    [[nodiscard]] int rowY(int lane, int slot) const
    {
        const LaneBox& box = m_item->layout().boxes()[static_cast<std::size_t>(lane)];
        return qRound(m_item->rulerHeight() + box.rowY(slot) + box.rowHeight - 4); // below the label
    }
    Workspace& workspace() { return m_workspace; }
    QQuickWindow& window() { return m_window; }
    TimelineTheme& theme() { return m_theme; }

private:
    static Reader reader()
    {
        return {[](const std::string&, const CancelToken&) -> Result<Catalog> {
                    Catalog catalog;
                    catalog.items.emplace_back().path = "/made";
                    return catalog;
                },
                [](const CatalogItem&, const ImportHooks&) -> Result<Imported> {
                    MadeRun run;
                    return imported(run.fillUsual().publish());
                }};
    }

    Settings m_settings{QStringLiteral("-")};
    Workspace m_workspace;
    TimelineTheme m_theme;
    QQuickWindow m_window;
    TimelineItem* m_item = nullptr;
};

bool isNear(QRgb a, const QColor& b)
{
    return qAbs(qRed(a) - b.red()) < 12 && qAbs(qGreen(a) - b.green()) < 12 && qAbs(qBlue(a) - b.blue()) < 12;
}

/// First and last pixel of this colour in a row of the picture.
std::pair<int, int> extent(const QImage& image, int y, const QColor& colour)
{
    int first = -1;
    int last = -1;
    for (int x = 0; x < image.width(); ++x) {
        if (isNear(image.pixel(x, y), colour)) {
            first = first < 0 ? x : first;
            last = x;
        }
    }
    return {first, last};
}

} // namespace

class TestTimelinePixels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSpanIsWhereItsTimesSay_data()
    {
        QTest::addColumn<QColor>("background");
        QTest::addColumn<double>("fromMs");
        QTest::addColumn<double>("toMs");
        for (const QColor& background : {kBackground, QColor(255, 255, 255)}) {
            const QByteArray theme = background == kBackground ? "dark" : "light";
            QTest::newRow(theme + ", all") << background << -100.0 << 10'100.0;
            QTest::newRow(theme + ", two seconds") << background << 2000.0 << 4000.0;
            QTest::newRow(theme + ", fifty milliseconds") << background << 2975.0 << 3025.0;
        }
    }
    void aSpanIsWhereItsTimesSay()
    {
        QFETCH(QColor, background);
        QFETCH(double, fromMs);
        QFETCH(double, toMs);
        Screen screen(background);
        QVERIFY(screen.isReady());
        screen.workspace().view().show(fromMs * 1e6, toMs * 1e6);
        const QImage image = screen.grab();
        // The first round of the first agent: 100 ms to 3,000 ms.
        const auto [first, last] = extent(image, screen.rowY(1, 0), kBlue);
        QVERIFY2(first >= 0, "the span is not drawn at all");
        QVERIFY2(qAbs(first - qMax(0, screen.x(100))) <= 2, qPrintable(QStringLiteral("left %1, not %2").arg(first).arg(screen.x(100))));
        QVERIFY2(qAbs(last - (screen.x(3000) - 1)) <= 2, qPrintable(QStringLiteral("right %1, not %2").arg(last).arg(screen.x(3000))));
        QVERIFY(isNear(image.pixel(qMin(image.width() - 1, last + 12), screen.rowY(1, 0)), background));
    }

    void anErrorHasItsRedEdge()
    {
        Screen screen(kBackground);
        QVERIFY(screen.isReady());
        const QImage image = screen.grab();
        const auto [first, last] = extent(image, screen.rowY(2, 1), screen.theme().error);
        QVERIFY(first >= 0);
        QVERIFY(qAbs(first - screen.x(4500)) <= 2);
    }

    void aClickSelectsAndOutlines()
    {
        Screen screen(kBackground);
        QVERIFY(screen.isReady());
        (void)screen.grab();
        QTest::mouseClick(&screen.window(), Qt::LeftButton, {}, QPoint(screen.x(1000), screen.rowY(1, 0)));
        QCOMPARE(screen.workspace().snapshot()->name(screen.workspace().selection().row()), std::string_view("agent.agent_0.round_0"));
        QTest::qWait(60);
        const QImage image = screen.window().grabWindow();
        int outlined = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                outlined += isNear(image.pixel(x, y), screen.theme().text);
        }
        QVERIFY2(outlined > 100, qPrintable(QString::number(outlined)));
    }

    void theBackEndIsTheOneMeant()
    {
        Screen screen(kBackground);
        QVERIFY(screen.isReady());
        const bool isSoftware = screen.window().rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
        QCOMPARE(isSoftware, qEnvironmentVariable("QT_QUICK_BACKEND") == QLatin1String("software"));
    }
};

QTEST_MAIN(TestTimelinePixels)
#include "tst_timeline_pixels.moc"
