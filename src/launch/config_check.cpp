// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/config_check.h"

#include "launch/backend_types.h"
#include "launch/config_file.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

using Severity = ConfigFinding::Severity;

constexpr std::string_view kFirstGeneration[] = {"models", "model_configs", "num_agents", "max_rounds", "consensus_threshold",
                                                 "voting_enabled", "enable_voting"};

class Check
{
public:
    Check(const YAML::Node& root, const Environment& environment, const std::string& workFolder)
        : m_root(root), m_environment(environment), m_names(namesInEnvFiles(environment, workFolder))
    {}

    std::vector<ConfigFinding> run()
    {
        if (!m_root.IsMap()) {
            error(m_root, "the config is no mapping", "it needs `agents:` with a list of agents");
            return std::move(m_findings);
        }
        checkTop();
        const std::vector<YAML::Node> agents = agentNodes(m_root);
        for (const YAML::Node& agent : agents)
            checkAgent(agent);
        checkIds(agents.size());
        checkKeys();
        checkVariables(m_root, 0);
        return std::move(m_findings);
    }

private:
    void add(Severity severity, const YAML::Node& node, std::string sentence, std::string advice = {})
    {
        m_findings.push_back({severity, placeOf(node), std::move(sentence), std::move(advice)});
    }
    void error(const YAML::Node& node, std::string sentence, std::string advice = {})
    {
        add(Severity::Error, node, std::move(sentence), std::move(advice));
    }
    void warn(const YAML::Node& node, std::string sentence, std::string advice = {})
    {
        add(Severity::Warning, node, std::move(sentence), std::move(advice));
    }
    void good(std::string sentence) { m_findings.push_back({Severity::Good, {}, std::move(sentence), {}}); }

    [[nodiscard]] bool isSet(const std::string& name) const
    {
        return !valueOf(m_environment, name).empty() || m_names.contains(name);
    }

    void checkDuplicates(const YAML::Node& mapping)
    {
        std::set<std::string> seen;
        forEachEntry(mapping, [&](const YAML::Node& key, const YAML::Node&) {
            if (!seen.insert(textOf(key)).second)
                warn(key, "`" + textOf(key) + "` is written twice: the last one counts");
        });
    }

    void checkTop()
    {
        checkDuplicates(m_root);
        for (const std::string_view key : kFirstGeneration) {
            if (const YAML::Node node = member(m_root, key); node.IsDefined())
                error(node, "`" + std::string(key) + "` belongs to the first config format, which MassGen refuses",
                      "describe the agents under `agents:`");
        }
        const YAML::Node agents = member(m_root, "agents");
        const YAML::Node agent = member(m_root, "agent");
        if (agents.IsDefined() && agent.IsDefined())
            error(agent, "there is both `agents` and `agent`", "keep one of them");
        else if (!agents.IsDefined() && !agent.IsDefined())
            error(m_root, "there is neither `agents` nor `agent`", "add `agents:` with a list of agents");
        else if (agents.IsDefined() && !agents.IsSequence())
            error(agents, "`agents` is no list");
        else if (agents.IsDefined() && agents.size() == 0)
            error(agents, "`agents` is empty");
        checkTimeouts();
    }

    void checkTimeouts()
    {
        forEachEntry(member(m_root, "timeout_settings"), [&](const YAML::Node& key, const YAML::Node& value) {
            if (value.IsScalar() && textOf(value) != "null" && textOf(value) != "~" && !isPositive(textOf(value)))
                error(value, "`" + textOf(key) + "` is no number of seconds");
        });
    }

    static bool isPositive(const std::string& text)
    {
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        return end != text.c_str() && *end == '\0' && value > 0;
    }

    void checkAgent(const YAML::Node& agent)
    {
        if (!agent.IsMap()) {
            error(agent, "an agent is no mapping", "write `- id: \"agent_a\"` and `backend:` below it");
            return;
        }
        checkDuplicates(agent);
        const YAML::Node id = member(agent, "id");
        if (textOf(id).empty())
            error(id.IsDefined() ? id : agent, "an agent has no `id`", "add `id: \"agent-name\"`");
        else if (!m_ids.emplace(textOf(id), 1).second)
            error(id, "two agents have the id \"" + textOf(id) + "\"", "ids must differ");
        const YAML::Node backend = member(agent, "backend");
        if (!backend.IsDefined() || !backend.IsMap())
            error(backend.IsDefined() ? backend : agent, "an agent has no `backend`", "add `backend:` with `type` and `model`");
        else
            checkBackend(backend);
    }

    void checkBackend(const YAML::Node& backend)
    {
        checkDuplicates(backend);
        const YAML::Node typeNode = member(backend, "type");
        const std::string name = textOf(typeNode);
        const BackendType* type = findBackendType(name);
        if (name.empty())
            error(typeNode.IsDefined() ? typeNode : backend, "a backend has no `type`", "add `type: \"openai\"` or the like");
        else if (!type)
            unknownType(typeNode, name);
        if (type && textOf(member(backend, "model")).empty() && !type->hasDefaultModel)
            error(backend, "a backend of type " + name + " has no `model`", "add `model: \"model-name\"`");
        checkWorkspace(backend);
        checkKey(backend, type);
        forEachMcpServer(backend, [&](const std::string& server, const YAML::Node& node) { checkServer(server, node); });
    }

