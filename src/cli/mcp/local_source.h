// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/mcp/trace_source.h"
#include "engine/local_engine.h"
#include "ingest/catalog.h"

#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mgx::cli {

/// The runs below some paths, read when the first question comes, and again where there are new ones or one was still running.
/// A question looks for changes when the last look is some seconds old.
class LocalSource final : public TraceSource
{
public:
    explicit LocalSource(std::vector<std::string> paths) : m_paths(std::move(paths)) {}

    [[nodiscard]] QueryAnswer query(const std::string& sql, std::int64_t ageMinutes, const CancelToken& cancel) override;
    [[nodiscard]] Result<std::string> schema(const CancelToken& cancel) override;
    [[nodiscard]] Result<std::string> link(const std::string& traceId, const CancelToken& cancel) override;
    [[nodiscard]] std::string noteOnAge(std::int64_t ageMinutes) override;
    [[nodiscard]] std::int64_t mostMinutes() const override { return 60 * 24 * 366 * 100LL; } ///< files do not expire

    /// One line a run, newest first.
    [[nodiscard]] Result<nlohmann::ordered_json> runs(const CancelToken& cancel);
    /// The object of `summary --json` of the run with this path, folder name or trace id; empty = the newest.
    [[nodiscard]] Result<nlohmann::ordered_json> summary(const std::string& run, const CancelToken& cancel);

    struct FoundRun
    {
        std::shared_ptr<const TraceSnapshot> snapshot; ///< never null
        RunId run = 0;
    };
    /// The run with this path, folder name or trace id, also one of a subagent; empty = the newest.
    [[nodiscard]] Result<FoundRun> find(const std::string& run, const CancelToken& cancel);

private:
    struct Run
    {
        CatalogItem item;
        std::shared_ptr<const TraceSnapshot> snapshot;
        std::vector<nlohmann::ordered_json> summaries;
        std::size_t place = 0; ///< in m_snapshots
    };
    [[nodiscard]] Result<void> refresh(const CancelToken& cancel);
    void read(const CatalogItem& item, const CancelToken& cancel);

    const std::vector<std::string> m_paths;
    std::mutex m_mutex;
    std::vector<Run> m_runs;
    SnapshotList m_snapshots; ///< a run keeps its place; null where one was read again
    TimeNs m_lookedAt = kNoTime;
    std::unique_ptr<LocalEngine> m_engine;
};

/// The statement over the records of the last minutes: tables of the same names in front of it, which see only those.
[[nodiscard]] std::string withAge(const std::string& sql, std::int64_t ageMinutes);

} // namespace mgx::cli
