// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aggregate.h"
#include "workspace/made_run.h"

#include <QtTest>

#include <map>
#include <random>

using namespace mgx;
using namespace mgx::test;

namespace {

const AggregateRow* find(const Aggregate& aggregate, std::string_view name)
{
    const auto row = std::find_if(aggregate.rows.begin(), aggregate.rows.end(), [&](const auto& r) { return r.name == name; });
    return row == aggregate.rows.end() ? nullptr : &*row;
}

Aggregate count(const std::shared_ptr<const TraceSnapshot>& snapshot, const AggregateQuery& query = {})
{
    return Aggregator(snapshot, {}).count(query, {});
}

/// Spans of all lengths in a forest, in random order, over agents and names; some failed, some that nobody ended.
std::shared_ptr<const TraceSnapshot> randomTrace(unsigned seed, int spans)
{
    std::mt19937 random(seed);
    MadeRun run(3);
    std::vector<RowId> rows{0};
    for (int i = 0; i < spans; ++i) {
        const TimeNs start = TimeNs(random() % 9000);
        const TimeNs length = TimeNs(random() % (1u << random() % 11));
        const std::string name = "work." + std::to_string(random() % 5);
        const int agent = int(random() % 4) - 1;
        const RowId parent = random() % 3 == 0 ? kNoRow : rows[random() % rows.size()];
        if (random() % 20 == 0)
            rows.push_back(run.failedSpan(name, agent, start, start + length, parent));
        else
            rows.push_back(run.span(name, agent, start, random() % 50 == 0 ? -1 : start + length, parent));
        if (random() % 10 == 0)
            run.log("said", agent, start, rows.back());
    }
    return run.publish();
}

/// The same by looking at each span on its own.
struct Plain
{
    std::uint32_t count = 0, errors = 0;
    TimeNs total = 0, self = 0;
    std::vector<TimeNs> durations;

    [[nodiscard]] TimeNs rank(std::size_t percent)
    {
        std::sort(durations.begin(), durations.end());
        return durations[std::max<std::size_t>((durations.size() * percent + 99) / 100, 1) - 1];
    }
};

std::map<std::string, Plain> plainly(const TraceSnapshot& s, const AggregateQuery& query)
{
    std::map<std::string, Plain> groups;
    for (RowId row = 0; row < s.rowCount(); ++row) {
        if (s.kind(row) != RecordKind::Span)
            continue;
        const TimeNs start = std::max(s.start(row), query.from);
        const TimeNs end = std::min(s.end(row), query.to);
        const bool isMoment = s.start(row) == s.end(row);
        if (isMoment ? end < start : end <= start)
            continue;
        const bool isCoordination = s.lanes()[s.lane(row)].kind == LaneKind::Coordination;
        Plain& group = groups[query.by == AggregateBy::Name ? std::string(s.name(row))
                              : isCoordination              ? std::string()
                                                            : std::string(s.string(s.lanes()[s.lane(row)].label))];
        ++group.count;
        group.errors += s.isError(row);
        group.total += end - start;
        group.durations.push_back(end - start);
        TimeNs covered = 0;
        TimeNs coveredTo = start;
        for (const RowId child : s.children(row)) {
            const TimeNs from = std::clamp(s.start(child), coveredTo, end);
            const TimeNs to = std::clamp(s.end(child), from, end);
            covered += to - from;
            coveredTo = std::max(coveredTo, to);
        }
        group.self += end - start - covered;
    }
    return groups;
}

} // namespace

