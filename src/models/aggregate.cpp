// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aggregate.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mgx {

namespace {

constexpr RowId kCancelStep = 4096;

/// Spans, and pending ones of which nothing else is known: what can cover the time of a parent.
bool isSpanLike(const TraceSnapshot& s, RowId row)
{
    return s.kind(row) == RecordKind::Span || (s.kind(row) == RecordKind::PendingSpan && !s.isSettledPending(row));
}

bool isCounted(const TraceSnapshot& s, RowId row)
{
    return s.kind(row) == RecordKind::Span && !s.isHidden(row);
}

/// The smallest value that at least `percent` of all are not above. Reorders the values before `end`.
TimeNs nearestRank(std::vector<TimeNs>& values, std::size_t percent, std::size_t end)
{
    const std::size_t rank = std::max<std::size_t>((values.size() * percent + 99) / 100, 1) - 1;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(values.begin(), at, values.begin() + static_cast<std::ptrdiff_t>(std::max(end, rank + 1)));
    return *at;
}

void rank(AggregateRow& row, std::vector<TimeNs>& durations)
{
    if (durations.empty())
        return;
    row.max = *std::max_element(durations.begin(), durations.end());
    row.p95 = nearestRank(durations, 95, durations.size());
    const std::size_t rank95 = std::max<std::size_t>((durations.size() * 95 + 99) / 100, 1) - 1;
    row.p50 = nearestRank(durations, 50, rank95); // all that is below p95 lies before it by now
}

void add(AggregateRow& row, std::int64_t tokens, double costUsd)
{
    row.tokens = row.tokens.value_or(0) + tokens;
    row.costUsd = row.costUsd.value_or(0) + costUsd;
}

} // namespace

Aggregator::Aggregator(std::shared_ptr<const TraceSnapshot> snapshot, const CancelToken& cancel) : m_snapshot(std::move(snapshot))
{
    const TraceSnapshot& s = *m_snapshot;
    std::vector<std::pair<TimeNs, RowId>> order;
    order.reserve(s.rowCount());
    for (RowId row = 0; row < s.rowCount(); ++row) {
        if (row % kCancelStep == 0 && cancel.isCancelled())
            return;
        if (!isSpanLike(s, row))
            continue;
        order.emplace_back(s.start(row), row);
        const StringId name = s.nameId(row);
        if (name >= m_groupOfName.size())
            m_groupOfName.resize(name + std::size_t(1), UINT32_MAX);
        if (m_groupOfName[name] == UINT32_MAX) {
            m_groupOfName[name] = static_cast<std::uint32_t>(m_names.size());
            m_names.push_back({s.string(name)});
        }
    }
    if (!std::is_sorted(order.begin(), order.end()))
        std::sort(order.begin(), order.end());
    m_order.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        m_order.push_back(order[i].second);
        if (i % kBlock == 0)
            m_latestEnd.push_back(-kMaxTime);
        m_latestEnd.back() = std::max(m_latestEnd.back(), s.end(order[i].second));
    }
    std::map<std::pair<LaneKind, std::string_view>, std::uint32_t> groups; // one agent in two runs is one group
    for (const Lane& lane : s.lanes()) {
        const std::string_view label = lane.kind == LaneKind::Coordination ? std::string_view() : s.string(lane.label);
        const auto [group, isNew] = groups.try_emplace({lane.kind, label}, static_cast<std::uint32_t>(m_agents.size()));
        if (isNew)
            m_agents.push_back({label, lane.kind});
        m_groupOfLane.push_back(group->second);
    }
    for (RunId run = 0; run < s.runCount(); ++run)
        addUsage(s.runFacts(run));
}

/// A round's tokens hold those of its model calls, a session's hold all: in a sum each counts once, as exactly as it is known.
void Aggregator::addUsage(const RunFacts& facts)
{
    const auto add = [this](RowId row, const std::optional<Usage>& usage, bool isInSum) {
        if (row != kNoRow && row < m_snapshot->rowCount() && usage)
            m_usage.push_back({row, usage->inputTokens + usage->outputTokens, usage->costUsd, isInSum});
    };
    const bool hasRounds = std::any_of(facts.rounds.begin(), facts.rounds.end(), [](const RoundFact& r) { return r.usage && r.row != kNoRow; });
    const bool hasCalls = std::any_of(facts.modelCalls.begin(), facts.modelCalls.end(), [](const ModelCallFact& c) { return c.usage && c.row != kNoRow; });
    add(facts.session, facts.usage, !hasRounds && !hasCalls);
    for (const RoundFact& round : facts.rounds)
        add(round.row, round.usage, hasRounds);
    for (const ModelCallFact& call : facts.modelCalls)
        add(call.row, call.usage, !hasRounds);
}

