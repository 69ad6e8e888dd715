// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/config_file.h"

#include "base/text.h"
#include "launch/backend_types.h"
#include "launch/small_files.h"

#include <algorithm>

namespace mgx {

namespace {

struct NamedFlag
{
    std::string_view key;
    std::string_view name;
};

constexpr NamedFlag kBuiltInTools[] = {
    {"enable_web_search", "web search"},           {"enable_code_execution", "code execution"},
    {"enable_code_interpreter", "code execution"}, {"enable_mcp_command_line", "command line"},
    {"enable_x_search", "x search"},               {"enable_image_generation", "images"},
    {"enable_video_generation", "video"},          {"enable_audio_generation", "audio"},
};

void addOnce(std::vector<std::string>& list, std::string text)
{
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(std::move(text));
}

ConfigAgent agentOf(const YAML::Node& node)
{
    ConfigAgent agent;
    const YAML::Node backend = member(node, "backend");
    agent.id = textOf(member(node, "id"));
    agent.backend = textOf(member(backend, "type"));
    agent.model = textOf(member(backend, "model"));
    agent.hasWorkspace = member(backend, "cwd").IsDefined();
    forEachMcpServer(backend, [&](const std::string& name, const YAML::Node&) { addOnce(agent.tools, name); });
    forEachItem(member(backend, "custom_tools"), [&](const YAML::Node& tool) {
        const YAML::Node name = member(tool, "name");
        const YAML::Node function = member(tool, "function");
        addOnce(agent.tools, name.IsDefined() ? textOf(name) : function.IsDefined() ? textOf(function) : "custom tools");
    });
    for (const NamedFlag& flag : kBuiltInTools) {
        if (isTrue(member(backend, flag.key)))
            addOnce(agent.tools, std::string(flag.name));
    }
    return agent;
}

/// The comment lines before the first line of YAML, up to the end of the first sentence.
std::string descriptionOf(std::string_view text)
{
    std::string description;
    while (!text.empty() && description.size() < 200) {
        const std::size_t end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (!line.empty() && !line.starts_with('#'))
            break;
        while (line.starts_with('#') || line.starts_with('=') || line.starts_with('-'))
            line.remove_prefix(1);
        line = trimmed(line);
        if (line.empty() && !description.empty())
            break;
        if (line.empty())
            continue;
        description += (description.empty() ? "" : " ") + std::string(line);
        if (description.ends_with('.'))
            break;
    }
    return std::string(utf8Prefix(description, 240));
}

std::string nameOf(const std::string& path)
{
    const std::string file = path.substr(path.rfind('/') + 1);
    return file.substr(0, file.rfind('.'));
}

} // namespace

std::vector<YAML::Node> agentNodes(const YAML::Node& root)
{
    std::vector<YAML::Node> nodes;
    forEachItem(member(root, "agents"), [&](const YAML::Node& node) { nodes.push_back(node); });
    if (const YAML::Node single = member(root, "agent"); single.IsDefined() && single.IsMap())
        nodes.push_back(single);
    return nodes;
}

void forEachMcpServer(const YAML::Node& backend, const std::function<void(const std::string&, const YAML::Node&)>& onServer)
{
    const YAML::Node servers = member(backend, "mcp_servers");
    forEachItem(servers, [&](const YAML::Node& server) { onServer(textOf(member(server, "name")), server); });
    forEachEntry(servers, [&](const YAML::Node& name, const YAML::Node& server) { onServer(textOf(name), server); });
}

ConfigSummary summarizeConfig(const std::string& path, const std::string& text, const YamlDocument& document)
{
    ConfigSummary summary;
    summary.path = path;
    summary.name = nameOf(path);
    summary.description = descriptionOf(text);
    summary.question = textOf(member(document.root, "prompt"));
    int cost = 0;
    for (const YAML::Node& node : agentNodes(document.root)) {
        ConfigAgent agent = agentOf(node);
        const YAML::Node backend = member(node, "backend");
        cost += priceLevel(agent.model, findBackendType(agent.backend), textOf(member(backend, "base_url")));
        summary.usesDocker |= textOf(member(backend, "command_line_execution_mode")) == "docker";
        summary.hasWorkspace |= agent.hasWorkspace;
        for (const std::string& tool : agent.tools)
            addOnce(summary.tools, tool);
        summary.agents.push_back(std::move(agent));
    }
    const YAML::Node coordination = member(member(document.root, "orchestrator"), "coordination");
    summary.restarts = std::max(0, numberOf(member(coordination, "max_orchestration_restarts")).value_or(0));
    summary.isRunnable = !summary.agents.empty();
    summary.costLevel = cost == 0 ? 0 : cost <= 2 ? 1 : cost <= 6 ? 2 : 3;
    return summary;
}

ConfigSummary summarizeConfigFile(const std::string& path)
{
    const std::string text = readSmallFile(path);
    return summarizeConfig(path, text, readYaml(text));
}

} // namespace mgx
