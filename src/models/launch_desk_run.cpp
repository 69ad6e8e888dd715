// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the desk that is about the run that is going on.
#include "models/launch_desk.h"

#include "workspace/format.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>

namespace mgx {

namespace {

TimeNs now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

constexpr int kOutputMs = 150;
constexpr qsizetype kKeptOutput = 2 << 20;

} // namespace

void LaunchDesk::launch()
{
    if (!canLaunch())
        return;
    std::vector<std::string> configs;
    std::vector<std::string> asked;
    for (const QString& path : m_configs.chosenPaths())
        configs.push_back(path.toStdString());
    for (const QString& question : questions())
        asked.push_back(question.toStdString());
    PlanRules rules;
    rules.atOnce = std::max(1, m_atOnce);
    if (m_budget > 0)
        rules.budgetUsd = m_budget;
    rules.mostFailures = std::max(0, m_mostFailures);
    if (canResume()) { // what was left of the experiment before is given up
        ExperimentPlan before = m_experiment->plan();
        before.skipWaiting();
        if (const Result<void> saved = before.save(); !saved)
            Q_EMIT failed(toQString(saved.error().sentence()));
    }
    ExperimentPlan plan = ExperimentPlan::make(configs, asked, m_repeats, rules);
    plan.id = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz")).toStdString();
    std::error_code error;
    std::filesystem::create_directories(m_places.launchFolder, error);
    std::filesystem::create_directories(planFolder(), error);
    plan.path = planFolder() + '/' + plan.id + ".json";
    const LaunchRequest form = request();
    plan.workFolder = form.workFolder;
    plan.flags = form.extraFlags;
    plan.tracing = form.tracing;
    begin(std::move(plan), false);
}

void LaunchDesk::begin(ExperimentPlan plan, bool isHeld)
{
    setRun(nullptr);
    LaunchRequest shared = request();
    shared.workFolder = plan.workFolder;
    shared.extraFlags = plan.flags;
    shared.tracing = plan.tracing;
    m_experiment = std::make_unique<Experiment>(shared, m_places.environment, m_places.launchFolder);
    connect(m_experiment.get(), &Experiment::runStarted, this, [this](LaunchedRun* run) {
        connect(run, &LaunchedRun::published, this, [this, run] { if (run == m_run) onPublished(); });
        connect(run, &LaunchedRun::stageChanged, this, &LaunchDesk::runChanged);
        connect(run, &LaunchedRun::ended, this, [this, run] {
            if (run->record().outcome)
                Q_EMIT ended(toQString(run->record().outcome->sentence));
            reloadHistory();
            if (run == m_run || placeOf(*run) >= 0) // another one may be shown by now
                publish(*run);
        });
        if (!isRunning())
            setRun(run);
        reloadHistory();
    });
    connect(m_experiment.get(), &Experiment::changed, this, &LaunchDesk::runChanged);
    connect(m_experiment.get(), &Experiment::changed, this, &LaunchDesk::checksChanged);
    connect(m_experiment.get(), &Experiment::finished, this, &LaunchDesk::checksChanged);
    m_experiment->start(std::move(plan), isHeld);
    if (!m_experiment->error().empty())
        Q_EMIT failed(toQString(m_experiment->error()));
}

void LaunchDesk::resumePlan()
{
    if (m_experiment)
        m_experiment->resume();
}

void LaunchDesk::showRun(int index)
{
    if (m_experiment && index >= 0 && index < int(m_experiment->runs().size()))
        setRun(m_experiment->runs()[std::size_t(index)].get());
}

void LaunchDesk::setRun(LaunchedRun* run)
{
    if (m_run)
        disconnect(m_run, &LaunchedRun::printed, this, nullptr);
    m_run = run;
    m_text.clear();
    m_errorText.clear();
    m_agents.setAgents({});
    if (run) {
        QFile known(toQString(run->record().outputFile()));
        if (run->output().questions > 0 && known.open(QIODevice::ReadOnly))
            m_text = known.readAll().right(kKeptOutput); // it had printed before it was looked at
        connect(run, &LaunchedRun::printed, this, [this](const QByteArray& text, bool isError) { onPrinted(text, isError); });
        m_isFollowing = true;
        m_clock.start();
        onPublished();
    }
    m_outputDelay.start(0);
    Q_EMIT runChanged();
    Q_EMIT followingChanged();
}

void LaunchDesk::stop()
{
    if (m_experiment)
        m_experiment->stop(true);
}

void LaunchDesk::onPrinted(const QByteArray& text, bool isError)
{
    QByteArray& kept = isError ? m_errorText : m_text;
    kept = (kept + text).right(kKeptOutput);
    if (!m_outputDelay.isActive())
        m_outputDelay.start(kOutputMs);
}

void LaunchDesk::setOutputSearch(const QString& search)
{
    if (search == m_outputSearch)
        return;
    m_outputSearch = search;
    showOutput();
}

void LaunchDesk::showOutput()
{
    QStringList lines;
    // What the run says stands at the end, which is followed; the warnings of libraries must not push it out of sight.
    const QByteArray errors = m_errorText.isEmpty() ? QByteArray() : "-- " + tr("error output").toUtf8() + "\n" + m_errorText + "\n-- " + tr("output").toUtf8() + "\n";
    for (const QByteArray& line : (errors + m_text).split('\n')) {
        const QString text = toQString(withoutAnsi(line.toStdString()));
        if (m_outputSearch.isEmpty() ? !text.isEmpty() || !lines.isEmpty() : text.contains(m_outputSearch, Qt::CaseInsensitive))
            lines.append(text);
    }
    m_output.setText(lines.join(QLatin1Char('\n')));
    Q_EMIT outputChanged();
}

void LaunchDesk::onPublished()
{
    m_agents.setAgents(m_run->picture().monitor.agents);
    publish(*m_run);
    Q_EMIT runChanged();
    Q_EMIT listeningChanged();
}

/// Hands the picture to the workspace; the first one opens the run there.
void LaunchDesk::publish(const LaunchedRun& run)
{
    if (run.picture().item.path.empty())
        return;
    CatalogItem item = run.picture().item;
    if (run.stage() != LaunchedRun::Stage::Ended)
        item.state = RunState::Running;
    const double before = m_workspace.view().fullLengthOffset();
    m_isMovingView = true;
    m_workspace.showLive(item, run.picture().imported);
    ViewRange& view = m_workspace.view();
    const double grown = view.fullLengthOffset() - before;
    if (&run == m_run && isOpened() && m_isFollowing && !view.isFit() && grown > 0)
        view.show(view.fromOffset() + grown, view.toOffset() + grown);
    m_isMovingView = false;
    if (!isRunning())
        m_clock.stop();
}

int LaunchDesk::placeOf(const LaunchedRun& run) const
{
    const auto& runs = m_workspace.runs();
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const CatalogItem& item) { return item.path == run.picture().item.path; });
    return found == runs.end() ? -1 : static_cast<int>(found - runs.begin());
}

