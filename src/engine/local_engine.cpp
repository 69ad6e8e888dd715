// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/local_engine.h"

#include "engine/query_watch.h"
#include "engine/session.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace mgx {

namespace {

struct Job
{
    QueryRequest request;
    CancelToken cancel;
    std::function<void(QueryAnswer)> done;
};

QueryFailure failureFrom(const Error& error)
{
    QueryFailure failure;
    failure.message = error.sentence();
    return failure;
}

/// Whether a statement may read a table that an analysis fills.
bool namesDerivedTable(const std::string& sql)
{
    std::string lower(sql.size(), ' ');
    std::transform(sql.begin(), sql.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    const auto isNamed = [&](const char* table) { return lower.find(table) != std::string::npos; };
    return isNamed("agent_time") || isNamed("critical_path") || isNamed("retries");
}

} // namespace

/// The one place of the engine with a mutex: callers hand over jobs and snapshots, the thread takes them.
class LocalEngine::Thread
{
public:
    explicit Thread(const LocalEngineLimits& limits) : m_limits(limits), m_thread([this] { loop(); }) {}

    ~Thread()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isEnding = true;
            if (m_running)
                m_running->cancel();
            if (m_session)
                m_session->interrupt();
        }
        m_wake.notify_all();
        m_thread.join();
    }

    void load(SnapshotList snapshots)
    {
        const std::lock_guard lock(m_mutex);
        m_snapshots = std::move(snapshots);
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
        cancel.cancel();
        const std::lock_guard lock(m_mutex);
        if (m_running && m_running->isCancelled() && m_session)
            m_session->interrupt();
    }

private:
    void loop()
    {
        while (true) {
            std::optional<Job> job;
            std::optional<SnapshotList> snapshots;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [&] { return m_isEnding || !m_jobs.empty(); });
                if (m_isEnding)
                    break;
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
                m_running = job->cancel;
                snapshots = std::exchange(m_snapshots, {});
            }
            QueryAnswer answer = answerOf(*job, std::move(snapshots));
            {
                const std::lock_guard lock(m_mutex);
                m_running.reset();
            }
            job->done(std::move(answer));
        }
        for (Job& job : m_jobs) {
            QueryFailure failure;
            failure.kind = QueryFailure::Kind::Cancelled;
            failure.message = "cancelled";
            job.done(tl::unexpected(failure));
        }
    }

    QueryAnswer answerOf(const Job& job, std::optional<SnapshotList> snapshots)
    {
        if (!m_database) {
            Result<Database> opened = Database::open(m_limits.database);
            if (!opened)
                return tl::unexpected(failureFrom(opened.error()));
            m_database.emplace(std::move(*opened));
            const std::lock_guard lock(m_mutex);
            m_session.emplace(*m_database);
        }
        if (snapshots)
            m_isDerived = false;
        // What an analysis fills takes as long as all the rest: only who asks for it waits for it.
        const bool wantsDerived = !m_limits.load.hasRecords || namesDerivedTable(job.request.sql);
        if (snapshots || (wantsDerived && !m_isDerived)) {
            LoadOptions options = m_limits.load;
            if (!wantsDerived)
                options.derive = {};
            options.hasRecords &= snapshots.has_value();
            const SnapshotList& list = snapshots ? *snapshots : m_database->sources().snapshots;
            const Result<void> loaded = loadSnapshots(*m_database, SnapshotList(list), job.cancel, options);
            if (!loaded) {
                const std::lock_guard lock(m_mutex);
                if (!m_snapshots && snapshots) // still to be loaded, unless newer ones have come
                    m_snapshots = std::move(snapshots);
                if (!job.cancel.isCancelled())
                    return tl::unexpected(failureFrom(loaded.error()));
            } else {
                m_isDerived = wantsDerived;
            }
        }
        const QueryWatch watch(m_limits.residentBytes, job.cancel, [this] { m_session->interrupt(); });
        QueryAnswer answer = m_session->run(job.request, job.cancel);
        if (!answer && watch.hasFired()) {
            QueryFailure failure;
            failure.message = "the query took more memory than it may";
            failure.hint = "filter more, or add LIMIT";
            return tl::unexpected(failure);
        }
        return answer;
    }

    const LocalEngineLimits m_limits;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::optional<SnapshotList> m_snapshots; ///< to be loaded
    std::optional<CancelToken> m_running;
    bool m_isEnding = false;
    std::optional<Database> m_database; ///< of the thread alone
    bool m_isDerived = false;           ///< the tables of an analysis are those of the loaded snapshots
    std::optional<Session> m_session;   ///< made under the mutex; interrupt() from anywhere
    std::thread m_thread;               ///< last: it uses the rest
};

LocalEngine::LocalEngine(std::unique_ptr<Thread> thread) : m_thread(std::move(thread)) {}
LocalEngine::~LocalEngine() = default;

Result<std::unique_ptr<LocalEngine>> LocalEngine::create(const LocalEngineLimits& limits)
{
    return std::unique_ptr<LocalEngine>(new LocalEngine(std::make_unique<Thread>(limits)));
}

void LocalEngine::load(SnapshotList snapshots)
{
    m_thread->load(std::move(snapshots));
}

void LocalEngine::start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done)
{
    m_thread->start({std::move(request), std::move(cancel), std::move(done)});
}

void LocalEngine::stop(const CancelToken& cancel)
{
    m_thread->stop(cancel);
}

} // namespace mgx
