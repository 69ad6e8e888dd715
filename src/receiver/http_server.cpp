// SPDX-License-Identifier: GPL-3.0-or-later
#include "receiver/http_server.h"

#include <arpa/inet.h>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <microhttpd.h>
#include <netinet/in.h>
#include <optional>
#include <thread>

namespace mgx {

namespace {

constexpr std::size_t kDrained = 1 << 20; ///< of a refused request: what is read and forgotten before the answer
constexpr std::size_t kHeadMemory = 64 << 10;
constexpr unsigned kSilentSeconds = 60;

std::string_view headerOf(MHD_Connection* connection, const char* name)
{
    const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value ? value : std::string_view();
}

std::optional<std::uint64_t> lengthOf(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    return std::strtoull(std::string(text).c_str(), nullptr, 10);
}

int socketOf(MHD_Connection* connection)
{
    const MHD_ConnectionInfo* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

/// One request while it is read.
struct Request
{
    RequestPlan plan;
    std::optional<BodyReader> body;
    std::size_t counted = 0; ///< bytes of the body in the sum of all
    bool isAnswered = false;
};

} // namespace

class HttpServer::Impl
{
public:
    explicit Impl(HttpRules rules) : m_rules(std::move(rules)), m_connections(m_rules.limits) {}
    ~Impl() { stop(); }

    Result<std::uint16_t> start(std::uint16_t port)
    {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        v4.sin_port = htons(port);
        m_v4 = begin(MHD_USE_EPOLL, reinterpret_cast<const sockaddr*>(&v4));
        if (!m_v4)
            return failure(std::string("cannot listen: ") + std::strerror(errno), "127.0.0.1:" + std::to_string(port),
                           "another program may use this port");
        const MHD_DaemonInfo* info = MHD_get_daemon_info(m_v4, MHD_DAEMON_INFO_BIND_PORT);
        const std::uint16_t chosen = info ? info->port : port;
        sockaddr_in6 v6{};
        v6.sin6_family = AF_INET6;
        v6.sin6_addr = in6addr_loopback;
        v6.sin6_port = htons(chosen);
        m_v6 = begin(MHD_USE_EPOLL | MHD_USE_IPv6, reinterpret_cast<const sockaddr*>(&v6)); // not every machine has it
        m_watch = std::thread([this] { watch(); });
        return chosen;
    }

    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isStopping = true;
        }
        m_wake.notify_all();
        if (m_watch.joinable())
            m_watch.join();
        for (MHD_Daemon** daemon : {&m_v4, &m_v6}) {
            if (*daemon)
                MHD_stop_daemon(*daemon);
            *daemon = nullptr;
        }
    }

    [[nodiscard]] bool hasIpv6() const { return m_v6 != nullptr; }

private:
    MHD_Daemon* begin(unsigned flags, const sockaddr* address)
    {
        return MHD_start_daemon(
            flags | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC, 0, nullptr, nullptr, &Impl::onData, this,
            MHD_OPTION_SOCK_ADDR, address,
            MHD_OPTION_CONNECTION_LIMIT, unsigned(2 * m_rules.limits.most),
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, kHeadMemory,
            MHD_OPTION_CONNECTION_TIMEOUT, kSilentSeconds,
            MHD_OPTION_NOTIFY_COMPLETED, &Impl::onCompleted, this,
            MHD_OPTION_NOTIFY_CONNECTION, &Impl::onConnection, this,
            MHD_OPTION_EXTERNAL_LOGGER, &Impl::onLog, this,
            MHD_OPTION_END);
    }

    static void onLog(void*, const char*, va_list) {} // it would write to the person's terminal

    static void onConnection(void* self, MHD_Connection* connection, void** socketContext, MHD_ConnectionNotificationCode code)
    {
        Connections& connections = static_cast<Impl*>(self)->m_connections;
        const int socket = socketOf(connection);
        if (code == MHD_CONNECTION_NOTIFY_STARTED)
            connections.opened(socket);
        else
            connections.closed(socket);
        *socketContext = nullptr;
    }

    static void onCompleted(void* self, MHD_Connection* connection, void** context, MHD_RequestTerminationCode)
    {
        auto* impl = static_cast<Impl*>(self);
        auto* request = static_cast<Request*>(*context);
        *context = nullptr;
        impl->m_connections.requestEnded(socketOf(connection));
        if (!request)
            return;
        impl->m_bytesAtOnce -= request->counted;
        if (!request->isAnswered)
            impl->m_rules.refused(request->plan, 0);
        delete request;
    }

