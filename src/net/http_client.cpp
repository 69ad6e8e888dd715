// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_client.h"

#include "net/transfer.h"

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

namespace mgx {

namespace {

constexpr int kPollMs = 100; ///< how soon a raised token is seen without stop()

} // namespace

std::string_view HttpHead::value(std::string_view name) const
{
    for (const auto& [key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

/// Owns the multi handle; requests are handed over under the mutex.
class HttpClient::Thread
{
public:
    Thread() : m_multi(curl_multi_init()), m_thread([this] { loop(); }) {}

    ~Thread()
    {
        m_isEnding = true;
        curl_multi_wakeup(m_multi);
        m_thread.join();
        curl_multi_cleanup(m_multi);
    }

    void add(std::unique_ptr<Transfer> transfer)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_waiting.push_back(std::move(transfer));
        }
        curl_multi_wakeup(m_multi);
    }

    void wake() { curl_multi_wakeup(m_multi); }

private:
    void loop()
    {
        while (!m_isEnding) {
            takeWaiting();
            endCancelled();
            int running = 0;
            curl_multi_perform(m_multi, &running);
            takeFinished();
            curl_multi_poll(m_multi, nullptr, 0, m_active.empty() ? 60'000 : kPollMs, nullptr);
        }
        takeWaiting();
        for (auto& transfer : m_active)
            end(*transfer, CURLE_ABORTED_BY_CALLBACK, true);
        m_active.clear();
    }

    void takeWaiting()
    {
        std::vector<std::unique_ptr<Transfer>> waiting;
        {
            const std::lock_guard lock(m_mutex);
            waiting.swap(m_waiting);
        }
        for (auto& transfer : waiting) {
            curl_multi_add_handle(m_multi, transfer->handle());
            m_active.push_back(std::move(transfer));
        }
    }

    void endCancelled()
    {
        for (std::size_t i = m_active.size(); i-- > 0;) {
            if (m_active[i]->isCancelled())
                remove(i, CURLE_ABORTED_BY_CALLBACK, true);
        }
    }

    void takeFinished()
    {
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
            if (message->msg != CURLMSG_DONE)
                continue;
            for (std::size_t i = 0; i < m_active.size(); ++i) {
                if (m_active[i]->handle() == message->easy_handle) {
                    remove(i, message->data.result, m_active[i]->isCancelled());
                    break;
                }
            }
        }
    }

    void remove(std::size_t i, CURLcode code, bool isCancelled)
    {
        const std::unique_ptr<Transfer> transfer = std::move(m_active[i]);
        m_active.erase(m_active.begin() + static_cast<std::ptrdiff_t>(i));
        end(*transfer, code, isCancelled);
    }

    void end(Transfer& transfer, CURLcode code, bool isCancelled)
    {
        curl_multi_remove_handle(m_multi, transfer.handle());
        transfer.finish(code, isCancelled);
    }

    CURLM* m_multi;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Transfer>> m_waiting;
    std::vector<std::unique_ptr<Transfer>> m_active; ///< of the thread alone
    std::atomic_bool m_isEnding = false;
    std::thread m_thread; ///< last: it uses the rest
};

HttpClient::HttpClient()
{
    static const CURLcode isReady = curl_global_init(CURL_GLOBAL_DEFAULT); // once per process
    (void)isReady;
    m_thread = std::make_unique<Thread>();
}

HttpClient::~HttpClient() = default;

void HttpClient::start(HttpRequest request, CancelToken cancel, HttpHandlers handlers)
{
    const Result<Url> url = parseSafeUrl(request.url);
    if (!url) {
        HttpOutcome outcome;
        outcome.error = url.error();
        handlers.onDone(std::move(outcome));
        return;
    }
    m_thread->add(std::make_unique<Transfer>(std::move(request), *url, std::move(cancel), std::move(handlers)));
}

void HttpClient::stop(const CancelToken& cancel)
{
    cancel.cancel();
    m_thread->wake();
}

HttpClient::Reply HttpClient::fetch(HttpRequest request, const CancelToken& cancel)
{
    Reply reply;
    std::promise<void> isDone;
    HttpHandlers handlers;
    handlers.onData = [&](std::string_view data) {
        reply.body += data;
        return true;
    };
    handlers.onDone = [&](HttpOutcome outcome) {
        reply.outcome = std::move(outcome);
        isDone.set_value();
    };
    start(std::move(request), cancel, std::move(handlers));
    isDone.get_future().wait();
    return reply;
}

} // namespace mgx
