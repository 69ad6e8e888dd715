// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/render.h"

#include "app/composition.h"
#include "app/settle.h"
#include "cli/cli.h"

#include <cstdio>
#include <optional>
#include <QCommandLineParser>
#include <QFileInfo>

namespace mgx {

namespace {

constexpr int kLargestSide = 16'384;

int fail(cli::ExitCode code, const QString& sentence)
{
    std::fprintf(stderr, "%s\n", qPrintable(sentence));
    return code;
}

std::optional<QSize> parseSize(const QString& text)
{
    const QStringList sides = text.toLower().split(QLatin1Char('x'));
    if (sides.size() != 2)
        return std::nullopt;
    const QSize size(sides[0].toInt(), sides[1].toInt());
    const bool isUsable = size.width() >= 200 && size.height() >= 150 && size.width() <= kLargestSide && size.height() <= kLargestSide;
    return isUsable ? std::optional(size) : std::nullopt;
}

/// What is drawn, and how.
struct Picture
{
    QString page;
    QString query; ///< runs on the page sql; empty = none
    QString theme;
    QSize size;
    QString out;
};

/// The first sentence that says why not; empty = done.
QString drawInto(Composition& composition, QQuickWindow& window, const QStringList& paths, const Picture& picture)
{
    composition.workspace().open(paths);
    const QString failure = waitUntilRead(composition.workspace());
    if (!failure.isEmpty())
        return failure;
    composition.showPage(picture.page);
    while (composition.charts().isShown() && (composition.charts().isBusy() || composition.charts().isReading()))
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    while (composition.launcher().isFinding())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QueryDesk& queries = composition.queries();
    if (!picture.query.isEmpty()) {
        queries.tabs()->setTabs({{QStringLiteral("Query"), picture.query, 0}}, 0);
        queries.run(picture.query);
        while (queries.isRunning())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (queries.hasFailed())
            return queries.failure();
    }
    if (!grabSettled(window).save(picture.out))
        return QStringLiteral("%1 cannot be written.").arg(picture.out);
    return {};
}

int draw(const QStringList& paths, const Picture& picture)
{
    Composition composition(QStringLiteral("-"));
    composition.settings().setTheme(picture.theme);
    QQuickWindow* window = composition.showShell(picture.size);
    if (!window)
        return fail(cli::kUnusableInput, QStringLiteral("The window could not be made."));
    const QString failure = drawInto(composition, *window, paths, picture);
    return failure.isEmpty() ? int(cli::kDone) : fail(cli::kUnusableInput, failure);
}

} // namespace

int render(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "render PATH… --out F.png: draws what the window shows of the first run that the paths hold into a "
        "PNG file.\nExit codes: 0 done, 1 the input could not be used, 2 wrong usage."));
    const QCommandLineOption view(QStringLiteral("view"), QStringLiteral("The page: explore, sql, charts, launch, settings, help or logging."), QStringLiteral("page"),
                                  QStringLiteral("explore"));
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("The file to write."), QStringLiteral("F.png"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Width and height in pixels, 200x150 or more."),
                                  QStringLiteral("WxH"), QStringLiteral("1440x900"));
    const QCommandLineOption query(QStringLiteral("query"), QStringLiteral("A statement to run on the page sql."),
                                   QStringLiteral("SQL"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("dark or light."), QStringLiteral("theme"),
                                   QStringLiteral("dark"));
    parser.addOptions({view, query, out, size, theme});
    const QCommandLineOption help = parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("render"), QStringLiteral("This subcommand."));
    parser.addPositionalArgument(QStringLiteral("path"), QStringLiteral("Log folder, .massgen folder or trace file."),
                                 QStringLiteral("PATH…"));
    if (!parser.parse(QStringList(QStringLiteral("massgen-explorer")) + arguments))
        return fail(cli::kWrongUsage, parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return cli::kDone;
    }
    const QStringList paths = parser.positionalArguments().mid(1);
    if (paths.isEmpty() || !parser.isSet(out))
        return fail(cli::kWrongUsage, QStringLiteral("render needs a PATH and --out F.png; see render --help."));
    const QStringList pages{QStringLiteral("explore"), QStringLiteral("sql"), QStringLiteral("charts"), QStringLiteral("launch"), QStringLiteral("settings"), QStringLiteral("help"), QStringLiteral("logging")};
    if (!pages.contains(parser.value(view)))
        return fail(cli::kWrongUsage, QStringLiteral("There is no view %1; there are: %2.").arg(parser.value(view), pages.join(QStringLiteral(", "))));
    const QString wantedTheme = parser.value(theme);
    if (wantedTheme != QLatin1String("dark") && wantedTheme != QLatin1String("light"))
        return fail(cli::kWrongUsage, QStringLiteral("There is no theme %1; there are: dark, light.").arg(wantedTheme));
    const std::optional<QSize> wantedSize = parseSize(parser.value(size));
    if (!wantedSize)
        return fail(cli::kWrongUsage, QStringLiteral("%1 is no size between 200x150 and 16384x16384.").arg(parser.value(size)));
    for (const QString& path : paths) {
        if (!QFileInfo::exists(path))
            return fail(cli::kUnusableInput, QStringLiteral("There is no %1.").arg(path));
    }
    return draw(paths, {parser.value(view), parser.value(query), wantedTheme, *wantedSize, parser.value(out)});
}

} // namespace mgx
