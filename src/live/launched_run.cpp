// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/launched_run.h"

#include "launch/small_files.h"
#include "live/otlp_judge.h"

#include <chrono>
#include <csignal>
#include <filesystem>

namespace mgx {

namespace {

namespace fs = std::filesystem;

constexpr int kLookMs = 50;
constexpr qint64 kInterruptMs = 10'000; ///< MassGen needs two or three seconds to write its files; containers take longer
constexpr qint64 kTerminateMs = 5'000;

TimeNs now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The log folders of a working folder that were made after a moment.
std::vector<std::string> logFoldersSince(const std::string& workFolder, TimeNs since)
{
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator at(workFolder + "/.massgen/massgen_logs", error), end; !error && at != end; at.increment(error)) {
        const auto written = std::chrono::file_clock::to_sys(at->last_write_time(error)).time_since_epoch();
        if (at->path().filename().string().starts_with("log_")
            && std::chrono::duration_cast<std::chrono::nanoseconds>(written).count() >= since)
            found.push_back(at->path().string());
    }
    return found;
}

} // namespace

LaunchedRun::LaunchedRun(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kLookMs);
    connect(&m_timer, &QTimer::timeout, this, &LaunchedRun::look);
    connect(&m_live, &LiveSource::published, this, &LaunchedRun::published);
    connect(&m_live, &LiveSource::finished, this, &LaunchedRun::judge);
}

LaunchedRun::~LaunchedRun()
{
    m_receiver.reset(); // its threads call this object
}

Result<void> LaunchedRun::start(const LaunchRequest& request, const Environment& environment, const std::string& root,
                                const std::string& plan, int planItem)
{
    if (const Result<LaunchCommand> possible = makeCommand(request, environment, {}); !possible)
        return tl::unexpected(possible.error());
    Result<LaunchRecord> record = newLaunchRecord(root, now());
    if (!record)
        return tl::unexpected(record.error());
    m_record = std::move(*record);
    m_record.plan = plan;
    m_record.planItem = planItem;
    if (request.tracing != Tracing::None) {
        openReceiver(0, {});
        if (request.massgen.isInspected && !request.massgen.hasLogfire)
            m_notice = "the package logfire is missing, so no spans will come: " + request.massgen.logfireAdvice();
    }
    const ReceiverPlace place{m_receiver ? m_receiver->url() : std::string(), m_record.receiverToken, m_record.credentialsFolder()};
    const Result<LaunchCommand> command = makeCommand(request, environment, place);
    if (!command)
        return tl::unexpected(command.error());
    m_record.words = command->words;
    m_record.config = request.configPath;
    m_record.question = request.question;
    m_record.workFolder = request.workFolder;
    m_record.tracing = request.tracing;
    m_record.extraFlags = request.extraFlags;
    m_record.environmentNames = command->changedNames;
    m_record.massgen = request.massgen.title();
    const Result<ProcessIdentity> process = startChild({command->words, command->environment, request.workFolder,
                                                        m_record.outputFile(), m_record.errorFile(), m_record.exitFile()});
    if (!process)
        return tl::unexpected(process.error());
    m_record.process = *process;
    begin();
    return saveLaunchRecord(m_record);
}

void LaunchedRun::attach(const LaunchRecord& record)
{
    m_record = record;
    if (record.tracing != Tracing::None && isAlive(record.process))
        openReceiver(record.receiverPort, record.receiverToken);
    begin();
    if (!record.logFolder.empty())
        setLogFolder(record.logFolder);
    look();
}

void LaunchedRun::openReceiver(std::uint16_t port, const std::string& token)
{
    ReceiverOptions options;
    options.port = port;
    options.token = token;
    options.journalFolder = m_record.journalFolder();
    m_receiver = std::make_unique<Receiver>(std::move(options), judgeOtlp, [this] {
        QMetaObject::invokeMethod(&m_live, &LiveSource::touch, Qt::QueuedConnection);
    });
    if (const Result<void> started = m_receiver->start(); !started) {
        m_notice = "no spans can be received: " + started.error().sentence();
        m_receiver.reset();
        return;
    }
    m_record.receiverPort = m_receiver->port();
    m_record.receiverToken = m_receiver->token();
}

void LaunchedRun::begin()
{
    m_output = OutputTail(m_record.outputFile());
    m_errors = OutputTail(m_record.errorFile());
    m_timer.start();
    m_live.follow(m_record.logFolder, journalFiles());
}

