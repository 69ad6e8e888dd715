// SPDX-License-Identifier: GPL-3.0-or-later
// bench_first_picture PATH…: the real window on a screen. How long until it can be used, until the first and the whole picture of
// each path, and what frames cost while somebody zooms and pans. Under Xvfb: xvfb-run -s '-screen 0 1600x900x24'.
#include "app/composition.h"

#include <algorithm>
#include <cstdio>
#include <QApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QQuickStyle>
#include <QTimer>
#include <vector>

using namespace mgx;

namespace {

void print(const QString& figure, const QString& of, double value, const char* unit)
{
    std::printf("{\"bench\":\"first_picture\",\"figure\":\"%s\",\"of\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}\n", qPrintable(figure),
                qPrintable(of), value, unit);
    std::fflush(stdout);
}

class Bench
{
public:
    explicit Bench(Composition& composition, QQuickWindow& window) : m_composition(composition), m_window(window)
    {
        QObject::connect(&window, &QQuickWindow::frameSwapped, &window, [this] { ++m_frames; });
        m_wakeUp.start(20);
    }

    /// Until the next frame that was begun after now is on the screen.
    void waitForFrame()
    {
        const int before = m_frames;
        m_window.update();
        waitUntil([&] { return m_frames > before; });
    }

    template <class Condition>
    void waitUntil(Condition condition)
    {
        QElapsedTimer clock;
        clock.start();
        while (!condition() && clock.elapsed() < 120'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents); // with a time limit it would not wait
    }

    void open(const QString& path)
    {
        const QString name = QFileInfo(path).fileName();
        Workspace& workspace = m_composition.workspace();
        workspace.closeAll();
        waitForFrame();
        QElapsedTimer clock;
        clock.start();
        workspace.open({path});
        waitUntil([&] { return workspace.snapshot() != nullptr; });
        waitForFrame();
        print(QStringLiteral("first picture"), name, double(clock.nsecsElapsed()) / 1e6, "ms");
        waitUntil([&] { return workspace.state() == Workspace::State::Ready; });
        waitForFrame();
        print(QStringLiteral("whole picture"), name, double(clock.nsecsElapsed()) / 1e6, "ms");
        clock.restart();
        m_composition.explorer().tree()->expandAll();
        waitForFrame();
        print(QStringLiteral("unfold everything, shown"), name, double(clock.nsecsElapsed()) / 1e6, "ms");
        move(name);
    }

    void move(const QString& name)
    {
        ViewRange& view = m_composition.workspace().view();
        std::vector<double> frames;
        for (int step = 0; step < 200; ++step) {
            QElapsedTimer clock;
            clock.start();
            if (step % 40 < 12)
                view.zoom(1.3, 0.4);
            else if (step % 40 < 28)
                view.pan(step % 2 == 0 ? 0.11 : 0.07);
            else
                view.zoom(1 / 1.3, 0.6);
            waitForFrame();
            frames.push_back(double(clock.nsecsElapsed()) / 1e6);
        }
        std::sort(frames.begin(), frames.end());
        print(QStringLiteral("frame, median of 200"), name, frames[100], "ms");
        print(QStringLiteral("frame, p95"), name, frames[190], "ms");
        print(QStringLiteral("frame, worst"), name, frames.back(), "ms");
    }

private:
    Composition& m_composition;
    QQuickWindow& m_window;
    QTimer m_wakeUp; ///< conditions that no event announces are looked at again
    int m_frames = 0;
};

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer start;
    start.start();
    QApplication app(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    Composition composition(QStringLiteral("-"));
    QQuickWindow* window = composition.showWindow();
    if (!window)
        return 1;
    Bench bench(composition, *window);
    bench.waitForFrame();
    print(QStringLiteral("start to window"), QString(), double(start.nsecsElapsed()) / 1e6, "ms");
    for (const QString& path : QApplication::arguments().mid(1))
        bench.open(path);
    return 0;
}
