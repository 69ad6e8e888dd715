// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mcp/mcp_server.h"

#include <algorithm>
#include <array>

namespace mgx::cli {

namespace {

constexpr std::array<std::string_view, 4> kHandshakeVersions = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"};
constexpr std::string_view kModernVersion = "2026-07-28";
constexpr const char* kVersionKey = "io.modelcontextprotocol/protocolVersion";
constexpr const char* kServerKey = "io.modelcontextprotocol/serverInfo";
constexpr int kParseError = -32700, kInvalidRequest = -32600, kNoMethod = -32601, kInvalidParams = -32602, kNoVersion = -32022;

Json serverInfo()
{
    return {{"name", "Logfire"}, {"title", "MassGen Trace Explorer"}, {"version", MGX_VERSION}};
}

constexpr const char* kInstructions =
    "Answers SQL in Logfire's dialect (like PostgreSQL, on DataFusion) over the records of MassGen runs. The table is records; "
    "attributes is JSON: attributes->>'massgen.agent_id'. Cast what you count with: (attributes->'massgen.usage.cost')::float. "
    "Ask with trace_id, span_name or start_timestamp where you can.";

const Json& member(const Json& object, const char* key)
{
    static const Json none;
    const auto found = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && found != object.end() ? *found : none;
}

/// The revision that a request without a handshake says; empty for one of a session.
std::string modernVersion(const Json& params)
{
    const Json& version = member(member(params, "_meta"), kVersionKey);
    return version.is_string() ? version.get<std::string>() : std::string();
}

Json modern(Json result, bool isCacheable)
{
    result["resultType"] = "complete";
    if (isCacheable) {
        result["ttlMs"] = 0;
        result["cacheScope"] = "private";
    }
    return result;
}

Json initialized(const Json& params)
{
    const Json& asked = member(params, "protocolVersion");
    const std::string wanted = asked.is_string() ? asked.get<std::string>() : std::string();
    const bool isKnown = std::find(kHandshakeVersions.begin(), kHandshakeVersions.end(), wanted) != kHandshakeVersions.end();
    return {{"protocolVersion", isKnown ? wanted : std::string(kHandshakeVersions.back())},
            {"capabilities", {{"tools", {{"listChanged", false}}}}},
            {"serverInfo", serverInfo()},
            {"instructions", kInstructions}};
}

Json discovered()
{
    Json result = {{"supportedVersions", {kModernVersion}}, {"capabilities", {{"tools", Json::object()}}}, {"instructions", kInstructions}};
    result["_meta"][kServerKey] = serverInfo();
    return modern(std::move(result), true);
}

Json resultOf(const ToolAnswer& answer)
{
    Json result = {{"content", Json::array()}};
    for (const std::string& text : answer.texts)
        result["content"].push_back({{"type", "text"}, {"text", text}});
    if (!answer.value.is_null())
        result["structuredContent"] = {{"result", answer.value}};
    result["isError"] = answer.isError;
    return result;
}

} // namespace

McpServer::McpServer(std::vector<Tool> tools, std::function<void(const std::string&)> send)
    : m_tools(std::move(tools)), m_send(std::move(send))
{}

McpServer::~McpServer()
{
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [id, running] : m_running)
            running.cancel.cancel();
    }
    finish();
}

void McpServer::finish()
{
    while (true) {
        std::thread thread;
        {
            const std::lock_guard lock(m_mutex);
            if (m_running.empty())
                return;
            thread = std::move(m_running.begin()->second.thread);
        }
        thread.join();
        const std::lock_guard lock(m_mutex);
        m_running.erase(m_running.begin());
    }
}

/// Threads that have answered are joined when the next message comes.
void McpServer::forgetDone()
{
    const std::lock_guard lock(m_mutex);
    for (auto running = m_running.begin(); running != m_running.end();) {
        if (!running->second.isDone) {
            ++running;
            continue;
        }
        running->second.thread.join();
        running = m_running.erase(running);
    }
}

