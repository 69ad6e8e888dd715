// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/self_test.h"

#include "app/composition.h"
#include "app/settle.h"
#include "cli/cli.h"

#include <cstdio>
#include <QPointer>
#include <QQuickItem>
#include <QStringList>

namespace mgx {

namespace {

QStringList* theProblems = nullptr;

/// Any warning while the pages are shown is a problem; what only the machine lacks is not.
void collect(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    static const char* const kHarmless[] = {"XDG_RUNTIME_DIR", "propagateSizeHints", "Could not parse application stylesheet"};
    if (type == QtDebugMsg || type == QtInfoMsg)
        return;
    for (const char* harmless : kHarmless) {
        if (message.contains(QLatin1String(harmless)))
            return;
    }
    theProblems->append(message);
}

/// Guarded: delegates come and go while pages are shown.
QList<QPointer<QQuickItem>> itemsBelow(const QQuickItem& item)
{
    QList<QPointer<QQuickItem>> items;
    for (QQuickItem* child : item.childItems())
        items << child << itemsBelow(*child);
    return items;
}

/// Shows each tab of each strip in turn.
void walkTabs(QQuickWindow& window, QStringList& problems)
{
    int strips = 0;
    for (const QPointer<QQuickItem>& item : itemsBelow(*window.contentItem())) {
        if (!item || !item->property("titles").isValid())
            continue;
        ++strips;
        const auto count = static_cast<int>(item->property("titles").toList().size());
        for (int tab = count - 1; item && tab >= 0; --tab) {
            item->setProperty("current", tab);
            if (grabSettled(window).isNull() && item)
                problems.append(QStringLiteral("tab %1 of %2 could not be drawn").arg(tab).arg(item->objectName()));
        }
    }
    if (strips < 2)
        problems.append(QStringLiteral("the pages are not complete: %1 rows of tabs").arg(strips));
}

void testTheme(const QString& theme, QStringList& problems)
{
    Composition composition(QStringLiteral("-"));
    composition.settings().setTheme(theme);
    QQuickWindow* window = composition.showShell({1440, 900});
    if (!window) {
        problems.append(QStringLiteral("the window could not be made"));
        return;
    }
    const QImage empty = grabSettled(*window);
    if (!composition.explorer().hasSample()) {
        problems.append(QStringLiteral("the bundled sample is missing"));
        return;
    }
    composition.explorer().openSample();
    const QString failure = waitUntilRead(composition.workspace());
    if (!failure.isEmpty())
        problems.append(failure);
    if (!composition.workspace().snapshot() || composition.workspace().snapshot()->rowCount() == 0)
        problems.append(QStringLiteral("the sample has no records"));
    if (grabSettled(*window) == empty)
        problems.append(QStringLiteral("opening the sample changes nothing in the window"));
    composition.explorer().tree()->expandAll();
    composition.explorer().tree()->select(composition.explorer().tree()->count() / 2);
    composition.queries().run(QStringLiteral("SELECT span_name, count(*) AS n FROM records GROUP BY span_name ORDER BY n DESC"));
    while (composition.queries().isRunning())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (composition.queries().hasFailed() || composition.queries().result()->count() == 0)
        problems.append(QStringLiteral("a query gives nothing: ") + composition.queries().failure());
    for (const char* page : {"settings", "help", "launch", "charts", "sql", "explore"}) {
        composition.showPage(QString::fromLatin1(page));
        while (composition.charts().isBusy())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        walkTabs(*window, problems);
    }
    for (const auto& chart : composition.charts().list()->charts()) {
        if (!chart->hasPicture() && !chart->isOverRuns())
            problems.append(QStringLiteral("the chart %1 is empty: %2").arg(chart->title(), chart->message()));
    }
    composition.explorer().reload();
    if (!waitUntilRead(composition.workspace()).isEmpty())
        problems.append(QStringLiteral("the sample cannot be read again"));
}

} // namespace

int selfTest()
{
    QStringList problems;
    theProblems = &problems;
    const QtMessageHandler before = qInstallMessageHandler(collect);
    for (const QString& theme : {QStringLiteral("dark"), QStringLiteral("light")})
        testTheme(theme, problems);
    qInstallMessageHandler(before);
    theProblems = nullptr;
    problems.removeDuplicates();
    for (const QString& problem : problems)
        std::fprintf(stderr, "%s\n", qPrintable(problem));
    std::printf(problems.isEmpty() ? "self-test: every page was shown, nothing is wrong\n" : "self-test: failed\n");
    return problems.isEmpty() ? cli::kDone : cli::kUnusableInput;
}

} // namespace mgx
