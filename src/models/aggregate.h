// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "store/trace_snapshot.h"

#include <memory>
#include <optional>
#include <vector>

namespace mgx {

enum class AggregateBy : std::uint8_t { Name, Agent };

/// What is to be counted. Spans are cut to the stretch: of one that reaches beyond it only the part inside counts.
struct AggregateQuery
{
    TimeNs from = -kMaxTime;
    TimeNs to = kMaxTime;
    AggregateBy by = AggregateBy::Name;
};

/// All spans of one name or agent. Times in ns.
struct AggregateRow
{
    std::string_view name; ///< lives as long as the snapshot
    LaneKind kind = LaneKind::Service; ///< by agent: what the name stands for
    std::uint32_t count = 0;
    std::uint32_t errors = 0;
    TimeNs total = 0;
    TimeNs self = 0; ///< what no child covers
    TimeNs p50 = 0;  ///< nearest rank
    TimeNs p95 = 0;
    TimeNs max = 0;
    std::optional<std::int64_t> tokens; ///< of rounds, model calls and sessions that ended in the stretch
    std::optional<double> costUsd;
};

struct Aggregate
{
    std::vector<AggregateRow> rows; ///< the longest total first
    AggregateRow sum;               ///< of all of them; each token once
};

/// Counts the spans of one snapshot, as a whole or within a stretch of time. Making it sorts all rows by start, O(n log n) (O(n) where
/// they come so); after that a stretch costs what begins before its end, less the blocks that end before it. Immutable; any thread.
class Aggregator
{
public:
    Aggregator(std::shared_ptr<const TraceSnapshot> snapshot, const CancelToken& cancel);

    [[nodiscard]] const TraceSnapshot& snapshot() const { return *m_snapshot; }
    /// Empty if cancelled.
    [[nodiscard]] Aggregate count(const AggregateQuery& query, const CancelToken& cancel) const;

private:
    friend class AggregateCount;
    static constexpr std::size_t kBlock = 1024;

    /// Tokens that belong to a row.
    struct UsageAt
    {
        RowId row = kNoRow;
        std::int64_t tokens = 0;
        double costUsd = 0;
        bool isInSum = false; ///< not part of another one's
    };

    void addUsage(const RunFacts& facts);

    std::shared_ptr<const TraceSnapshot> m_snapshot;
    std::vector<RowId> m_order;        ///< spans by start
    std::vector<TimeNs> m_latestEnd;   ///< per block of m_order
    std::vector<std::uint32_t> m_groupOfName; ///< by StringId
    std::vector<AggregateRow> m_names;        ///< empty rows with names
    std::vector<std::uint32_t> m_groupOfLane;
    std::vector<AggregateRow> m_agents;
    std::vector<UsageAt> m_usage;
};

} // namespace mgx
