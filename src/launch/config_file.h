// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/yaml_reader.h"

#include <string>
#include <vector>

namespace mgx {

struct ConfigAgent
{
    std::string id;
    std::string backend; ///< MassGen's backend type
    std::string model;   ///< empty = the default of the backend
    std::vector<std::string> tools; ///< MCP servers, custom tools, "web search", "code execution", …
    bool hasWorkspace = false;
};

/// What a config is about, as a list of configs shows it.
struct ConfigSummary
{
    std::string path;
    std::string name;        ///< file name without its ending
    std::string description; ///< first sentence of the comment at the top
    std::string question;    ///< `prompt`, used where no other is given
    std::vector<ConfigAgent> agents;
    std::vector<std::string> tools; ///< of all agents, each once
    bool hasWorkspace = false;
    bool usesDocker = false;
    int restarts = 0;
    int costLevel = 0; ///< 0 = free … 3 = dear; the agents together
    bool isRunnable = false; ///< has agents
};

[[nodiscard]] ConfigSummary summarizeConfig(const std::string& path, const std::string& text, const YamlDocument& document);
/// Reads the file first; one that cannot be read gives a summary that is not runnable.
[[nodiscard]] ConfigSummary summarizeConfigFile(const std::string& path);
/// The agents of a config, of `agents` or of `agent`.
[[nodiscard]] std::vector<YAML::Node> agentNodes(const YAML::Node& root);
/// The MCP servers of a backend, whether they are a list or a mapping: name and node.
void forEachMcpServer(const YAML::Node& backend, const std::function<void(const std::string&, const YAML::Node&)>& onServer);

} // namespace mgx
