// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"
#include "app/render.h"
#include "app/self_test.h"
#include "cli/cli.h"
#include "engine/parquet.h"
#include "ingest/parquet_file.h"

#include <cstdio>
#include <QApplication>
#include <QQuickStyle>
#include <QQuickWindow>
#include <vector>

namespace {

void setUp(QApplication& app)
{
    app.setApplicationName(QStringLiteral("massgen-explorer"));
    app.setApplicationDisplayName(QStringLiteral("MassGen Trace Explorer"));
    app.setApplicationVersion(QStringLiteral(MGX_VERSION));
    app.setDesktopFileName(QStringLiteral("massgen-explorer"));
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    mgx::setParquetReader(mgx::readParquet);
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
}

/// Pictures and self-tests need no screen: without one they are drawn in memory, where only the software back end draws.
/// False if a window was asked for and there is nowhere to show it.
bool choosePlatform(bool isWindow)
{
    if (qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || hasDisplay())
        return true;
    if (isWindow) {
        std::fprintf(stderr, "massgen-explorer: there is no display to show a window on; `massgen-explorer render` makes a picture\n");
        return false;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    return true;
}

/// The scale of the whole window has to be known before the first window is made. What the environment says counts more.
void setScale()
{
    const int percent = mgx::Settings().scalePercent();
    if (percent != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
}

int showWindow(const QStringList& paths)
{
    mgx::Composition composition;
    if (!composition.showWindow())
        return mgx::cli::kUnusableInput;
    if (!paths.isEmpty())
        composition.workspace().open(paths);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (mgx::cli::isCommand(arguments))
        return mgx::cli::run(arguments);
    if (!arguments.empty() && arguments[0].size() > 1 && arguments[0][0] == '-') {
        // Qt's own options (-platform, -style) are for Qt; anything else is a mistake worth naming.
        if (arguments[0].rfind("--", 0) == 0) {
            std::fprintf(stderr, "There is no option %s; see massgen-explorer --help.\n", arguments[0].c_str());
            return mgx::cli::kWrongUsage;
        }
    }
    const bool isWindow = arguments.empty() || (arguments[0] != "render" && arguments[0] != "self-test");
    if (!choosePlatform(isWindow))
        return mgx::cli::kUnusableInput;
    if (isWindow)
        setScale();
    QApplication app(argc, argv);
    setUp(app);
    const QStringList words = QApplication::arguments().mid(1);
    if (!words.isEmpty() && words.first() == QLatin1String("render"))
        return mgx::render(words);
    if (!words.isEmpty() && words.first() == QLatin1String("self-test"))
        return mgx::selfTest();
    return showWindow(words);
}
