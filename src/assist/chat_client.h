// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_client.h"

#include <functional>
#include <string>
#include <vector>

namespace mgx {

/// A language model behind the interface of OpenAI's chat completions: OpenAI, and what speaks like it (llama.cpp, Ollama, vLLM …).
struct ModelEndpoint
{
    std::string url;   ///< of the API, "http://127.0.0.1:11434" or "https://api.example.com/v1"; /chat/completions is added
    std::string model; ///< may be empty where the server has one model only
    Secret key;        ///< empty: none is needed
};

struct ChatMessage
{
    std::string role; ///< system, user, assistant
    std::string content;
};

/// The address that questions are sent to. Fails on one that is not https or this machine.
[[nodiscard]] Result<std::string> chatUrl(const std::string& url);
/// The body of a request.
[[nodiscard]] std::string chatBody(const ModelEndpoint& endpoint, const std::vector<ChatMessage>& messages);

/// Sends the messages and waits for the whole answer; `onText` gets its pieces on the client's thread as they come. Servers that do not
/// stream are understood. Not on the GUI's thread.
[[nodiscard]] Result<std::string> chat(const ModelEndpoint& endpoint, const std::vector<ChatMessage>& messages, HttpClient& client,
                                       const CancelToken& cancel, const std::function<void(std::string_view)>& onText);

} // namespace mgx
