// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/launch_desk.h"

#include "launch/shell_words.h"
#include "launch/small_files.h"
#include "workspace/format.h"
#include "workspace/workspace.h"

#include <filesystem>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QQmlEngine>

namespace mgx {

namespace {

LaunchDesk* theDesk = nullptr; ///< QML asks for its singletons through a static function

constexpr int kClockMs = 500;
constexpr int kCheckMs = 200;

QVariantMap finding(const char* severity, const QString& text)
{
    return {{QStringLiteral("severity"), QString::fromLatin1(severity)}, {QStringLiteral("text"), text}};
}

const char* wordOf(ConfigFinding::Severity severity)
{
    switch (severity) {
    case ConfigFinding::Severity::Good: return "good";
    case ConfigFinding::Severity::Warning: return "warning";
    case ConfigFinding::Severity::Error: break;
    }
    return "error";
}

std::vector<ExperimentPlan> openPlans(const std::string& folder)
{
    std::vector<ExperimentPlan> plans;
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (Result<ExperimentPlan> plan = ExperimentPlan::load(at->path().string()); plan && (plan->running() > 0 || plan->isWaiting()))
            plans.push_back(std::move(*plan));
    }
    std::sort(plans.begin(), plans.end(), [](const auto& a, const auto& b) { return a.id > b.id; });
    return plans;
}

} // namespace

LaunchDesk::LaunchDesk(Workspace& workspace, LaunchPlaces places, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_places(std::move(places)), m_workFolder(toQString(m_places.workFolder))
{
    theDesk = this;
    m_clock.setInterval(kClockMs);
    for (QTimer* timer : {&m_outputDelay, &m_checkDelay})
        timer->setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &LaunchDesk::runChanged);
    connect(&m_outputDelay, &QTimer::timeout, this, &LaunchDesk::showOutput);
    connect(&m_checkDelay, &QTimer::timeout, this, &LaunchDesk::check);
    connect(&m_configs, &ConfigListModel::chosenChanged, this, &LaunchDesk::readConfig);
    connect(this, &LaunchDesk::formChanged, this, [this] { m_checkDelay.start(kCheckMs); Q_EMIT checksChanged(); });
    connect(&m_listener, &Listener::changed, this, &LaunchDesk::listeningChanged);
    connect(&m_listener, &Listener::published, this, [this] {
        CatalogItem item;
        item.kind = CatalogItem::Kind::TraceFile;
        item.path = m_listener.tracePath();
        item.name = tr("received").toStdString();
        item.state = isListening() ? RunState::Running : RunState::Complete;
        m_workspace.showLive(item, m_listener.picture().imported);
        Q_EMIT listeningChanged();
    });
    // A view that somebody moves stays where it was put.
    connect(&workspace.view(), &ViewRange::changed, this, [this] {
        const double full = m_workspace.view().fullLengthOffset();
        const bool isMoved = full == m_lastFull && !m_isMovingView && !m_workspace.view().isFit();
        m_lastFull = full;
        if (isMoved && m_isFollowing && isRunning()) {
            m_isFollowing = false;
            Q_EMIT followingChanged();
        }
    });
}

LaunchDesk::~LaunchDesk()
{
    if (theDesk == this)
        theDesk = nullptr;
}

LaunchDesk* LaunchDesk::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theDesk);
    QJSEngine::setObjectOwnership(theDesk, QJSEngine::CppOwnership);
    return theDesk;
}

LaunchPlaces LaunchDesk::usualPlaces()
{
    LaunchPlaces places{ownEnvironment(), {}, QDir::currentPath().toStdString()};
    places.launchFolder = usualLaunchFolder(places.environment);
    return places;
}

// --- what there is

void LaunchDesk::refresh()
{
    m_findJob.start(
        [places = m_places, work = m_workFolder.toStdString(), python = m_python.toStdString(), plans = planFolder()](const JobSlot::Run& run) {
            Found found;
            found.installs = findMassgen(places.environment, work, python);
            const std::string packaged = found.installs.empty() ? std::string() : found.installs.front().configs;
            found.configs = findConfigs(usualConfigPlaces(places.environment, work, packaged), run.cancel);
            found.records = loadLaunchRecords(places.launchFolder);
            found.plans = openPlans(plans);
            return found;
        },
        [this](Found found) { take(std::move(found)); });
}

void LaunchDesk::take(Found found)
{
    m_installs = std::move(found.installs);
    const QStringList chosen = m_configs.chosenPaths();
    m_configs.setConfigs(std::move(found.configs));
    if (chosen.isEmpty())
        m_configs.chooseRow(0);
    m_history.setRecords(std::move(found.records));
    if (!m_experiment && !found.plans.empty())
        begin(std::move(found.plans.front()), true);
    check();
}

