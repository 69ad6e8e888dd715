// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explorer.h"

#include "workspace/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QPalette>
#include <QQmlEngine>

namespace mgx {

namespace {

Explorer* theExplorer = nullptr; ///< QML asks for its singletons through a static function

} // namespace

Explorer::Explorer(Workspace& workspace, QString samplePath, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_samplePath(std::move(samplePath)), m_runs(workspace), m_tree(workspace),
      m_aggregate(workspace), m_path(workspace), m_details(workspace), m_problems(workspace)
{
    theExplorer = this;
    for (const auto signal : {&Workspace::stateChanged, &Workspace::runsChanged, &Workspace::currentRunChanged,
                              &Workspace::reportChanged, &Workspace::progressChanged})
        connect(&workspace, signal, this, &Explorer::changed);
    connect(&workspace, &Workspace::snapshotChanged, this, &Explorer::changed);
    connect(&workspace, &Workspace::failed, this, [this](const QString& sentence) {
        m_error = sentence;
        Q_EMIT errorChanged();
    });
    connect(&workspace.settings(), &Settings::timeDisplayChanged, this, &Explorer::changed);
    connect(&workspace.settings(), &Settings::themeChanged, this, &Explorer::isDarkChanged);
    qGuiApp->installEventFilter(this);
}

Explorer::~Explorer()
{
    if (theExplorer == this)
        theExplorer = nullptr;
}

bool Explorer::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        Q_EMIT isDarkChanged();
    return QObject::eventFilter(watched, event);
}

Explorer* Explorer::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theExplorer);
    QJSEngine::setObjectOwnership(theExplorer, QJSEngine::CppOwnership);
    for (QObject* part : std::initializer_list<QObject*>{theExplorer->workspace(), theExplorer->view(), theExplorer->range(), theExplorer->timeline(),
                                                         theExplorer->settings(), theExplorer->search(), theExplorer->finder(), theExplorer->runs(), theExplorer->tree(),
                                                         theExplorer->aggregate(), theExplorer->path(), theExplorer->path()->whatIf(), theExplorer->details(), theExplorer->problems()})
        QJSEngine::setObjectOwnership(part, QJSEngine::CppOwnership);
    return theExplorer;
}

bool Explorer::isBusy() const
{
    return m_workspace.state() == Workspace::State::Listing || m_workspace.state() == Workspace::State::Loading;
}

double Explorer::progress() const
{
    const quint64 all = m_workspace.bytesInAll();
    return all == 0 ? -1 : std::min(1.0, double(m_workspace.bytesDone()) / double(all));
}

QString Explorer::busyText() const
{
    if (m_workspace.state() == Workspace::State::Listing)
        return tr("Looking for runs…");
    if (m_workspace.state() != Workspace::State::Loading)
        return {};
    return m_workspace.bytesInAll() == 0
        ? tr("Reading…")
        : tr("Reading %1 of %2").arg(formatBytes(m_workspace.bytesDone()), formatBytes(m_workspace.bytesInAll()));
}

const CatalogItem* Explorer::item() const
{
    const int current = m_workspace.currentRun();
    return current < 0 ? nullptr : &m_workspace.runs()[static_cast<std::size_t>(current)];
}

const RunFacts* Explorer::facts() const
{
    const auto& snapshot = m_workspace.snapshot();
    return snapshot && snapshot->runCount() > 0 ? &snapshot->runFacts(0) : nullptr;
}

QString Explorer::runName() const
{
    return item() ? toQString(item()->name) : QString();
}

QString Explorer::runUnit() const
{
    if (!item())
        return {};
    QStringList parts;
    if (item()->turn > 0)
        parts.append(tr("turn %1").arg(item()->turn));
    if (item()->attempt > 0)
        parts.append(tr("attempt %1").arg(item()->attempt));
    return parts.join(QStringLiteral(" › "));
}

QString Explorer::question() const
{
    return item() ? toQString(item()->question).simplified() : QString();
}

QString Explorer::stateReason() const
{
    return facts() ? toQString(facts()->stateReason) : QString();
}

