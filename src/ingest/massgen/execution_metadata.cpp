// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/execution_metadata.h"

#include "base/text.h"

#include <algorithm>
#include <array>
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
    metadata.hasEnd = !metadata.version.empty() || !metadata.workingDirectory.empty();
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

bool isWanted(std::string_view section, std::string_view key)
{
    constexpr std::array<std::string_view, 7> kArguments{"mode",          "session_id",    "restart_reason", "model",
                                                         "failure_stage", "failure_error", "backend"};
    if (section == "cli_args")
        return std::find(kArguments.begin(), kArguments.end(), key) != kArguments.end();
    return section != "config" || key == "agents" || key == "agent";
}

/// The text without the entries of `cli_args` and `config` that are not used: most of the file, and parsing it would be
/// half of the time that listing a run takes. Relies on how PyYAML indents; where that misleads, the result is no YAML
/// or lacks an anchor, and the whole text is parsed.
std::string withoutUnused(std::string_view text)
{
    std::string out;
    std::string_view section;
    bool isKept = true;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        const std::string_view key = line.substr(indent, line.find(':') - std::min(line.find(':'), indent));
        if (indent == 0) {
            section = key;
            isKept = true;
        } else if (indent == 2 && line[indent] != '-' && (section == "cli_args" || section == "config")) {
            isKept = isWanted(section, key);
        }
        if (isKept)
            out.append(line).push_back('\n');
    }
    return out;
}

/// Parses the text; the line of the error, or -1 if it went well. A text that is no mapping leaves `metadata` untouched.
int parseInto(ExecutionMetadata& metadata, const std::string& text)
{
    try {
        const YAML::Node root = YAML::Load(text);
        if (root.IsMap()) {
            fill(metadata, root);
            metadata.isPresent = true;
        }
        return -1;
    } catch (const YAML::Exception& error) {
        metadata = {};
        return std::max(0, error.mark.line);
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
    const std::string_view whole = std::string_view(*text).substr(0, kMaxYamlBytes);
    if (parseInto(metadata, withoutUnused(whole)) < 0 && metadata.isPresent) {
        if (!metadata.hasEnd)
            files.warn(relative, {}, "has no version and no working directory, its last entries: it was probably cut short");
        return metadata;
    }
    std::string_view rest = whole;
    for (int attempt = 0; attempt < kMaxTries && !rest.empty(); ++attempt) {
        const int line = parseInto(metadata, std::string(rest));
        if (line < 0)
            break;
        if (attempt == 0)
            files.warn(relative, "line " + std::to_string(line + 1),
                       "is not YAML from here on: what stands before it was kept");
        rest = beforeError(rest, line);
    }
    if (!metadata.isPresent)
        files.warn(relative, {}, "holds no YAML mapping: its facts were taken from other files");
    return metadata;
}

} // namespace mgx
