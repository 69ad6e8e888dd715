// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/execution_metadata.h"

#include "base/text.h"

#include <yaml-cpp/yaml.h>

namespace mgx {

namespace {

constexpr std::size_t kMaxYamlBytes = std::size_t(8) << 20;
constexpr int kMaxTries = 12;

std::string scalar(const YAML::Node& node)
{
    return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
}

YAML::Node member(const YAML::Node& node, const char* key)
{
    return node.IsDefined() && node.IsMap() ? node[key] : YAML::Node(YAML::NodeType::Undefined);
}

ExecutionMetadata::Agent agentOf(const YAML::Node& node)
{
    ExecutionMetadata::Agent agent;
    agent.id = scalar(member(node, "id"));
    const YAML::Node backend = member(node, "backend");
    agent.backend = backend.IsDefined() && backend.IsScalar() ? scalar(backend) : scalar(member(backend, "type"));
    agent.model = scalar(member(backend, "model"));
    return agent;
}

std::vector<ExecutionMetadata::Agent> agentsOf(const YAML::Node& root)
{
    std::vector<ExecutionMetadata::Agent> agents;
    const YAML::Node config = member(root, "config");
    const YAML::Node list = member(config, "agents");
    if (list.IsDefined() && list.IsSequence()) {
        for (const YAML::Node& node : list)
            agents.push_back(agentOf(node));
    } else if (const YAML::Node single = member(config, "agent"); single.IsDefined() && single.IsMap()) {
        agents.push_back(agentOf(single));
    }
    const YAML::Node arguments = member(root, "cli_args");
    if (agents.empty() && !scalar(member(arguments, "model")).empty()) {
        const std::string backend = scalar(member(arguments, "backend"));
        agents.push_back({{}, backend == "null" ? std::string() : backend, scalar(member(arguments, "model"))});
    }
    return agents;
}

std::string known(const YAML::Node& node)
{
    const std::string text = scalar(node);
    return text == "null" || text == "~" ? std::string() : text;
}

void fill(ExecutionMetadata& metadata, const YAML::Node& root)
{
    metadata.query = scalar(member(root, "query"));
    if (const auto time = parseIsoTime(scalar(member(root, "timestamp"))))
        metadata.localTime = time->ns;
    metadata.configPath = known(member(root, "config_path"));
    metadata.agents = agentsOf(root);
    metadata.version = known(member(root, "massgen_version"));
    metadata.workingDirectory = known(member(root, "working_directory"));
    metadata.gitCommit = known(member(member(root, "git"), "commit"));
    const YAML::Node arguments = member(root, "cli_args");
    metadata.mode = known(member(arguments, "mode"));
    metadata.sessionId = known(member(arguments, "session_id"));
    metadata.restartReason = known(member(arguments, "restart_reason"));
    for (const YAML::Node& place : {root, arguments}) {
        if (metadata.failureStage.empty())
            metadata.failureStage = known(member(place, "failure_stage"));
        if (metadata.failureError.empty())
            metadata.failureError = known(member(place, "failure_error"));
    }
}

/// The text up to the line in which the parser gave up; always shorter than before.
std::string_view beforeError(std::string_view text, int line)
{
    std::size_t end = 0;
    for (int i = 0; i < line && end != std::string_view::npos; ++i)
        end = text.find('\n', end == 0 ? 0 : end + 1);
    if (line <= 0 || end == std::string_view::npos || end + 1 >= text.size())
        end = text.substr(0, text.size() - 1).rfind('\n');
    return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

} // namespace

ExecutionMetadata readExecutionMetadata(const RunFiles& files, std::string_view relative)
{
    ExecutionMetadata metadata;
    const std::optional<std::string> text = files.readText(relative);
    if (!text)
        return metadata;
    if (trimmed(*text).empty()) {
        files.warn(relative, {}, "is empty: its facts were taken from other files");
        return metadata;
    }
    if (text->back() != '\n')
        files.warn(relative, "byte " + std::to_string(text->size()), "ends inside a line: it was cut short");
    std::string_view rest = std::string_view(*text).substr(0, kMaxYamlBytes);
    for (int attempt = 0; attempt < kMaxTries && !rest.empty(); ++attempt) {
        int line = 0;
        try {
            const YAML::Node root = YAML::Load(std::string(rest));
            if (!root.IsMap()) {
                files.warn(relative, {}, "holds no YAML mapping: its facts were taken from other files");
                return metadata;
            }
            fill(metadata, root);
            metadata.isPresent = true;
            return metadata;
        } catch (const YAML::Exception& error) {
            line = error.mark.line;
            if (attempt == 0)
                files.warn(relative, "line " + std::to_string(line + 1), "is not YAML from here on: what stands before it was kept");
        }
        rest = beforeError(rest, line);
    }
    return metadata;
}

} // namespace mgx