bool LaunchDesk::isOpened() const
{
    return m_run && m_workspace.currentRun() >= 0 && placeOf(*m_run) == m_workspace.currentRun();
}

void LaunchDesk::openRun()
{
    if (!m_run)
        return;
    if (const int place = placeOf(*m_run); place >= 0 && place != m_workspace.currentRun())
        m_workspace.openRun(place);
    follow();
    Q_EMIT opened();
}

void LaunchDesk::follow()
{
    m_isFollowing = true;
    m_isMovingView = true;
    m_workspace.view().fit();
    m_isMovingView = false;
    Q_EMIT followingChanged();
}

// --- what is said about it

QString LaunchDesk::runState() const
{
    if (!m_run)
        return {};
    if (!m_run->record().outcome)
        return QStringLiteral("running");
    switch (m_run->record().outcome->state) {
    case Outcome::State::Complete: return QStringLiteral("complete");
    case Outcome::State::Failed:
    case Outcome::State::Killed: return QStringLiteral("failed");
    default: return QStringLiteral("incomplete");
    }
}

QString LaunchDesk::phase() const
{
    if (!m_run)
        return {};
    if (m_run->stage() == LaunchedRun::Stage::Stopping)
        return tr("stopping: %1 sent").arg(toQString(m_run->stopStep()));
    if (!isRunning())
        return toQString(mgx::wordOf(m_run->record().outcome ? m_run->record().outcome->state : Outcome::State::NoAnswer));
    return m_run->stage() == LaunchedRun::Stage::Starting ? tr("starting") : toQString(m_run->picture().monitor.phase);
}

