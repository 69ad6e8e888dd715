// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/runs_under_test.h"
#include "analysis/usage_sums.h"

#include <QtTest>
#include <cmath>

using namespace mgx;

class TestUsageSums : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Run = agents = rounds plus what is itemised, in every recorded run and from every source of it.
    void everyRunAddsUp()
    {
        std::size_t withTotals = 0;
        for (const RunUnderTest& run : everyRun()) {
            const UsageSums sums = usageSums(*run.snapshot, run.run);
            if (!sums.total)
                continue;
            ++withTotals;
            QVERIFY2(isZero(*sums.total - sums.agentsSum), run.name.c_str());
            for (std::size_t agent = 0; agent < sums.agents.size(); ++agent) {
                const AgentSums& a = sums.agents[agent];
                if (!a.total || isZero(a.rounds))
                    continue;
                const Usage rest = *a.total - a.rounds - (a.difference ? a.difference->usage : Usage{});
                QVERIFY2(isZero(rest), (run.name + " " + run.facts().agents[agent].id).c_str());
                QVERIFY2(!a.difference || a.difference->isExplained, (run.name + " " + (a.difference ? a.difference->reason : "")).c_str());
            }
        }
        QVERIFY(withTotals > 20);
    }

    void knownTotals()
    {
        const RunUnderTest run = runsOf("b-three").front();
        const UsageSums sums = usageSums(*run.snapshot, run.run);
        QCOMPARE(sums.total->inputTokens, std::int64_t(59'856)); // what the server counted
        QVERIFY(std::abs(sums.total->costUsd - 0.008571) < 1e-9);
    }

    /// Runs of subagents and checkpoints are counted once, beside their parent.
    void nestedRunsOnce()
    {
        bool hasNested = false;
        for (const RunUnderTest& run : runsOf("nested")) {
            const UsageSums sums = usageSums(*run.snapshot, run.run);
            if (run.facts().parentRun != kNoRun || sums.nestedRuns == 0)
                continue;
            hasNested = true;
            QCOMPARE(sums.nestedRuns, std::size_t(2));
            QCOMPARE(sums.nested.inputTokens, std::int64_t(2 * 7200));
            QCOMPARE(sums.total->inputTokens, std::int64_t(5800));
        }
        QVERIFY(hasNested);
    }
};

QTEST_GUILESS_MAIN(TestUsageSums)
#include "tst_usage_sums.moc"
