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

int draw(const QStringList& paths, const QString& theme, QSize size, const QString& out)
{
    Composition composition(QStringLiteral("-"));
    composition.settings().setTheme(theme);
    QQuickWindow* window = composition.showShell(size);
    if (!window)
        return fail(cli::kUnusableInput, QStringLiteral("The window could not be made."));
    composition.workspace().open(paths);
    const QString failure = waitUntilRead(composition.workspace());
    if (!failure.isEmpty())
        return fail(cli::kUnusableInput, failure);
    if (!grabSettled(*window).save(out))
        return fail(cli::kUnusableInput, QStringLiteral("%1 cannot be written.").arg(out));
    return cli::kDone;
}

} // namespace

int render(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "render PATH… --view explore --out F.png: draws what the window shows of the first run that the paths hold into a "
        "PNG file.\nExit codes: 0 done, 1 the input could not be used, 2 wrong usage."));
    const QCommandLineOption view(QStringLiteral("view"), QStringLiteral("The page: explore."), QStringLiteral("page"),
                                  QStringLiteral("explore"));
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("The file to write."), QStringLiteral("F.png"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Width and height in pixels, 200x150 or more."),
                                  QStringLiteral("WxH"), QStringLiteral("1440x900"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("dark or light."), QStringLiteral("theme"),
                                   QStringLiteral("dark"));
    parser.addOptions({view, out, size, theme});
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
    if (parser.value(view) != QLatin1String("explore"))
        return fail(cli::kWrongUsage, QStringLiteral("There is no view %1; there is: explore.").arg(parser.value(view)));
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
    return draw(paths, wantedTheme, *wantedSize, parser.value(out));
}

} // namespace mgx
