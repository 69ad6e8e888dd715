// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace mgx::testing {

namespace {

constexpr int kGzipWindow = 15 + 16;

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

std::string stripped(std::string text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r'))
        text.pop_back();
    text.erase(0, text.find_first_not_of(' '));
    return text;
}

/// Head and body of a request; false if the client goes away before.
bool readRequest(int socket, ServedRequest& request)
{
    std::string bytes;
    char buffer[65536];
    std::size_t headEnd = std::string::npos;
    while ((headEnd = bytes.find("\r\n\r\n")) == std::string::npos) {
        const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
        if (n <= 0)
            return false;
        bytes.append(buffer, static_cast<std::size_t>(n));
    }
    const std::string head = bytes.substr(0, headEnd + 2);
    std::size_t at = head.find("\r\n");
    const std::string line = head.substr(0, at);
    request.method = line.substr(0, line.find(' '));
    std::string target = line.substr(line.find(' ') + 1);
    target = target.substr(0, target.find(' '));
    request.path = target.substr(0, target.find('?'));
    request.query = target.find('?') == std::string::npos ? "" : target.substr(target.find('?') + 1);
    for (at += 2; at < head.size();) {
        const std::size_t end = head.find("\r\n", at);
        const std::string header = head.substr(at, end - at);
        if (const std::size_t colon = header.find(':'); colon != std::string::npos)
            request.headers[lower(header.substr(0, colon))] = stripped(header.substr(colon + 1));
        at = end + 2;
    }
    request.body = bytes.substr(headEnd + 4);
    const std::size_t length = std::strtoul(request.header("content-length").c_str(), nullptr, 10);
    while (request.body.size() < length) {
        const ssize_t n = recv(socket, buffer, sizeof buffer, 0);
        if (n <= 0)
            return false;
        request.body.append(buffer, static_cast<std::size_t>(n));
    }
    return true;
}

} // namespace

struct Responder::Packer
{
    Packer() { deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY); }
    ~Packer() { deflateEnd(&stream); }

    std::string pack(std::string_view bytes, int flush)
    {
        std::string out;
        char buffer[65536];
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(bytes.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(buffer);
            stream.avail_out = sizeof buffer;
            deflate(&stream, flush);
            out.append(buffer, sizeof buffer - stream.avail_out);
        } while (stream.avail_out == 0);
        return out;
    }

    z_stream stream{};
};

Responder::Responder(int socket, bool isGzip, std::function<void()> onEnd)
    : m_socket(socket), m_onEnd(std::move(onEnd)), m_packer(isGzip ? std::make_unique<Packer>() : nullptr)
{}

Responder::~Responder()
{
    if (m_onEnd)
        m_onEnd();
}

void Responder::put(std::string_view bytes)
{
    while (!bytes.empty() && !m_isCut) {
        const ssize_t n = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) {
            m_isCut = true;
            return;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void Responder::chunk(std::string_view bytes)
{
    if (bytes.empty())
        return;
    char size[32];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    put(size);
    put(bytes);
    put("\r\n");
}

void Responder::begin(int status, const Headers& headers)
{
    std::string head = "HTTP/1.1 " + std::to_string(status) + " Answer\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n";
    if (m_packer)
        head += "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
    for (const auto& [name, value] : headers)
        head += name + ": " + value + "\r\n";
    put(head + "\r\n");
}

void Responder::write(std::string_view data)
{
    chunk(m_packer ? m_packer->pack(data, Z_SYNC_FLUSH) : std::string(data));
}

void Responder::end()
{
    if (m_packer)
        chunk(m_packer->pack({}, Z_FINISH));
    if (const auto onEnd = std::exchange(m_onEnd, {}))
        onEnd();
    put("0\r\n\r\n");
}

void Responder::send(int status, std::string_view body, const Headers& headers)
{
    begin(status, headers);
    if (!body.empty())
        write(body);
    end();
}

bool Responder::pause(int ms)
{
    pollfd waiting{m_socket, POLLIN | POLLRDHUP, 0};
    if (!m_isCut && poll(&waiting, 1, ms) > 0)
        m_isCut = true; // one request a connection: anything that comes now is the end
    return !m_isCut;
}

HttpServer::HttpServer(Handler handler, int port) : m_handler(std::move(handler)), m_listener(socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const int isOn = 1;
    setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &isOn, sizeof isOn);
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(m_listener, 64) != 0) {
        std::perror("the test server cannot listen");
        std::abort();
    }
    getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { acceptLoop(); });
}

HttpServer::~HttpServer()
{
    m_isEnding = true;
    shutdown(m_listener, SHUT_RDWR);
    close(m_listener);
    m_thread.join();
    for (std::thread& connection : m_connections)
        connection.join();
}

std::vector<ServedRequest> HttpServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void HttpServer::acceptLoop()
{
    while (!m_isEnding) {
        const int socket = accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            break;
        m_connections.emplace_back([this, socket] { serve(socket); });
    }
}

void HttpServer::serve(int socket)
{
    ServedRequest request;
    if (readRequest(socket, request)) {
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
            m_mostAtOnce = std::max(m_mostAtOnce.load(), ++m_atOnce);
        }
        Responder responder(socket, request.header("accept-encoding").find("gzip") != std::string::npos, [this] { --m_atOnce; });
        m_handler(request, responder);
        m_cuts += responder.isCut() ? 1 : 0;
    }
    shutdown(socket, SHUT_RDWR);
    close(socket);
}

} // namespace mgx::testing