/// One pass over the spans of a stretch.
class AggregateCount
{
public:
    AggregateCount(const Aggregator& data, const AggregateQuery& query)
        : m_data(data), m_s(*data.m_snapshot), m_query(query), m_isByName(query.by == AggregateBy::Name),
          m_rows(m_isByName ? data.m_names : data.m_agents), m_durations(m_rows.size()), m_coveredTo(m_s.rowCount(), kNoTime)
    {}

    Aggregate run(const CancelToken& cancel)
    {
        const auto& order = m_data.m_order;
        const auto begin = [&](RowId row, TimeNs to) { return m_s.start(row) <= to; };
        const auto end = static_cast<std::size_t>(std::lower_bound(order.begin(), order.end(), m_query.to, begin) - order.begin());
        for (std::size_t block = 0; block * Aggregator::kBlock < end; ++block) {
            if (m_data.m_latestEnd[block] < m_query.from)
                continue;
            if (cancel.isCancelled())
                return {};
            for (std::size_t i = block * Aggregator::kBlock; i < std::min(end, (block + 1) * Aggregator::kBlock); ++i)
                take(order[i]);
        }
        addUsage();
        return finish();
    }

private:
    /// What touches the stretch only where it begins or ends is no part of it, unless it has no length itself.
    [[nodiscard]] bool isInside(RowId row) const
    {
        const TimeNs start = m_s.start(row);
        const TimeNs end = m_s.end(row);
        return start == end ? start >= m_query.from && start <= m_query.to : start < m_query.to && end > m_query.from;
    }
    [[nodiscard]] std::uint32_t group(RowId row) const
    {
        return m_isByName ? m_data.m_groupOfName[m_s.nameId(row)] : m_data.m_groupOfLane[m_s.lane(row)];
    }

    void take(RowId row)
    {
        if (!isInside(row))
            return;
        const TimeNs start = std::max(m_s.start(row), m_query.from);
        const TimeNs end = std::min(m_s.end(row), m_query.to);
        if (isCounted(m_s, row)) {
            const std::uint32_t g = group(row);
            AggregateRow& sum = m_rows[g];
            ++sum.count;
            sum.errors += m_s.isError(row);
            sum.total += end - start;
            sum.self += end - start;
            m_durations[g].push_back(end - start);
        }
        cover(m_s.parent(row), start, end);
    }

    /// Children come by start, so what they cover grows to the right.
    void cover(RowId parent, TimeNs start, TimeNs end)
    {
        if (parent == kNoRow || !isCounted(m_s, parent) || !isInside(parent))
            return;
        const TimeNs parentStart = std::max(m_s.start(parent), m_query.from);
        const TimeNs parentEnd = std::min(m_s.end(parent), m_query.to);
        const TimeNs from = std::clamp(start, std::max(m_coveredTo[parent], parentStart), std::max(m_coveredTo[parent], parentEnd));
        const TimeNs to = std::min(end, parentEnd);
        if (to <= from)
            return;
        m_rows[group(parent)].self -= to - from;
        m_coveredTo[parent] = to;
    }

    void addUsage()
    {
        for (const Aggregator::UsageAt& usage : m_data.m_usage) {
            const TimeNs end = m_s.end(usage.row);
            if (end < m_query.from || end > m_query.to)
                continue;
            if (m_isByName ? m_s.kind(usage.row) == RecordKind::Span : usage.isInSum)
                add(m_rows[group(usage.row)], usage.tokens, usage.costUsd);
            if (usage.isInSum)
                add(m_sum, usage.tokens, usage.costUsd);
        }
    }

    Aggregate finish()
    {
        Aggregate result;
        std::vector<TimeNs> all;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            AggregateRow& row = m_rows[i];
            if (row.count == 0)
                continue;
            m_sum.count += row.count;
            m_sum.errors += row.errors;
            m_sum.total += row.total;
            m_sum.self += row.self;
            rank(row, m_durations[i]);
            all.insert(all.end(), m_durations[i].begin(), m_durations[i].end());
            result.rows.push_back(row);
        }
        rank(m_sum, all);
        result.sum = m_sum;
        std::stable_sort(result.rows.begin(), result.rows.end(), [](const auto& a, const auto& b) { return a.total > b.total; });
        return result;
    }

    const Aggregator& m_data;
    const TraceSnapshot& m_s;
    const AggregateQuery m_query;
    const bool m_isByName;
    std::vector<AggregateRow> m_rows;
    std::vector<std::vector<TimeNs>> m_durations; ///< beside rows
    std::vector<TimeNs> m_coveredTo;              ///< by row: up to where its children cover it
    AggregateRow m_sum;
};

Aggregate Aggregator::count(const AggregateQuery& query, const CancelToken& cancel) const
{
    return AggregateCount(*this, query).run(cancel);
}

} // namespace mgx
