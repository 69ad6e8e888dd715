// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/model_server.h"

#include <nlohmann/json.hpp>

namespace mgx::testing {

using Json = nlohmann::ordered_json;

ModelServer::ModelServer()
{
    m_http = std::make_unique<HttpServer>([this](const ServedRequest& request, Responder& responder) { answer(request, responder); });
}

void ModelServer::script(std::string answer)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.push_back({200, std::move(answer)});
}

void ModelServer::refuse(int status, std::string body)
{
    const std::lock_guard lock(m_mutex);
    m_scripts.push_back({status, std::move(body)});
}

void ModelServer::answer(const ServedRequest& request, Responder& responder)
{
    Scripted script{500, R"({"error":{"message":"nothing was scripted"}})"};
    {
        const std::lock_guard lock(m_mutex);
        if (!m_scripts.empty()) {
            script = std::move(m_scripts.front());
            m_scripts.pop_front();
        }
    }
    const Json body = Json::parse(request.body, nullptr, false);
    if (request.path != "/v1/chat/completions" || !body.is_object() || !body["messages"].is_array())
        script = {404, R"({"error":{"message":"not found"}})"};
    if (script.status != 200) {
        responder.send(script.status, script.text, {{"Content-Type", "application/json"}});
        return;
    }
    if (!m_isStreaming) {
        const Json message = {{"role", "assistant"}, {"content", script.text}};
        responder.send(200, Json{{"choices", Json::array({Json{{"index", 0}, {"message", message}}})}}.dump(), {{"Content-Type", "application/json"}});
        return;
    }
    responder.begin(200, {{"Content-Type", "text/event-stream"}});
    for (std::size_t at = 0; at < script.text.size();) {
        const std::size_t end = std::min(script.text.find(' ', at), script.text.size() - 1) + 1;
        const Json delta = {{"content", script.text.substr(at, end - at)}};
        responder.write("data: " + Json{{"choices", Json::array({Json{{"index", 0}, {"delta", delta}}})}}.dump() + "\n\n");
        at = end;
    }
    responder.write("data: [DONE]\n\n");
    responder.end();
}

} // namespace mgx::testing
