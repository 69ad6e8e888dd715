// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/launch_command.h"

#include "base/text.h"

#include <filesystem>
#include <sstream>

namespace mgx {

namespace {

/// Variables that would send spans a second time, thin them out, or turn them off.
bool isDisturbing(std::string_view name)
{
    return name.starts_with("OTEL_EXPORTER_OTLP_") || name == "LOGFIRE_TRACE_SAMPLE_RATE" || name == "OTEL_SDK_DISABLED"
           || name == "OTEL_TRACES_SAMPLER" || name == "OTEL_TRACES_SAMPLER_ARG" || name == "OTEL_TRACES_EXPORTER"
           || name == "LOGFIRE_SEND_TO_LOGFIRE";
}

void sendHere(Environment& environment, const ReceiverPlace& receiver)
{
    environment["LOGFIRE_TOKEN"] = receiver.token;
    environment["LOGFIRE_BASE_URL"] = receiver.url;
    environment["LOGFIRE_CREDENTIALS_DIR"] = receiver.credentialsFolder;
}

/// Logfire stays as the person has set it up; a plain exporter of OpenTelemetry sends the same spans here.
void sendToBoth(Environment& environment, const ReceiverPlace& receiver)
{
    environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = receiver.url + "/v1/traces";
    environment["OTEL_EXPORTER_OTLP_TRACES_HEADERS"] = "Authorization=" + receiver.token;
    environment["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf";
}

} // namespace

std::vector<std::string> commandWords(const LaunchRequest& request)
{
    std::vector<std::string> words = request.massgen.command;
    if (words.empty())
        words.emplace_back("massgen");
    words.emplace_back("--automation");
    if (request.tracing != Tracing::None)
        words.emplace_back("--logfire");
    words.insert(words.end(), {"--config", request.configPath});
    words.insert(words.end(), request.extraFlags.begin(), request.extraFlags.end());
    if (request.question.starts_with('-'))
        words.emplace_back("--");
    words.push_back(request.question);
    return words;
}

Result<LaunchCommand> makeCommand(const LaunchRequest& request, const Environment& own, const ReceiverPlace& receiver)
{
    if (trimmed(request.question).empty())
        return failure("there is no question", {}, "write what the agents should work on");
    if (request.configPath.empty())
        return failure("there is no config", {}, "choose one");
    if (request.massgen.command.empty())
        return failure("MassGen was not found", {}, installAdvice());
    std::error_code error;
    if (!std::filesystem::is_directory(request.workFolder, error))
        return failure("is no folder to work in", request.workFolder);
    LaunchCommand command;
    command.words = commandWords(request);
    command.environment = own;
    if (request.tracing != Tracing::None) {
        std::erase_if(command.environment, [](const auto& entry) { return isDisturbing(entry.first); });
        command.environment["OTEL_BSP_SCHEDULE_DELAY"] = "500";
    }
    if (request.tracing == Tracing::Here)
        sendHere(command.environment, receiver);
    else if (request.tracing == Tracing::HereAndLogfire)
        sendToBoth(command.environment, receiver);
    command.environment["PYTHONUNBUFFERED"] = "1";
    for (const auto& [name, value] : request.environment)
        command.environment[name] = value;
    for (const auto& [name, value] : command.environment) {
        const auto before = own.find(name);
        if (before == own.end() || before->second != value)
            command.changedNames.push_back(name);
    }
    return command;
}

std::vector<std::string> missingReferences(const std::string& question, const std::string& workFolder)
{
    std::vector<std::string> missing;
    std::istringstream words(question);
    for (std::string word; words >> word;) {
        if (word.size() < 2 || word[0] != '@')
            continue;
        std::string path = word.substr(1);
        while (!path.empty() && std::string_view(",;.?!)").find(path.back()) != std::string_view::npos)
            path.pop_back();
        if (path.ends_with(":w"))
            path.resize(path.size() - 2);
        std::error_code error;
        if (!path.empty() && !std::filesystem::exists(path[0] == '/' ? path : workFolder + '/' + path, error))
            missing.push_back(word);
    }
    return missing;
}

} // namespace mgx
