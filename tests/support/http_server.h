// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace mgx::testing {

struct ServedRequest
{
    std::string method;
    std::string path;
    std::string query;
    std::map<std::string, std::string> headers; ///< names in lower case
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const
    {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// Sends one answer in chunks, packed with gzip if the client takes it.
class Responder
{
public:
    /// `onEnd` is called once, before the client can know that the answer is whole.
    Responder(int socket, bool isGzip, std::function<void()> onEnd = {});
    ~Responder();
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;

    using Headers = std::vector<std::pair<std::string, std::string>>;
    void begin(int status, const Headers& headers = {});
    void write(std::string_view data);
    /// begin(), write() and end of one body.
    void send(int status, std::string_view body, const Headers& headers = {});
    /// Ends the answer as it should be; without it the connection breaks in the middle.
    void end();
    /// Waits, unless the client hangs up before. False then.
    bool pause(int ms);
    [[nodiscard]] bool isCut() const { return m_isCut; }

private:
    void put(std::string_view bytes);
    void chunk(std::string_view bytes);

    struct Packer;
    int m_socket;
    std::function<void()> m_onEnd;
    std::unique_ptr<Packer> m_packer;
    bool m_isCut = false;
};

/// Real HTTP/1.1 on a free port of 127.0.0.1, a thread for each connection, one request each.
class HttpServer
{
public:
    using Handler = std::function<void(const ServedRequest&, Responder&)>;
    explicit HttpServer(Handler handler, int port = 0);
    ~HttpServer();

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    /// Everything that was asked so far.
    [[nodiscard]] std::vector<ServedRequest> requests() const;
    /// Connections that the client closed before the end of the answer.
    [[nodiscard]] int cutCount() const { return m_cuts; }
    /// The most answers that were on their way at the same time.
    [[nodiscard]] int mostAtOnce() const { return m_mostAtOnce; }

private:
    void acceptLoop();
    void serve(int socket);

    Handler m_handler;
    int m_listener;
    int m_port = 0;
    std::atomic_bool m_isEnding = false;
    std::atomic_int m_cuts = 0;
    std::atomic_int m_atOnce = 0;
    std::atomic_int m_mostAtOnce = 0;
    mutable std::mutex m_mutex;
    std::vector<ServedRequest> m_requests;
    std::vector<std::thread> m_connections;
    std::thread m_thread;
};

} // namespace mgx::testing
