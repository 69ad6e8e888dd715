// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/database.h"
#include "query/query_engine.h"

#include <mutex>

namespace mgx {

/// Runs statements of people on a database: rewrites them, checks that they only read, fetches chunk by chunk until the limits.
/// Belongs to the thread of the database; only interrupt() may come from elsewhere.
class Session
{
public:
    explicit Session(Database& database) : m_database(database) {}

    [[nodiscard]] QueryAnswer run(const QueryRequest& request, const CancelToken& cancel);
    /// Ends the statement that is running, if there is one, soon. Thread-safe.
    void interrupt();
    /// The text that DuckDB gets.
    [[nodiscard]] static tl::expected<std::string, QueryFailure> rewritten(const QueryRequest& request);

private:
    class Interruptible;

    [[nodiscard]] QueryAnswer fetch(const QueryRequest& request, const std::string& sql, const CancelToken& cancel, std::string& error);
    [[nodiscard]] bool setClock(TimeNs now);

    Database& m_database;
    TimeNs m_now = kNoTime;
    std::mutex m_interruptMutex;
    bool m_isInterruptible = false; ///< guarded by the mutex
};

} // namespace mgx