void LaunchDesk::reloadHistory()
{
    m_history.setRecords(loadLaunchRecords(m_places.launchFolder));
}

QString LaunchDesk::configTitle() const
{
    const QStringList chosen = m_configs.chosenPaths();
    return chosen.isEmpty() ? QString() : QFileInfo(chosen.first()).fileName();
}

void LaunchDesk::addCheck(const ConfigFinding& found)
{
    m_hasErrors |= found.severity == ConfigFinding::Severity::Error;
    QString sentence = toQString(found.sentence);
    if (found.place.line > 0)
        sentence = tr("line %1:%2: %3").arg(found.place.line).arg(found.place.column).arg(sentence);
    if (!found.advice.empty())
        sentence += QStringLiteral("; ") + toQString(found.advice);
    m_checks.append(finding(wordOf(found.severity), sentence));
}

void LaunchDesk::readConfig()
{
    m_validateJob.cancel();
    m_validation.clear();
    const QStringList chosen = m_configs.chosenPaths();
    m_yaml = chosen.isEmpty() ? QString() : toQString(readSmallFile(chosen.first().toStdString()));
    Q_EMIT configChanged();
    check();
}

void LaunchDesk::check()
{
    m_checks.clear();
    m_hasErrors = false;
    for (const QString& path : m_configs.chosenPaths()) {
        const std::string text = path == m_configs.chosenPaths().first() ? m_yaml.toStdString() : readSmallFile(path.toStdString());
        for (const ConfigFinding& found : checkConfig(text, environment(), m_workFolder.toStdString()))
            addCheck(found);
    }
    for (const ConfigFinding& found : m_validation)
        addCheck(found);
    if (!ownVariables())
        m_checks.append(finding("error", tr("the environment is not a list of NAME=value")));
    for (const std::string& word : missingReferences(m_question.toStdString(), m_workFolder.toStdString()))
        m_checks.append(finding("warning", tr("%1 in the question names no file: MassGen will refuse it").arg(toQString(word))));
    if (m_installs.empty()) {
        m_checks.append(finding("error", tr("MassGen was not found; %1").arg(toQString(installAdvice()))));
    } else {
        const MassgenInstall& install = m_installs.front();
        m_checks.append(finding("good", tr("%1 found").arg(toQString(install.title()))));
        if (install.isInspected && !install.hasLogfire && m_tracing != 2)
            m_checks.append(finding("warning", tr("no spans: the package logfire is missing; %1").arg(toQString(install.logfireAdvice()))));
    }
    if (!QFileInfo(m_workFolder).isDir())
        m_checks.append(finding("error", tr("the working folder does not exist")));
    Q_EMIT checksChanged();
}

// --- history

void LaunchDesk::again(int historyRow, bool isAtOnce)
{
    const LaunchRecord* record = m_history.at(historyRow);
    if (!record)
        return;
    m_question = toQString(record->question);
    m_workFolder = toQString(record->workFolder);
    m_flags = toQString(shellLine(record->extraFlags));
    m_tracing = static_cast<int>(record->tracing);
    m_repeats = 1;
    m_configs.choose(toQString(record->config));
    Q_EMIT formChanged();
    check();
    if (isAtOnce)
        launch();
}

void LaunchDesk::openLaunch(int historyRow)
{
    const LaunchRecord* record = m_history.at(historyRow);
    if (!record || record->logFolder.empty())
        return;
    QStringList paths{toQString(record->logFolder)};
    for (const char* file : {"/traces.otlp.pb", "/traces.otlp.json"}) {
        const QString journal = toQString(record->journalFolder()) + QString::fromLatin1(file);
        if (QFileInfo(journal).size() > 0)
            paths.append(journal);
    }
    m_workspace.open(paths);
    Q_EMIT opened();
}

// --- other programs

void LaunchDesk::listen(bool isOn)
{
    if (!isOn) {
        m_listener.stop();
        return;
    }
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss"));
    const Result<void> started = m_listener.start(m_places.launchFolder + "/../received/" + stamp.toStdString());
    if (!started)
        Q_EMIT failed(toQString(started.error().sentence()));
}

QString LaunchDesk::listenText() const
{
    return toQString(m_listener.linesToPaste());
}

QString LaunchDesk::receiverText() const
{
    const bool hasReceiver = isRunning() && m_run->record().receiverPort > 0;
    if (!isListening() && !hasReceiver)
        return {};
    const ReceiverCounts counts = isListening() ? m_listener.counts() : m_run->received();
    const QString place = isListening() ? toQString(m_listener.url()).mid(7) : QStringLiteral("127.0.0.1:%1").arg(m_run->record().receiverPort);
    return tr("Receiver %1 · %2 spans").arg(place, formatCount(static_cast<qint64>(counts.spans + counts.logs)));
}

} // namespace mgx
