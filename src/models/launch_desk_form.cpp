// SPDX-License-Identifier: GPL-3.0-or-later
// What a person fills in before a launch.
#include "models/launch_desk.h"

#include "base/text.h"
#include "launch/config_finder.h"
#include "launch/massgen_validation.h"
#include "launch/shell_words.h"
#include "launch/small_files.h"
#include "workspace/format.h"

#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>

namespace mgx {

QStringList LaunchDesk::questions() const
{
    QStringList list;
    for (const QString& part : (QLatin1Char('\n') + m_question + QLatin1Char('\n')).split(QStringLiteral("\n---\n"))) {
        if (!part.trimmed().isEmpty())
            list.append(part.trimmed());
    }
    return list;
}

LaunchRequest LaunchDesk::request() const
{
    LaunchRequest request;
    if (!m_installs.empty())
        request.massgen = m_installs.front();
    request.configPath = m_configs.chosenPaths().value(0).toStdString();
    request.question = questions().value(0).toStdString();
    request.workFolder = m_workFolder.toStdString();
    request.tracing = m_tracing == 0 ? Tracing::Here : m_tracing == 1 ? Tracing::HereAndLogfire : Tracing::None;
    request.extraFlags = splitShellLine(m_flags.toStdString()).value_or(std::vector<std::string>());
    request.environment = ownVariables().value_or(Variables());
    return request;
}

QString LaunchDesk::commandLine() const
{
    return toQString(shellLine(commandWords(request())));
}

bool LaunchDesk::canLaunch() const
{
    return !m_hasErrors && !m_installs.empty() && !questions().isEmpty() && !m_configs.chosenPaths().isEmpty() && QFileInfo(m_workFolder).isDir()
           && splitShellLine(m_flags.toStdString()).has_value() && ownVariables().has_value() && !(m_experiment && m_experiment->plan().running() > 0);
}

int LaunchDesk::plannedRuns() const
{
    return static_cast<int>(m_configs.chosenPaths().size() * questions().size()) * std::max(1, m_repeats);
}

void LaunchDesk::copyCommand() const
{
    QGuiApplication::clipboard()->setText(commandLine());
}

void LaunchDesk::openConfig(const QUrl& file)
{
    m_configs.choose(file.isLocalFile() ? file.toLocalFile() : file.path());
}

void LaunchDesk::readQuestion(const QUrl& file)
{
    m_question = toQString(readSmallFile(file.toLocalFile().toStdString()));
    Q_EMIT formChanged();
}

void LaunchDesk::saveCopy(const QString& text)
{
    const QString folder = toQString(valueOf(m_places.environment, "HOME")) + QStringLiteral("/.config/massgen/agents");
    QDir().mkpath(folder);
    const QString name = QFileInfo(configTitle()).completeBaseName();
    QString path = folder + QLatin1Char('/') + name + QStringLiteral("-copy.yaml");
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = folder + QLatin1Char('/') + name + QStringLiteral("-copy-%1.yaml").arg(i);
    if (const Result<void> saved = writeSmallFile(path.toStdString(), text.toStdString()); !saved)
        Q_EMIT failed(toQString(saved.error().sentence()));
    else
        m_configs.choose(path);
}

/// What the form sets beside the own environment. Its values are kept nowhere: they may be secrets.
std::optional<LaunchDesk::Variables> LaunchDesk::ownVariables() const
{
    const Result<std::vector<std::string>> words = splitShellLine(m_variables.toStdString());
    if (!words)
        return std::nullopt;
    Variables variables;
    for (const std::string& word : *words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            return std::nullopt;
        variables.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return variables;
}

Environment LaunchDesk::environment() const
{
    Environment all = m_places.environment;
    for (const auto& [name, value] : ownVariables().value_or(Variables()))
        all[name] = value;
    return all;
}

void LaunchDesk::validate()
{
    if (m_installs.empty() || m_configs.chosenPaths().isEmpty())
        return;
    m_validateJob.start(
        [install = m_installs.front(), path = m_configs.chosenPaths().first().toStdString(), work = m_workFolder.toStdString(),
         environment = environment()](const JobSlot::Run& run) { return validateWithMassgen(install, path, work, environment, run.cancel); },
        [this](Result<std::vector<ConfigFinding>> found) {
            m_validation = found ? std::move(*found)
                                 : std::vector<ConfigFinding>{{ConfigFinding::Severity::Warning, {}, found.error().sentence(), {}}};
            check();
        });
    Q_EMIT checksChanged();
}

void LaunchDesk::recallQuestion(int step)
{
    QStringList known; // newest first
    for (int row = 0; row < m_history.count(); ++row) {
        if (const QString question = toQString(m_history.at(row)->question); !known.contains(question))
            known.append(question);
    }
    const auto place = known.indexOf(m_question);
    if (place < 0)
        m_draft = m_question; // comes back after the newest
    const auto next = place + step;
    if (next >= known.size())
        return;
    m_question = next < 0 ? m_draft : known.at(next);
    Q_EMIT formChanged();
}

} // namespace mgx
