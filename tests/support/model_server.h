// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/http_server.h"

#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace mgx::testing {

/// A language model with OpenAI's interface that says what it was told to say, in order, word by word as a stream.
class ModelServer
{
public:
    ModelServer();

    [[nodiscard]] std::string url() const { return m_http->url(); }
    [[nodiscard]] const HttpServer& http() const { return *m_http; }

    /// What the next question is answered with.
    void script(std::string answer);
    /// The next question gets this status and body instead.
    void refuse(int status, std::string body);
    void setStreaming(bool isStreaming) { m_isStreaming = isStreaming; }

private:
    struct Scripted
    {
        int status = 200;
        std::string text;
    };
    void answer(const ServedRequest& request, Responder& responder);

    std::mutex m_mutex;
    std::deque<Scripted> m_scripts;
    bool m_isStreaming = true;
    std::unique_ptr<HttpServer> m_http; ///< last: it uses the rest
};

} // namespace mgx::testing