void McpServer::reply(const Json& id, Json result)
{
    const Json message = {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
    const std::lock_guard lock(m_sendMutex);
    m_send(message.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void McpServer::refuse(const Json& id, int code, const std::string& message, Json data)
{
    Json error = {{"code", code}, {"message", message}};
    if (!data.is_null())
        error["data"] = std::move(data);
    const Json reply = {{"jsonrpc", "2.0"}, {"id", id}, {"error", std::move(error)}};
    const std::lock_guard lock(m_sendMutex);
    m_send(reply.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void McpServer::receive(std::string_view line)
{
    forgetDone();
    const Json message = Json::parse(line, nullptr, false);
    if (message.is_discarded()) {
        refuse(nullptr, kParseError, "this is no JSON");
    } else if (message.is_array()) { // revision 2025-03-26 sends several at once
        for (const Json& one : message)
            take(one);
    } else {
        take(message);
    }
}

void McpServer::take(const Json& message)
{
    const Json& method = member(message, "method");
    const Json& id = member(message, "id");
    const Json& params = member(message, "params");
    if (!method.is_string()) {
        if (!message.is_object() || (!message.contains("result") && !message.contains("error"))) // an answer needs none
            refuse(id, kInvalidRequest, "this is no request");
        return;
    }
    if (id.is_null()) { // a notification
        if (method == "notifications/cancelled")
            cancelTool(params);
        return;
    }
    const std::string version = modernVersion(params);
    if (!version.empty() && version != kModernVersion) {
        refuse(id, kNoVersion, "Unsupported protocol version", {{"supported", {kModernVersion}}, {"requested", version}});
        return;
    }
    if (std::optional<Json> result = resultOf(method.get<std::string>(), params, id))
        reply(id, std::move(*result));
}

std::optional<Json> McpServer::resultOf(const std::string& method, const Json& params, const Json& id)
{
    const bool isModern = !modernVersion(params).empty();
    if (method == "initialize")
        return initialized(params);
    if (method == "server/discover")
        return discovered();
    if (method == "ping")
        return isModern ? modern(Json::object(), false) : Json::object();
    if (method == "tools/list") {
        Json list = Json::array();
        for (const Tool& tool : m_tools)
            list.push_back({{"name", tool.name}, {"description", tool.description}, {"inputSchema", tool.inputSchema}});
        Json result = {{"tools", std::move(list)}};
        return isModern ? modern(std::move(result), true) : result;
    }
    if (method == "tools/call") {
        startTool(params, id, isModern);
        return std::nullopt;
    }
    refuse(id, kNoMethod, "there is no method " + method);
    return std::nullopt;
}

void McpServer::startTool(const Json& params, const Json& id, bool isModern)
{
    const Json& name = member(params, "name");
    const auto tool = std::find_if(m_tools.begin(), m_tools.end(), [&](const Tool& t) { return name == t.name; });
    if (tool == m_tools.end()) {
        refuse(id, kInvalidParams, "there is no tool " + (name.is_string() ? name.get<std::string>() : std::string("without a name")));
        return;
    }
    const Json& given = member(params, "arguments");
    const Json arguments = given.is_object() ? given : Json::object();
    const std::string key = id.dump();
    const std::lock_guard lock(m_mutex);
    if (m_running.count(key) > 0) {
        refuse(id, kInvalidRequest, "a request with this id runs already");
        return;
    }
    Running& running = m_running[key];
    running.thread = std::thread([this, tool, arguments, id, key, isModern, cancel = running.cancel] {
        Json result = cli::resultOf(tool->call(arguments, cancel));
        if (!cancel.isCancelled())
            reply(id, isModern ? modern(std::move(result), false) : std::move(result));
        const std::lock_guard lock(m_mutex);
        if (const auto self = m_running.find(key); self != m_running.end())
            self->second.isDone = true;
    });
}

void McpServer::cancelTool(const Json& params)
{
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_running.find(member(params, "requestId").dump()); found != m_running.end())
        found->second.cancel.cancel();
}

} // namespace mgx::cli