int LaunchDesk::percent() const
{
    if (!m_run)
        return 0;
    return runState() == QLatin1String("complete") ? 100 : m_run->picture().monitor.completionPercent;
}

QString LaunchDesk::timesText() const
{
    if (!m_run)
        return {};
    const LaunchRecord& record = m_run->record();
    const TimeNs end = record.ended != kNoTime ? record.ended : now();
    QString text = formatDuration((end - record.started) / kNsPerSecond * kNsPerSecond);
    const TimeNs updated = m_run->picture().monitor.updated;
    if (isRunning() && updated != kNoTime)
        text += tr(" · updated %1 ago").arg(formatDuration(std::max<TimeNs>(0, (now() - updated) / 100'000'000 * 100'000'000)));
    return text;
}

QString LaunchDesk::figuresText() const
{
    if (!m_run)
        return {};
    const RunMonitor& monitor = m_run->picture().monitor;
    QString text = tr("%1 answers · %2 votes · %3 tokens · %4").arg(monitor.answers).arg(monitor.votes).arg(formatCount(monitor.tokens), formatCost(monitor.costUsd));
    if (!isRunning())
        return text;
    if (const auto cost = projected(monitor.costUsd, monitor.completionPercent))
        text += tr(" · about %1 to %2 in the end").arg(formatCost(cost->low), formatCost(cost->high));
    return text;
}

QString LaunchDesk::outcomeText() const
{
    if (!m_run)
        return {};
    if (m_run->record().outcome)
        return toQString(m_run->record().outcome->sentence);
    return toQString(m_run->notice());
}

QString LaunchDesk::finalAnswer() const
{
    return m_run && !isRunning() ? toQString(m_run->picture().facts.finalAnswer) : QString();
}

QStringList LaunchDesk::alarms() const
{
    QStringList list;
    if (m_run && isRunning()) {
        AlarmRules rules;
        rules.budgetUsd = m_budget;
        for (const std::string& alarm : alarmsOf(m_run->picture().monitor, now(), rules))
            list.append(toQString(alarm));
    }
    return list;
}

QString LaunchDesk::planText() const
{
    if (!m_experiment || m_experiment->plan().items.size() < 2)
        return {};
    const ExperimentPlan& plan = m_experiment->plan();
    QString text = tr("%1 of %2 runs done, %3 going on").arg(plan.done()).arg(plan.items.size()).arg(plan.running());
    if (plan.spentUsd > 0)
        text += tr(" · %1 spent").arg(formatCost(plan.spentUsd));
    if (!plan.stopReason().empty())
        text += QStringLiteral(" · ") + toQString(plan.stopReason());
    return text;
}

QStringList LaunchDesk::planLines() const
{
    static const char* const kStates[] = {"waiting", "running", "done", "skipped"};
    QStringList lines;
    if (!m_experiment || m_experiment->plan().items.size() < 2)
        return lines;
    for (const PlanItem& item : m_experiment->plan().items) {
        const QString state = item.outcome.empty() ? QString::fromLatin1(kStates[std::size_t(item.state)]) : toQString(item.outcome);
        lines.append(tr("%1 · %2 · run %3: %4").arg(QFileInfo(toQString(item.config)).completeBaseName(), toQString(item.question).simplified().left(60))
                         .arg(item.repeat).arg(state));
    }
    return lines;
}

bool LaunchDesk::canResume() const
{
    return m_experiment && m_experiment->isHeld() && m_experiment->plan().isWaiting();
}

void LaunchDesk::copyAnswer() const
{
    QGuiApplication::clipboard()->setText(finalAnswer());
}

void LaunchDesk::openFolder() const
{
    if (m_run)
        QDesktopServices::openUrl(QUrl::fromLocalFile(toQString(m_run->record().workFolder)));
}

} // namespace mgx