QString Explorer::recordsText() const
{
    if (!hasTrace())
        return {};
    const auto count = m_workspace.snapshot()->rowCount();
    return count == 1 ? tr("1 record") : tr("%1 records").arg(formatCount(count));
}

QString Explorer::agentsText() const
{
    const std::size_t count = facts() ? facts()->agents.size() : 0;
    return count == 0 ? QString() : count == 1 ? tr("1 agent") : tr("%1 agents").arg(count);
}

QString Explorer::lengthText() const
{
    return hasTrace() ? formatDuration(m_workspace.snapshot()->maxTime() - m_workspace.snapshot()->minTime()) : QString();
}

QString Explorer::importText() const
{
    if (!hasTrace() || isBusy())
        return {};
    const auto ns = static_cast<TimeNs>(m_workspace.importSeconds() * 1e9);
    return tr("%1 read in %2").arg(formatBytes(m_workspace.report()->bytes), formatDuration(ns));
}

bool Explorer::isDark() const
{
    const QString theme = m_workspace.settings().theme();
    if (theme == QLatin1String("system"))
        return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return theme == QLatin1String("dark");
}

QString Explorer::version() const
{
    return QCoreApplication::applicationVersion();
}

void Explorer::open(const QList<QUrl>& urls)
{
    QStringList paths;
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    if (!paths.isEmpty()) {
        dismissError();
        m_workspace.open(paths);
    } else if (!urls.isEmpty()) {
        m_error = tr("%1 is not on this machine; only local folders and files can be opened").arg(urls.first().toDisplayString());
        Q_EMIT errorChanged();
    }
}

void Explorer::openSample()
{
    if (hasSample())
        m_workspace.open({m_samplePath});
}

void Explorer::dismissError()
{
    if (m_error.isEmpty())
        return;
    m_error.clear();
    Q_EMIT errorChanged();
}

void Explorer::closeRun(int index)
{
    if (index < 0 || index >= m_runs.count())
        return;
    m_workspace.closeRun(index);
    setNotice(tr("1 run closed."));
}

void Explorer::closeAll()
{
    const int count = m_runs.count();
    if (count == 0)
        return;
    m_workspace.closeAll();
    setNotice(count == 1 ? tr("1 run closed.") : tr("%1 runs closed.").arg(count));
}

void Explorer::reopen()
{
    m_workspace.reopen();
    dismissNotice();
}

void Explorer::dismissNotice()
{
    setNotice({});
}

void Explorer::setNotice(const QString& notice)
{
    if (std::exchange(m_notice, notice) != notice)
        Q_EMIT noticeChanged();
}

void Explorer::toggleTheme()
{
    m_workspace.settings().setTheme(isDark() ? QStringLiteral("light") : QStringLiteral("dark"));
}

void Explorer::addFolder(const QUrl& folder)
{
    if (folder.isLocalFile())
        m_workspace.settings().addFolder(folder.toLocalFile());
}

void Explorer::findFolders()
{
    m_finder.start(QStringList{QDir::currentPath(), QDir::homePath()} + m_workspace.settings().folders());
}

QString Explorer::timesNote() const
{
    const QString display = m_workspace.settings().timeDisplay();
    if (display == QLatin1String("relative"))
        return tr("Times relative to the start");
    if (display == QLatin1String("utc"))
        return tr("UTC");
    const int minutes = QDateTime::fromSecsSinceEpoch(m_workspace.origin() / kNsPerSecond).offsetFromUtc() / 60;
    return tr("UTC%1%2:%3").arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+')).arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

QString Explorer::timeText(double offsetNs) const
{
    const auto offset = static_cast<TimeNs>(offsetNs);
    const QString display = m_workspace.settings().timeDisplay();
    if (display == QLatin1String("relative"))
        return formatDuration(offset);
    return formatTime(m_workspace.origin() + offset, display == QLatin1String("local")).mid(11);
}

QString Explorer::durationText(double ns) const
{
    return formatDuration(static_cast<TimeNs>(ns));
}

} // namespace mgx
