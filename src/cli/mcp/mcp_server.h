// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/mcp/tool.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mgx::cli {

/// The Model Context Protocol (modelcontextprotocol.io) for a server of tools: messages are lines of JSON. Speaks the revisions with a
/// handshake (2024-11-05 to 2025-11-25) and the one without (2026-07-28), where every request says its revision in `_meta`. Tools run
/// beside the reading of messages, so they can be cancelled; answers come in the order in which they are ready.
class McpServer
{
public:
    /// `send` gets whole lines without their end, one at a time, on any thread.
    McpServer(std::vector<Tool> tools, std::function<void(const std::string&)> send);
    /// Cancels what runs and waits for it.
    ~McpServer();
    McpServer(const McpServer&) = delete;
    McpServer& operator=(const McpServer&) = delete;

    /// Takes one message, or a list of them.
    void receive(std::string_view line);
    /// Waits until every tool has answered.
    void finish();

private:
    struct Running
    {
        std::thread thread;
        CancelToken cancel;
        bool isDone = false;
    };
    void take(const Json& message);
    /// The result of a request; nothing if it comes later or was refused, which has been sent then.
    [[nodiscard]] std::optional<Json> resultOf(const std::string& method, const Json& params, const Json& id);
    void startTool(const Json& params, const Json& id, bool isModern);
    void cancelTool(const Json& params);
    void reply(const Json& id, Json result);
    void refuse(const Json& id, int code, const std::string& message, Json data = nullptr);
    void forgetDone();

    const std::vector<Tool> m_tools;
    std::function<void(const std::string&)> m_send;
    std::mutex m_sendMutex;
    std::mutex m_mutex; ///< of what runs
    std::map<std::string, Running> m_running; ///< by the text of the id
};

} // namespace mgx::cli