std::vector<std::string> LaunchedRun::journalFiles() const
{
    const std::string folder = m_record.journalFolder();
    return {folder + "/traces.otlp.pb", folder + "/traces.otlp.json", folder + "/logs.otlp.pb", folder + "/logs.otlp.json"};
}

ReceiverCounts LaunchedRun::received() const
{
    return m_receiver ? m_receiver->counts() : m_lastCounts;
}

void LaunchedRun::look()
{
    const bool isGone = !isAlive(m_record.process); // before the output is read: what it printed last is there then
    takeOutput();
    findLogFolder();
    if (isGone) {
        end();
        return;
    }
    if (m_protocol.facts().isLooping() && !m_isLooping) {
        m_isLooping = true;
        m_stopStep = "SIGINT"; // which does not end this loop
        nextStopStep();
    }
    if (m_stage == Stage::Stopping && m_sinceStop.elapsed() > (m_stopStep == "SIGINT" ? kInterruptMs : kTerminateMs))
        nextStopStep();
}

void LaunchedRun::takeOutput()
{
    for (std::string text = m_output.next(); !text.empty(); text = m_output.next()) {
        m_protocol.feed(text);
        Q_EMIT printed(QByteArray::fromStdString(text), false);
    }
    for (std::string text = m_errors.next(); !text.empty(); text = m_errors.next())
        Q_EMIT printed(QByteArray::fromStdString(text), true);
}

void LaunchedRun::findLogFolder()
{
    const std::string& printed = m_protocol.facts().logFolder;
    if (!m_record.logFolder.empty() || printed.empty())
        return;
    const std::string folder = printed.front() == '/' ? printed : m_record.workFolder + '/' + printed;
    std::error_code error;
    if (fs::is_directory(folder, error))
        setLogFolder(folder);
}

void LaunchedRun::setLogFolder(const std::string& folder)
{
    m_record.logFolder = folder;
    (void)saveLaunchRecord(m_record); // without it a restart would only show less
    m_live.follow(folder, journalFiles());
    if (m_stage == Stage::Starting)
        setStage(Stage::Running);
    Q_EMIT logFolderFound();
}

void LaunchedRun::stop()
{
    if (m_stage == Stage::Ending || m_stage == Stage::Ended)
        return;
    m_isStopped = true;
    nextStopStep();
}

void LaunchedRun::nextStopStep()
{
    const bool isFirst = m_stopStep.empty();
    m_stopStep = isFirst ? "SIGINT" : m_stopStep == "SIGINT" ? "SIGTERM" : "SIGKILL";
    (void)signalChild(m_record.process, isFirst ? SIGINT : m_stopStep == "SIGTERM" ? SIGTERM : SIGKILL);
    m_sinceStop.start();
    m_stage = Stage::Stopping;
    Q_EMIT stageChanged();
}

void LaunchedRun::end()
{
    m_timer.stop();
    m_protocol.finish();
    if (m_record.logFolder.empty()) { // a config error: MassGen made a folder and did not name it
        const std::vector<std::string> made = logFoldersSince(m_record.workFolder, m_record.started);
        if (made.size() == 1)
            setLogFolder(made.front());
    }
    if (m_receiver) {
        m_receiver->stop();
        m_lastCounts = m_receiver->counts();
        m_receiver.reset();
    }
    setStage(Stage::Ending);
    m_live.finish();
}

void LaunchedRun::judge()
{
    const LivePicture& picture = *m_live.picture();
    RunEvidence evidence;
    evidence.output = m_protocol.facts();
    evidence.errorTail = readTail(m_record.errorFile(), 64 << 10);
    evidence.exitCode = exitCodeIn(m_record.exitFile());
    if (!picture.item.path.empty())
        evidence.run = picture.facts;
    evidence.isStopped = m_isStopped;
    evidence.isLooping = m_isLooping;
    m_record.outcome = judgeOutcome(evidence);
    m_record.ended = now();
    m_record.winner = picture.facts.winner;
    if (picture.facts.usage)
        m_record.costUsd = picture.facts.usage->costUsd;
    m_record.tokens = picture.monitor.tokens;
    m_record.spans = picture.received;
    if (const Result<void> saved = saveLaunchRecord(m_record); !saved)
        m_notice = saved.error().sentence();
    setStage(Stage::Ended);
    Q_EMIT ended();
}

void LaunchedRun::setStage(Stage stage)
{
    if (m_stage == stage)
        return;
    m_stage = stage;
    Q_EMIT stageChanged();
}

} // namespace mgx
