// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "receiver/connections.h"
#include "receiver/request_rules.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace mgx {

/// An answer to a request.
struct HttpReply
{
    int status = 200;
    std::string body;
    std::string_view contentType = "application/json"; ///< a literal
};

/// What the HTTP server asks. All are called on the server's threads, of which there is one per address.
struct HttpRules
{
    std::function<RequestPlan(const RequestHead&)> plan;
    std::function<HttpReply(const RequestPlan&, const std::string& body)> answer;
    /// A request was refused, with this status, or its connection was ended (0).
    std::function<void(const RequestPlan&, int status)> refused;
    std::size_t maxSentBytes = 0;
    std::size_t maxBytes = 0;       ///< unpacked
    std::size_t maxBytesAtOnce = 0; ///< of all requests together
    Connections::Limits limits;
};

/// The HTTP side of the receiver, on libmicrohttpd: 127.0.0.1 and, where there is one, ::1 with the same port.
class HttpServer
{
public:
    explicit HttpServer(HttpRules rules);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// `port` 0 takes any free one. Returns the port.
    [[nodiscard]] Result<std::uint16_t> start(std::uint16_t port);
    /// Waits for requests that are being read right now; nothing is called afterwards.
    void stop();
    [[nodiscard]] bool hasIpv6() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
