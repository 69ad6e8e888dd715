// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/database.h"
#include "engine/record_loader.h"
#include "query/query_engine.h"

#include <functional>
#include <memory>

namespace mgx {

struct LocalEngineLimits
{
    DatabaseLimits database;
    LoadOptions load;
    std::uint64_t residentBytes = std::uint64_t(8) << 30; ///< of the whole process: the running query is ended beyond it
};

/// DuckDB on a thread of its own: loads snapshots, answers queries one after the other. Nothing is opened before the first load or
/// query; a query sees the snapshots of the last load() before it. Thread-safe; every call returns at once, and the destructor
/// ends what runs and waits for the thread.
class LocalEngine final : public QueryEngine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<LocalEngine>> create(const LocalEngineLimits& limits);
    ~LocalEngine() override;

    /// What queries see from now on: the n-th snapshot is a later one of the lineage that stood at place n before, or null where
    /// a source was closed. Read when the next query comes.
    void load(SnapshotList snapshots);
    void start(QueryRequest request, CancelToken cancel, std::function<void(QueryAnswer)> done) override;
    void stop(const CancelToken& cancel) override;

private:
    class Thread;
    explicit LocalEngine(std::unique_ptr<Thread> thread);
    std::unique_ptr<Thread> m_thread;
};

} // namespace mgx