    void unknownType(const YAML::Node& node, const std::string& name)
    {
        const std::string_view similar = similarBackendType(name);
        error(node, "the backend type \"" + name + "\" is not known",
              similar.empty() ? "MassGen's types are openai, claude, gemini, grok, chatcompletion and others"
                              : "did you mean \"" + std::string(similar) + "\"?");
    }

    void checkWorkspace(const YAML::Node& backend)
    {
        const YAML::Node cwd = member(backend, "cwd");
        if (!cwd.IsDefined() || m_isWorkspaceChecked)
            return;
        m_isWorkspaceChecked = true;
        const YAML::Node orchestrator = member(m_root, "orchestrator");
        for (const std::string_view key : {"snapshot_storage", "agent_temporary_workspace"}) {
            if (!member(orchestrator, key).IsDefined())
                error(cwd, "an agent has a workspace (`cwd`), but `orchestrator` has no `" + std::string(key) + "`",
                      "add `" + std::string(key) + ": …` below `orchestrator:`");
        }
    }

    void checkKey(const YAML::Node& backend, const BackendType* type)
    {
        const YAML::Node key = member(backend, "api_key");
        if (key.IsDefined() && type && type->name == "chatcompletion")
            warn(key, "`api_key` in a chatcompletion backend ends the run of MassGen 0.1.97 with exit code 2",
                 "set the variable OPENAI_API_KEY instead");
        if (key.IsDefined() || !type || type->keyVariable.empty())
            return;
        m_keys.try_emplace(std::string(keyOf(backend, *type)), backend);
    }

    /// A chatcompletion backend takes the key of the provider whose server it names.
    static std::string_view keyOf(const YAML::Node& backend, const BackendType& type)
    {
        if (type.name != "chatcompletion")
            return type.keyVariable;
        const std::string url = textOf(member(backend, "base_url"));
        for (const BackendType& other : backendTypes()) {
            if (!other.keyVariable.empty() && other.name != "openai" && url.find(other.name) != std::string::npos)
                return other.keyVariable;
        }
        return type.keyVariable;
    }

    void checkServer(const std::string& name, const YAML::Node& server)
    {
        const YAML::Node command = member(server, "command");
        const std::string program = textOf(command);
        if (program.empty() || program.find("${") != std::string::npos || !m_programs.insert(program).second)
            return;
        if (findProgram(program, m_environment).empty())
            warn(command, "the MCP server " + name + " needs the command \"" + program + "\", which is not installed");
        else
            good("MCP server " + name + ": " + program + " is installed");
    }

    void checkIds(std::size_t agents)
    {
        if (agents > 0 && m_ids.size() == agents && !hasErrors(m_findings))
            good(std::to_string(agents) + (agents == 1 ? " agent" : " agents, ids differ"));
    }

    void checkKeys()
    {
        for (const auto& [name, backend] : m_keys) {
            if (isSet(name) || (name == "GEMINI_API_KEY" && isSet("GOOGLE_API_KEY")))
                good(name + " is set");
            else
                warn(backend, name + " is not set", "set it in the environment or in ~/.massgen/.env");
        }
    }

    /// `${NAME}` in any text is replaced by MassGen.
    void checkVariables(const YAML::Node& node, int depth)
    {
        constexpr int kDepth = 40;
        constexpr int kNodes = 20'000; // aliases make small files grow without end
        if (depth > kDepth || ++m_nodes > kNodes)
            return;
        if (node.IsScalar())
            checkVariablesIn(node);
        forEachItem(node, [&](const YAML::Node& item) { checkVariables(item, depth + 1); });
        forEachEntry(node, [&](const YAML::Node&, const YAML::Node& value) { checkVariables(value, depth + 1); });
    }

    void checkVariablesIn(const YAML::Node& node)
    {
        const std::string text = textOf(node);
        for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at + 2)) {
            const std::size_t end = text.find('}', at);
            if (end == std::string::npos)
                return;
            const std::string name = text.substr(at + 2, end - at - 2);
            if (!name.empty() && name.find_first_of(" :-/") == std::string::npos && !isSet(name) && m_variables.insert(name).second)
                warn(node, "the variable " + name + " is not set");
        }
    }

    YAML::Node m_root;
    const Environment& m_environment;
    std::set<std::string, std::less<>> m_names;
    std::vector<ConfigFinding> m_findings;
    std::map<std::string, int> m_ids;
    std::map<std::string, YAML::Node> m_keys;
    std::set<std::string> m_programs;
    std::set<std::string> m_variables;
    bool m_isWorkspaceChecked = false;
    int m_nodes = 0;
};

} // namespace

bool hasErrors(const std::vector<ConfigFinding>& findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const ConfigFinding& f) { return f.severity == Severity::Error; });
}

std::vector<ConfigFinding> checkConfig(const std::string& text, const Environment& environment, const std::string& workFolder)
{
    const YamlDocument document = readYaml(text);
    if (!document.error.empty())
        return {{Severity::Error, document.errorPlace, "is no YAML: " + document.error, {}}};
    std::vector<ConfigFinding> findings = Check(document.root, environment, workFolder).run();
    std::stable_sort(findings.begin(), findings.end(), [](const ConfigFinding& a, const ConfigFinding& b) {
        return a.severity != b.severity ? a.severity > b.severity : a.place.line < b.place.line;
    });
    return findings;
}

} // namespace mgx