class TestAggregate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholeTraceByName()
    {
        MadeRun run(1);
        for (int i = 1; i <= 100; ++i)
            run.span("tool", 0, i * 99, i * 99 + i, 0); // 1 to 100 ms, none overlapping the next
        run.failedSpan("broken", 0, 0, 10, 0);
        const auto snapshot = run.publish();
        const Aggregate all = count(snapshot);
        QCOMPARE(all.rows.size(), std::size_t(3));
        QCOMPARE(all.rows[0].name, std::string_view("coordination.session"));
        const AggregateRow& tools = all.rows[1];
        QCOMPARE(tools.name, std::string_view("tool"));
        QCOMPARE(tools.count, 100u);
        QCOMPARE(tools.total, 5050 * kMs);
        QCOMPARE(tools.p50, 50 * kMs);
        QCOMPARE(tools.p95, 95 * kMs);
        QCOMPARE(tools.max, 100 * kMs);
        QCOMPARE(all.rows[2].errors, 1u);
        QCOMPARE(all.rows[0].self, 10'000 * kMs - 5050 * kMs - 10 * kMs);
        QCOMPARE(all.sum.self, 10'000 * kMs); // nothing overlaps but parent and child
        QCOMPARE(all.sum.count, 102u);
        QCOMPARE(all.sum.errors, 1u);
        QCOMPARE(all.sum.max, 10'000 * kMs);
    }

    void selfTimeIsThatOfTheSnapshot()
    {
        const auto snapshot = randomTrace(3, 2000);
        TimeNs self = 0;
        for (RowId row = 0; row < snapshot->rowCount(); ++row) {
            if (snapshot->kind(row) == RecordKind::Span)
                self += snapshot->selfTime(row);
        }
        QCOMPARE(count(snapshot).sum.self, self);
    }

    void stretchesAgreeWithLookingAtEachSpan()
    {
        std::mt19937 random(11);
        for (unsigned seed = 0; seed < 5; ++seed) {
            const auto snapshot = randomTrace(seed, 3000); // more than two blocks
            const Aggregator aggregator(snapshot, {});
            for (int trial = 0; trial < 60; ++trial) {
                AggregateQuery query;
                query.from = kOrigin + (TimeNs(random() % 11'000) - 500) * kMs;
                query.to = query.from + (1 + TimeNs(random() % (1u << random() % 14))) * kMs;
                query.by = trial % 2 == 0 ? AggregateBy::Name : AggregateBy::Agent;
                const Aggregate counted = aggregator.count(query, {});
                auto plain = plainly(*snapshot, query);
                QCOMPARE(counted.rows.size(), plain.size());
                std::uint32_t spans = 0;
                for (const AggregateRow& row : counted.rows) {
                    Plain& group = plain.at(std::string(row.name));
                    QCOMPARE(row.count, group.count);
                    QCOMPARE(row.errors, group.errors);
                    QCOMPARE(row.total, group.total);
                    QCOMPARE(row.self, group.self);
                    QCOMPARE(row.p50, group.rank(50));
                    QCOMPARE(row.p95, group.rank(95));
                    QCOMPARE(row.max, group.durations.back());
                    spans += row.count;
                }
                QCOMPARE(counted.sum.count, spans);
            }
        }
    }

    void aSpanIsCutAtTheEndsOfTheStretch()
    {
        MadeRun run(1);
        run.span("long", 0, 1000, 5000, kNoRow);
        const Aggregate inside = count(run.publish(), {kOrigin + 2000 * kMs, kOrigin + 3000 * kMs});
        QCOMPARE(find(inside, "long")->total, 1000 * kMs);
        QCOMPARE(find(inside, "long")->max, 1000 * kMs);
        QCOMPARE(count(run.publish(), {kOrigin + 5000 * kMs, kOrigin + 6000 * kMs}).rows.size(), std::size_t(1)); // it only touches
    }

    void tokensCountWhereTheRoundEndedAndOnceInTheSum()
    {
        MadeRun run;
        const auto snapshot = run.fillUsual().publish();
        const Aggregate all = count(snapshot);
        QCOMPARE(find(all, "coordination.session")->tokens, std::optional<std::int64_t>(1200));
        QCOMPARE(find(all, "agent.agent_0.round_0")->tokens, std::optional<std::int64_t>(120));
        QVERIFY(!find(all, "mcp.lab.add")->tokens); // unknown, not 0
        QCOMPARE(all.sum.tokens, std::optional<std::int64_t>(5 * 120)); // five rounds; the session's tokens are theirs
        QVERIFY(qAbs(*all.sum.costUsd - 0.005) < 1e-9);
        // Agent 1's first round ends at 3,400 ms, agent 2's at 3,800 ms.
        const AggregateQuery query{kOrigin + 3100 * kMs, kOrigin + 3500 * kMs, AggregateBy::Agent};
        const Aggregate part = count(snapshot, query);
        QCOMPARE(part.sum.tokens, std::optional<std::int64_t>(120));
        QCOMPARE(find(part, "agent_1")->tokens, std::optional<std::int64_t>(120));
        QVERIFY(!find(part, "agent_2")->tokens);
        QCOMPARE(find(part, "agent_2")->total, 400 * kMs);
    }

    void modelCallsCountWhereRoundsSayNothing()
    {
        MadeRun run;
        ModelCallFact call;
        call.agent = 0;
        call.row = run.span("llm.call", 0, 100, 200, 0);
        call.usage = Usage{10, 5, 0, 0, 0.5};
        run.facts().modelCalls.push_back(call);
        const Aggregate all = count(run.publish(), {-kMaxTime, kMaxTime, AggregateBy::Agent});
        QCOMPARE(all.sum.tokens, std::optional<std::int64_t>(15));
        QCOMPARE(find(all, "agent_0")->costUsd, std::optional(0.5));
    }

    void aCancelledCountIsEmpty()
    {
        CancelToken cancel;
        const auto snapshot = randomTrace(1, 100);
        const Aggregator aggregator(snapshot, {});
        cancel.cancel();
        QVERIFY(aggregator.count({}, cancel).rows.empty());
    }
};

QTEST_MAIN(TestAggregate)
#include "tst_aggregate.moc"
