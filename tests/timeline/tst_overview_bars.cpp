// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/overview_bars.h"
#include "workspace/made_run.h"

#include <QtTest>

#include <random>

using namespace mgx;
using namespace mgx::test;

class TestOverviewBars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void barsAgreeWithLookingAtEachRecord()
    {
        std::mt19937 random(5);
        MadeRun run(2);
        for (int i = 0; i < 3000; ++i) {
            const TimeNs start = TimeNs(random() % 9000);
            const TimeNs end = start + TimeNs(random() % (1u << random() % 10));
            if (random() % 4 == 0)
                run.log("said", 0, start, kNoRow);
            else if (random() % 30 == 0)
                run.failedSpan("broken", 1, start, end, kNoRow);
            else
                run.span("work", int(random() % 2), start, end, kNoRow);
        }
        const auto s = run.publish();
        for (const std::size_t count : {1u, 7u, 250u}) {
            const auto bars = overviewBars(*s, count, {});
            QCOMPARE(bars.size(), count);
            const double barNs = double(s->maxTime() - s->minTime()) / double(count);
            std::uint32_t errors = 0;
            for (std::size_t bar = 0; bar < count; ++bar) {
                std::uint32_t expected = 0;
                for (RowId row = 1; row < s->rowCount(); ++row) { // all but the session
                    const auto barOf = [&](TimeNs t) { return std::min(std::size_t(double(t - s->minTime()) / barNs), count - 1); };
                    expected += barOf(s->start(row)) <= bar && barOf(s->end(row)) >= bar;
                }
                QCOMPARE(bars[bar].records, expected);
                errors += bars[bar].errors;
            }
            std::uint32_t failed = 0;
            for (RowId row = 0; row < s->rowCount(); ++row)
                failed += s->isError(row);
            QCOMPARE(errors, failed); // each once, where it ended
        }
        QVERIFY(overviewBars(*s, 0, {}).empty());
    }
};

QTEST_GUILESS_MAIN(TestOverviewBars)
#include "tst_overview_bars.moc"
