// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "net/secret.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mgx {

struct HttpRequest
{
    std::string method = "GET";
    std::string url; ///< https, or http to this machine
    std::vector<std::pair<std::string, std::string>> headers;
    Secret authorization; ///< whole value of the header Authorization; empty = none. Sent to the host of `url` alone
    std::string body;
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds idleTimeout{60'000};  ///< without a byte
    std::chrono::milliseconds totalTimeout{600'000};
    std::uint64_t maxBytes = std::uint64_t(1) << 30; ///< of the answer, unpacked
};

struct HttpHead
{
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case

    /// The value of a header; empty if there is none.
    [[nodiscard]] std::string_view value(std::string_view name) const;
};

/// How a request ended. Any status counts as done: what it means is for the caller to say.
struct HttpOutcome
{
    HttpHead head;
    bool isDone = false; ///< the answer came whole
    bool isCancelled = false;
    Error error; ///< why it did not, for people
};

/// Called on the client's thread: be quick. Both may end the request by returning false.
struct HttpHandlers
{
    std::function<bool(const HttpHead&)> onHead;   ///< once, before the first data; may be empty
    std::function<bool(std::string_view)> onData;  ///< pieces, unpacked; may be empty
    std::function<void(HttpOutcome)> onDone;       ///< once, in any case
};

/// HTTP requests on one thread of their own. Certificates are those of the system, proxies those
/// of the environment (never for this machine itself). Redirects are not followed, so a token goes nowhere but where it was meant to.
/// Nothing is ever written to a log. Thread-safe; the destructor ends what runs, telling each.
class HttpClient
{
public:
    HttpClient();
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    void start(HttpRequest request, CancelToken cancel, HttpHandlers handlers);
    /// Raises the token and closes the connection of its request soon. Returns at once.
    void stop(const CancelToken& cancel);

    struct Reply
    {
        HttpOutcome outcome;
        std::string body;
    };
    /// Sends and waits: not on the GUI's thread, and not from a handler.
    [[nodiscard]] Reply fetch(HttpRequest request, const CancelToken& cancel);

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace mgx
