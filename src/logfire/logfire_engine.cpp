// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/logfire_engine.h"

#include "logfire/query_body.h"
#include "logfire/remote_answer.h"
#include "logfire/result_cache.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace mgx {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kMostTries = 4;
constexpr int kLongestWaitSeconds = 300; ///< a longer one is told instead
constexpr std::chrono::milliseconds kTick{200};

struct Job
{
    RemoteQuery query;
    CancelToken cancel;
    std::function<void(QueryAnswer)> done;
};

QueryFailure cancelled()
{
    QueryFailure failure;
    failure.kind = QueryFailure::Kind::Cancelled;
    failure.message = "cancelled";
    return failure;
}

TimeNs clockNow()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

class LogfireEngine::Thread
{
public:
    Thread(LogfireConnection connection, HttpClient& client)
        : m_connection(std::move(connection)), m_client(client), m_thread([this] { loop(); })
    {}

    ~Thread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            if (m_running)
                m_client.stop(*m_running);
        }
        m_wake.notify_all();
        m_thread.join();
    }

    void start(Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_all();
    }

    void stop(const CancelToken& cancel)
    {
        m_client.stop(cancel);
        m_wake.notify_all();
    }

    [[nodiscard]] const LogfireConnection& connection() const { return m_connection; }

private:
    void loop()
    {
        while (true) {
            std::optional<Job> job;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [&] { return m_isEnding || !m_jobs.empty(); });
                if (m_isEnding)
                    break;
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
                m_running = job->cancel;
            }
            QueryAnswer answer = answerOf(*job);
            {
                const std::lock_guard lock(m_mutex);
                m_running.reset();
            }
            job->done(std::move(answer));
        }
        for (Job& job : m_jobs)
            job.done(tl::unexpected(cancelled()));
    }

    QueryAnswer answerOf(const Job& job)
    {
        const std::string sql = withValues(job.query.request);
        const std::size_t limit = std::clamp<std::size_t>(job.query.request.rowLimit, 1, kMostRemoteRows);
        if (!job.query.isFresh) {
            if (const auto known = m_cache.find(sql, job.query.range, limit, clockNow()); known.table) {
                if (job.query.onCached)
                    job.query.onCached(known.askedAt);
                return known.table;
            }
        }
        const auto began = Clock::now();
        for (int attempt = 1;; ++attempt) {
            if (!waitForTurn(job))
                return tl::unexpected(cancelled());
            const TimeNs now = job.query.request.now == kNoTime ? clockNow() : job.query.request.now;
            HttpRequest request = apiRequest(m_connection, "POST", "/v2/query");
            request.headers = {{"Content-Type", "application/json"}, {"Accept", "application/x-ndjson"}};
            request.body = queryBody(sql, job.query.range, now, limit);
            auto answer = RemoteAnswer(job.query).ask(m_client, std::move(request), sql, job.cancel);
            if (answer) {
                (*answer)->setTruncated((*answer)->rowCount() >= limit);
                (*answer)->setElapsedMs(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
                m_cache.add(sql, job.query.range, limit, clockNow(), *answer);
                return std::shared_ptr<const ResultTable>(std::move(*answer));
            }
            const auto wait = answer.error().retryAfterSeconds;
            if (wait)
                m_notBefore = Clock::now() + std::chrono::seconds(*wait);
            if (!wait || *wait > kLongestWaitSeconds || attempt == kMostTries)
                return tl::unexpected(answer.error().failure);
        }
    }

    /// Waits until the server wants to be asked again, telling how long. False if cancelled.
    bool waitForTurn(const Job& job)
    {
        std::unique_lock lock(m_mutex);
        int told = -1;
        while (!m_isEnding && !job.cancel.isCancelled()) {
            const auto left = m_notBefore - Clock::now();
            if (left <= Clock::duration::zero())
                return true;
            const int seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count());
            if (seconds != std::exchange(told, seconds) && job.query.onProgress) {
                lock.unlock();
                job.query.onProgress({0, 0, seconds, nullptr});
                lock.lock();
            }
            m_wake.wait_for(lock, std::min<Clock::duration>(left, kTick));
        }
        return false;
    }

    const LogfireConnection m_connection;
    HttpClient& m_client;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::optional<CancelToken> m_running;
    bool m_isEnding = false;
    Clock::time_point m_notBefore{}; ///< of the thread alone, as the cache
    ResultCache m_cache;
    std::thread m_thread; ///< last: it uses the rest
};

LogfireEngine::LogfireEngine(LogfireConnection connection, HttpClient& client)
    : m_thread(std::make_unique<Thread>(std::move(connection), client))
{}

LogfireEngine::~LogfireEngine() = default;

const LogfireConnection& LogfireEngine::connection() const
{
    return m_thread->connection();
}

void LogfireEngine::start(RemoteQuery query, CancelToken cancel, std::function<void(QueryAnswer)> done)
{
    m_thread->start({std::move(query), std::move(cancel), std::move(done)});
}

void LogfireEngine::start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done)
{
    RemoteQuery query;
    query.request = std::move(request);
    m_thread->start({std::move(query), std::move(cancel), std::move(done)});
}

void LogfireEngine::stop(const CancelToken& cancel)
{
    m_thread->stop(cancel);
}

} // namespace mgx
