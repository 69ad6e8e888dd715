// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/connection.h"
#include "logfire/time_range.h"
#include "query/query_engine.h"

#include <functional>
#include <memory>

namespace mgx {

/// How far a query of the remote engine is.
struct RemoteProgress
{
    std::size_t rows = 0;
    std::uint64_t bytes = 0;
    int waitSeconds = 0; ///< the server wants to be asked again only then; 0 = it is at work
    std::shared_ptr<const ResultTable> partial; ///< the first rows, now and then; else null
};

struct RemoteQuery
{
    QueryRequest request;
    TimeRange range;
    bool isFresh = false; ///< ask again, even if the answer is known
    std::function<void(const RemoteProgress&)> onProgress; ///< on a thread of the engine; may be empty
    std::function<void(TimeNs askedAt)> onCached;          ///< the answer that comes is one from then; may be empty
};

/// Logfire's query API as an engine: one query at a time, on a thread of its own, streamed. "Too many requests" is obeyed: it waits as
/// long as the server says and asks again, at most three times; a used-up quota is told at once. Answers are kept by text and range.
/// The client has to outlive it. Thread-safe; the destructor ends what runs.
class LogfireEngine final : public QueryEngine
{
public:
    LogfireEngine(LogfireConnection connection, HttpClient& client);
    ~LogfireEngine() override;

    [[nodiscard]] const LogfireConnection& connection() const;

    void start(RemoteQuery query, CancelToken cancel, std::function<void(QueryAnswer)> done);
    /// The same over the last 14 days.
    void start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done) override;
    void stop(const CancelToken& cancel) override;

private:
    class Thread;
    std::unique_ptr<Thread> m_thread;
};

} // namespace mgx