    static MHD_Result onData(void* self, MHD_Connection* connection, const char* url, const char* method, const char*,
                             const char* data, std::size_t* size, void** context)
    {
        auto* impl = static_cast<Impl*>(self);
        auto* request = static_cast<Request*>(*context);
        if (!request) {
            *context = impl->newRequest(connection, url, method);
            return impl->afterHead(connection, *static_cast<Request*>(*context));
        }
        if (*size > 0) {
            impl->take(*request, {data, *size});
            *size = 0;
            return MHD_YES;
        }
        return impl->reply(connection, *request);
    }

    Request* newRequest(MHD_Connection* connection, const char* url, const char* method)
    {
        const RequestHead head{method, url, headerOf(connection, "Authorization"), headerOf(connection, "Content-Type"),
                               headerOf(connection, "Content-Encoding"), lengthOf(headerOf(connection, "Content-Length"))};
        auto* request = new Request;
        request->plan = m_rules.plan(head);
        m_connections.requestBegan(socketOf(connection), request->plan.status != 401);
        const bool isExport = request->plan.kind == RequestPlan::Kind::Export;
        if (isExport && m_bytesAtOnce > m_rules.maxBytesAtOnce)
            turnDown(*request, 503, "too many requests are being read at once");
        else if (isExport)
            request->body.emplace(request->plan.coding, m_rules.maxSentBytes, m_rules.maxBytes);
        return request;
    }

    /// A refused request with a long body is answered at once, which ends its connection; a short one is read to its end first, so
    /// that the sender sees the answer.
    MHD_Result afterHead(MHD_Connection* connection, Request& request)
    {
        if (request.plan.kind != RequestPlan::Kind::Refuse)
            return MHD_YES;
        const std::optional<std::uint64_t> length = lengthOf(headerOf(connection, "Content-Length"));
        return length.value_or(0) > kDrained ? reply(connection, request) : MHD_YES;
    }

    static void turnDown(Request& request, int status, std::string_view sentence)
    {
        request.plan.kind = RequestPlan::Kind::Refuse;
        request.plan.status = status;
        request.plan.sentence = sentence;
        request.body.reset();
    }

    void take(Request& request, std::string_view bytes)
    {
        if (!request.body)
            return;
        judge(request, request.body->add(bytes));
        const std::size_t now = request.body ? request.body->bytes().capacity() : 0;
        m_bytesAtOnce += now - request.counted;
        request.counted = now;
        if (request.body && m_bytesAtOnce > m_rules.maxBytesAtOnce)
            turnDown(request, 503, "too many requests are being read at once");
    }

    static void judge(Request& request, BodyReader::State state)
    {
        if (state == BodyReader::State::TooLarge)
            turnDown(request, 413, "the request is too large");
        else if (state == BodyReader::State::Damaged)
            turnDown(request, 400, "the packed body is damaged");
    }

    MHD_Result reply(MHD_Connection* connection, Request& request)
    {
        if (request.body)
            judge(request, request.body->finish());
        request.isAnswered = true;
        static const std::string kNoBody;
        const HttpReply answer = m_rules.answer(request.plan, request.body ? request.body->bytes() : kNoBody);
        if (answer.status >= 400)
            m_rules.refused(request.plan, answer.status);
        MHD_Response* response = MHD_create_response_from_buffer(answer.body.size(), const_cast<char*>(answer.body.data()),
                                                                 MHD_RESPMEM_MUST_COPY);
        if (!response)
            return MHD_NO;
        MHD_add_response_header(response, "Content-Type", std::string(answer.contentType).c_str());
        if (answer.status == 405)
            MHD_add_response_header(response, "Allow", request.plan.sentence == "use GET" ? "GET" : "POST");
        if (answer.status == 503)
            MHD_add_response_header(response, "Retry-After", "1");
        const MHD_Result result = MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
        MHD_destroy_response(response);
        return result;
    }

    void watch()
    {
        std::unique_lock lock(m_mutex);
        const auto step = std::min<std::chrono::milliseconds>(m_rules.limits.firstRequest / 4, std::chrono::seconds(1));
        while (!m_wake.wait_for(lock, step, [this] { return m_isStopping; }))
            for (std::size_t late = m_connections.endLate(Connections::Clock::now()); late > 0; --late)
                m_rules.refused({}, 0);
    }

    HttpRules m_rules;
    Connections m_connections;
    std::atomic_size_t m_bytesAtOnce = 0;
    MHD_Daemon* m_v4 = nullptr;
    MHD_Daemon* m_v6 = nullptr;
    std::thread m_watch;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_isStopping = false;
};

HttpServer::HttpServer(HttpRules rules) : m_impl(std::make_unique<Impl>(std::move(rules))) {}
HttpServer::~HttpServer() = default;

Result<std::uint16_t> HttpServer::start(std::uint16_t port)
{
    return m_impl->start(port);
}

void HttpServer::stop()
{
    m_impl->stop();
}

bool HttpServer::hasIpv6() const
{
    return m_impl->hasIpv6();
}

} // namespace mgx
