// SPDX-License-Identifier: GPL-3.0-or-later
#include "real/real_case.h"

#include "launch/small_files.h"

#include <QDir>

using namespace mgx;

namespace {

const QString kHere = QStringLiteral(MGX_SOURCE_DIR "/tests/real");

} // namespace

RealCase::RealCase(QString name, Options options, const MassgenInstall& massgen)
    : m_name(std::move(name)), m_options(std::move(options)), m_massgen(massgen)
{}

RealCase::~RealCase()
{
    m_run.reset();
    m_model.terminate();
    m_model.waitForFinished(5000);
}

int RealCase::startModel()
{
    m_model.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_model.start(QStringLiteral("python3"), {kHere + "/stub_llm.py", "--scripts", kHere + "/scripts.json", "--log", m_folder.filePath("model.jsonl")});
    if (!m_model.waitForReadyRead(20'000))
        return 0;
    return m_model.readLine().trimmed().split('=').value(1).toInt();
}

/// Small and neutral: nothing of the caller's leaks into the run, and nothing leaves this machine.
Environment RealCase::environment() const
{
    const std::string home = m_folder.filePath("home").toStdString();
    Environment environment = {{"PATH", m_massgen.place + "/bin:" + valueOf(ownEnvironment(), "PATH")},
                               {"HOME", home},
                               {"LANG", "C.UTF-8"},
                               {"TZ", "UTC"},
                               {"PYTHONPATH", (kHere + "/site").toStdString()},
                               {"SENT_SPANS", m_folder.filePath("sent_spans").toStdString()},
                               {"NO_PROXY", "127.0.0.1,localhost"},
                               {"no_proxy", "127.0.0.1,localhost"},
                               {"LITELLM_LOCAL_MODEL_COST_MAP", "True"},
                               {"HF_HUB_OFFLINE", "1"},
                               {"DO_NOT_TRACK", "1"}};
    // Packages of npm, which one case needs, are kept from one run of the tests to the next.
    environment["npm_config_cache"] = m_massgen.place + "/npm-cache";
    if (m_options.hasKey)
        environment["OPENAI_API_KEY"] = "local-stub";
    return environment;
}

QString RealCase::start()
{
    const int port = startModel();
    if (port == 0)
        return QStringLiteral("the scripted language model did not start");
    const QString work = m_folder.filePath(QStringLiteral("work"));
    QDir().mkpath(work + "/project");
    QDir().mkpath(m_folder.filePath(QStringLiteral("home")));
    QFile::copy(kHere + "/mcp_server.py", work + "/mcp_server.py");
    std::string text = m_options.text.isEmpty() ? readSmallFile((kHere + "/configs/" + m_options.config).toStdString()) : m_options.text.toStdString();
    const std::string written = "127.0.0.1:18080";
    for (std::size_t at = text.find(written); at != std::string::npos; at = text.find(written, at + 1))
        text.replace(at, written.size(), "127.0.0.1:" + std::to_string(port));
    const std::string config = (work + "/config.yaml").toStdString();
    if (!writeSmallFile(config, text) || !writeSmallFile((work + "/project/readme.md").toStdString(), "tea\n"))
        return QStringLiteral("the config could not be written");
    LaunchRequest request;
    request.massgen = m_massgen;
    request.configPath = config;
    request.question = m_options.question.toStdString();
    request.workFolder = work.toStdString();
    m_run = std::make_unique<LaunchedRun>();
    QObject::connect(m_run.get(), &LaunchedRun::published, m_run.get(), [this] {
        ++m_published;
        m_options.onPublished(*m_run);
    });
    const Result<void> started = m_run->start(request, environment(), m_folder.filePath("launches").toStdString());
    return started ? QString() : QString::fromStdString(started.error().sentence());
}

std::string RealCase::outcome() const
{
    return m_run && m_run->record().outcome ? std::string(wordOf(m_run->record().outcome->state)) : std::string("none");
}

std::uint64_t RealCase::sentSpans() const
{
    return std::strtoull(readSmallFile(m_folder.filePath("sent_spans").toStdString()).c_str(), nullptr, 10);
}

QList<QByteArray> RealCase::modelRequests() const
{
    QFile file(m_folder.filePath(QStringLiteral("model.jsonl")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

QString RealCase::story() const
{
    if (!m_run)
        return QStringLiteral("not started");
    const LaunchRecord& record = m_run->record();
    return m_name + QStringLiteral(": ") + QString::fromStdString(outcome() + ", " + (record.outcome ? record.outcome->sentence : "") + "\n"
                                                                  + readTail(record.outputFile(), 1500) + readTail(record.errorFile(), 1500));
}
