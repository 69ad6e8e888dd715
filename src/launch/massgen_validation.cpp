// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/massgen_validation.h"

#include <nlohmann/json.hpp>
#include <QElapsedTimer>
#include <QProcess>

namespace mgx {

namespace {

using Json = nlohmann::json;

constexpr int kLimitMs = 60'000;
constexpr int kPollMs = 100;
constexpr qsizetype kMostPrinted = 4 << 20;
constexpr std::size_t kMostFindings = 200;

std::string textOf(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void take(const Json& answer, const char* key, ConfigFinding::Severity severity, std::vector<ConfigFinding>& findings)
{
    const auto list = answer.find(key);
    if (list == answer.end() || !list->is_array())
        return;
    for (const Json& entry : *list) {
        if (!entry.is_object() || findings.size() == kMostFindings)
            continue;
        const std::string place = textOf(entry, "location");
        findings.push_back({severity, {}, "massgen --validate: " + (place.empty() ? "" : place + ": ") + textOf(entry, "message"), textOf(entry, "suggestion")});
    }
}

QProcessEnvironment processEnvironment(const Environment& environment)
{
    QProcessEnvironment result;
    for (const auto& [name, value] : environment)
        result.insert(QString::fromStdString(name), QString::fromStdString(value));
    return result;
}

} // namespace

Result<std::vector<ConfigFinding>> readValidation(std::string_view printed)
{
    for (std::size_t at = printed.find('{'); at != std::string_view::npos; at = printed.find('{', at + 1)) {
        const std::size_t end = printed.rfind('}');
        if (end == std::string_view::npos || end < at)
            break;
        const Json answer = Json::parse(printed.substr(at, end + 1 - at), nullptr, false);
        if (!answer.is_object() || !answer.contains("valid"))
            continue;
        std::vector<ConfigFinding> findings;
        take(answer, "errors", ConfigFinding::Severity::Error, findings);
        take(answer, "warnings", ConfigFinding::Severity::Warning, findings);
        if (findings.empty())
            findings.push_back({ConfigFinding::Severity::Good, {}, "massgen --validate finds nothing wrong", {}});
        return findings;
    }
    return failure("this MassGen did not say whether the config is valid", {}, "it may be too old to know --validate");
}

Result<std::vector<ConfigFinding>> validateWithMassgen(const MassgenInstall& massgen, const std::string& configPath,
                                                       const std::string& workFolder, const Environment& environment, const CancelToken& cancel)
{
    QStringList words;
    for (const std::string& word : massgen.command)
        words.append(QString::fromStdString(word));
    if (words.isEmpty())
        return failure("MassGen was not found", {}, installAdvice());
    QProcess process;
    process.setProcessEnvironment(processEnvironment(environment));
    process.setWorkingDirectory(QString::fromStdString(workFolder));
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const QString program = words.takeFirst();
    words += {QStringLiteral("--validate"), QString::fromStdString(configPath), QStringLiteral("--json")};
    process.start(program, words);
    QElapsedTimer clock;
    clock.start();
    QByteArray printed;
    while (!process.waitForFinished(kPollMs) && process.state() != QProcess::NotRunning) {
        printed += process.readAllStandardOutput();
        if (!cancel.isCancelled() && clock.elapsed() < kLimitMs && printed.size() < kMostPrinted)
            continue;
        process.kill();
        process.waitForFinished();
        return failure("massgen --validate was ended", {}, cancel.isCancelled() ? "" : "it took too long or printed too much");
    }
    if (process.error() == QProcess::FailedToStart)
        return failure("MassGen could not be started", massgen.place, {});
    printed += process.readAllStandardOutput();
    return readValidation({printed.constData(), std::size_t(printed.size())});
}

} // namespace mgx
