// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/record_steps.h"
#include "workspace/made_run.h"

#include <QtTest>

using namespace mgx;
using namespace mgx::test;

namespace {

RowId named(const TraceSnapshot& s, std::string_view name, std::string_view agent = {})
{
    for (RowId row = 0; row < s.rowCount(); ++row) {
        if (s.name(row) == name && (agent.empty() || s.agent(row) == agent))
            return row;
    }
    return kNoRow;
}

} // namespace

class TestRecordSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// From the first to the last and back, over several segments of a lane: every span of the sub-row once, in order.
    void aRowIsWalkedFromEndToEnd()
    {
        MadeRun run(1);
        for (int i = 0; i < 20'000; ++i)
            run.span("tick", 0, i, i + 1, kNoRow);
        for (int i = 0; i < 300; ++i)
            run.log("said", 0, i * 60, kNoRow);
        const auto s = run.publish();
        for (const std::string_view name : {"tick", "said"}) {
            const RowId first = named(*s, name);
            std::vector<RowId> walked{first};
            for (RowId row = recordBeside(*s, first, 1); row != kNoRow; row = recordBeside(*s, row, 1)) {
                QVERIFY(s->start(row) >= s->start(walked.back()) && s->name(row) == name);
                walked.push_back(row);
            }
            QCOMPARE(walked.size(), std::size_t(name == "tick" ? 20'000 : 300));
            for (std::size_t i = walked.size(); i-- > 1;)
                QCOMPARE(recordBeside(*s, walked[i], -1), walked[i - 1]);
            QCOMPARE(recordBeside(*s, first, -1), kNoRow);
        }
        QCOMPARE(recordBeside(*s, kNoRow, 1), kNoRow);
    }

    void linksLeadFromTheRoundToTheVotesForItsAnswerAndBack()
    {
        MadeRun run;
        run.fillUsual();
        const auto s = run.publish();
        const MarkIndex marks(*s);
        const RowId round = named(*s, "agent.agent_0.round_0");
        const RowId answer = named(*s, "Agent answer: agent1.1");
        const RowId vote1 = named(*s, "Agent vote: agent_1 -> agent1.1");
        const RowId vote2 = named(*s, "Agent vote: agent_2 -> agent1.1");
        LinkWalk walk;
        QCOMPARE(walk.step(*s, marks, round, 1), answer);
        QCOMPARE(walk.step(*s, marks, answer, 1), vote1);
        QCOMPARE(walk.step(*s, marks, vote1, 1), vote2); // an end: the other vote for the same answer
        QCOMPARE(walk.step(*s, marks, vote2, 1), kNoRow);
        QCOMPARE(walk.step(*s, marks, vote2, -1), answer);
        QCOMPARE(walk.step(*s, marks, answer, -1), round);
        QCOMPARE(walk.step(*s, marks, round, -1), kNoRow);
        LinkWalk fresh; // that knows of no way: a vote was given by its round
        QCOMPARE(fresh.step(*s, marks, vote1, -1), named(*s, "agent.agent_1.round_1"));
    }

    void linksLeadToTheRoundsThatSawTheAnswer()
    {
        MadeRun run;
        run.fillUsual();
        run.facts().rounds[3].contextLabels = {"agent1.1", "agent3.1"};
        const auto s = run.publish();
        const MarkIndex marks(*s);
        const RowId answer = named(*s, "Agent answer: agent3.1");
        const RowId round = named(*s, "agent.agent_1.round_1");
        LinkWalk walk;
        QCOMPARE(walk.step(*s, marks, answer, 1), round);
        QCOMPARE(walk.step(*s, marks, round, 1), named(*s, "Agent vote: agent_1 -> agent1.1"));
        LinkWalk back;
        QCOMPARE(back.step(*s, marks, round, -1), answer); // the latest of the two it saw
    }
};

QTEST_GUILESS_MAIN(TestRecordSteps)
#include "tst_record_steps.moc"
