// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/outcome.h"

#include <QtTest>

using namespace mgx;

/// What MassGen prints, and how a run is judged.
class TestOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputIsReadHoweverItIsCut();
    void aRestartIsNotTheEnd();
    void textsDoNotPassForKeys();
    void loopsAreSeen_data();
    void loopsAreSeen();
    void ansiIsTakenOut();
    void verdicts_data();
    void verdicts();
    void tellingLines();
};

#ifndef Q_MOC_RUN

namespace {

const std::string kOutput = "\xF0\x9F\x93\x82 Context paths from prompt:\n"
                            "LOG_DIR: /w/.massgen/massgen_logs/log_1\n"
                            "STATUS: /w/.massgen/massgen_logs/log_1/turn_1/attempt_1/status.json\n"
                            "QUESTION: How do we make\na slow web shop faster?\n"
                            "[Coordination in progress - monitor status.json for real-time updates]\n"
                            "\n\x1b[1;31mProvider List: https://docs.litellm.ai/docs/providers\x1b[0m\n\n"
                            "\nWINNER: agent_beta\n"
                            "ANSWER_FILE: .massgen/final/agent_beta/answer.txt\n"
                            "DURATION: 6.6s\n\nTIMELINE:\n  [VOTE] agent_alpha -> agent_beta\n"
                            "ANSWER_PREVIEW: one\nWINNER: nobody\nQUESTION: of the answer\n\nmore\n"
                            "\nCOMPLETED: 3 agents, 6.7s total\n"
                            "ANSWER: /w/turn_1/final/agent_beta/answer.txt\n"
                            "FINAL_DIR: .massgen/final";

StdoutFacts factsOf(const std::string& text, std::size_t step)
{
    StdoutProtocol protocol;
    for (std::size_t at = 0; at < text.size(); at += step)
        protocol.feed(std::string_view(text).substr(at, step));
    protocol.finish();
    return protocol.facts();
}

RunFacts runOf(RunState state, const char* reason, const char* winner = "")
{
    RunFacts facts;
    facts.state = state;
    facts.stateReason = reason;
    facts.winner = winner;
    facts.finalAnswer = *winner ? "answer" : "";
    return facts;
}

} // namespace

Q_DECLARE_METATYPE(RunEvidence)

void TestOutcome::outputIsReadHoweverItIsCut()
{
    for (const std::size_t step : {1u, 3u, 17u, 100'000u}) {
        const StdoutFacts facts = factsOf(kOutput, step);
        QCOMPARE(facts.logFolder, std::string("/w/.massgen/massgen_logs/log_1"));
        QCOMPARE(facts.statusPath, std::string("/w/.massgen/massgen_logs/log_1/turn_1/attempt_1/status.json"));
        QCOMPARE(facts.question, std::string("How do we make\na slow web shop faster?"));
        QCOMPARE(facts.winner, std::string("agent_beta"));
        QCOMPARE(facts.answerPath, std::string("/w/turn_1/final/agent_beta/answer.txt"));
        QCOMPARE(facts.finalFolder, std::string(".massgen/final"));
        QCOMPARE(facts.questions, 1);
        QCOMPARE(facts.completions, 1);
        QVERIFY(!facts.isLooping());
    }
}

void TestOutcome::aRestartIsNotTheEnd()
{
    const StdoutFacts facts = factsOf("LOG_DIR: a\nQUESTION: q\n[Coordination in progress]\n\nWINNER: one\nRESTART: Attempt 2/3\n\n"
                                      "COMPLETED: 2 agents, 9.2s total\nQUESTION: q\n[Coordination in progress]\n\nWINNER: two\n"
                                      "ANSWER_PREVIEW: x\n\nCOMPLETED: 2 agents, 12.0s total\n", 7);
    QCOMPARE(facts.restarts, 1);
    QCOMPARE(facts.questions, 2);
    QCOMPARE(facts.winner, std::string("two"));
    QVERIFY(!facts.isLooping());
}

void TestOutcome::textsDoNotPassForKeys()
{
    const StdoutFacts facts = factsOf("QUESTION: q\nLOG_DIR: /etc\nWINNER: me\n[Coordination in progress]\nLOG_DIR: /etc\n", 100);
    QVERIFY(facts.logFolder.empty());
    QVERIFY(facts.winner.empty());
    QCOMPARE(facts.question, std::string("q\nLOG_DIR: /etc\nWINNER: me"));
}

void TestOutcome::loopsAreSeen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isLooping");
    const QByteArray block = "QUESTION: q\n[Coordination in progress]\nWINNER: one\nANSWER_PREVIEW: x\n\nCOMPLETED: 1 agents, 1s total\n";
    const QByteArray prompt = "\xE2\x9D\x8C Error: \nPlease try again or type /quit to exit.\n";
    QTest::newRow("once") << block << false;
    QTest::newRow("result again") << block + block << true;
    QTest::newRow("question asked once") << prompt << false;
    QTest::newRow("question asked for ever") << prompt + prompt + prompt << true;
}

void TestOutcome::loopsAreSeen()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isLooping);
    QCOMPARE(factsOf(text.toStdString(), 11).isLooping(), isLooping);
}

void TestOutcome::ansiIsTakenOut()
{
    QCOMPARE(withoutAnsi("a\x1b[1;31mb\x1b[0mc"), std::string("abc"));
    QCOMPARE(withoutAnsi("\x1b]8;;http://x\x07link\x1b]8;;\x1b\\!\r"), std::string("link!"));
    QCOMPARE(withoutAnsi("cut \x1b"), std::string("cut "));
    QCOMPARE(withoutAnsi("cut \x1b["), std::string("cut "));
}

void TestOutcome::verdicts_data()
{
    QTest::addColumn<RunEvidence>("evidence");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("part"); // of the sentence
    const StdoutFacts won = factsOf(kOutput, 100);
    StdoutFacts failed;
    failed.errors = {"\xE2\x9D\x8C Error: cannot import name 'StreamChunk'"};
    const auto row = [](const char* name, RunEvidence evidence, const char* word, const char* part) {
        QTest::newRow(name) << evidence << QByteArray(word) << QByteArray(part);
    };
    row("complete", {won, "", 0, runOf(RunState::Complete, "", "b"), false, false}, "complete", "b won");
    row("one agent gave up", {won, "", 0, runOf(RunState::Complete, "", "b"), false, false}, "complete", "");
    row("time limit with answer", {{}, "", 0, runOf(RunState::Complete, "the time limit of the orchestrator was reached", "q"), false, false}, "timeout", "time limit");
    row("time limit without", {{}, "", 0, runOf(RunState::Failed, "the time limit was reached before any answer"), false, false}, "timeout", "before any answer");
    row("all agents failed", {{}, "", 0, runOf(RunState::Failed, "every agent was given up (x)"), false, false}, "failed", "given up");
    row("stopped while coordinating", {{}, "", 0, runOf(RunState::Incomplete, "the run was interrupted"), true, false}, "interrupted", "the run was interrupted");
    row("stopped in the presentation", {{}, "", 0, runOf(RunState::Complete, "", "one"), true, false}, "interrupted", "cut short");
    row("stopped too late", {won, "", 0, runOf(RunState::Complete, "", "b"), true, false}, "complete", "");
    row("error after the answer", {failed, "", 2, runOf(RunState::Complete, "", "b"), false, false}, "failed", "StreamChunk");
    row("terminated", {{}, "", 143, runOf(RunState::Running, ""), false, false}, "killed", "signal 15");
    row("vanished", {{}, "", {}, runOf(RunState::Running, ""), false, false}, "killed", "vanished");
    row("ended without answer", {{}, "", 0, runOf(RunState::Incomplete, "the run stopped"), false, false}, "no_answer", "the run stopped");
    row("config error", {{}, "x.py:3: UserWarning: y\n\xE2\x9D\x8C Configuration error: no key\n", 1, {}, false, false}, "failed", "Configuration error: no key");
    row("flag not known", {{}, "usage: massgen\nmassgen: error: unrecognized arguments: --x\n", 2, {}, false, false}, "failed", "unrecognized arguments");
    row("not found", {{}, "", 127, {}, false, false}, "failed", "could not be started");
    row("stopped while starting", {{}, "", 130, {}, true, false}, "interrupted", "before the agents began");
    row("loop", {won, "", 143, runOf(RunState::Complete, "", "b"), false, true}, "failed", "again and again");
}

void TestOutcome::verdicts()
{
    QFETCH(RunEvidence, evidence);
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, part);
    const Outcome outcome = judgeOutcome(evidence);
    QCOMPARE(QByteArray::fromStdString(std::string(wordOf(outcome.state))), word);
    QVERIFY2(QByteArray::fromStdString(outcome.sentence).contains(part), outcome.sentence.c_str());
    QVERIFY(!outcome.sentence.empty());
    QVERIFY(outcomeStateOf(wordOf(outcome.state)) == outcome.state);
}

void TestOutcome::tellingLines()
{
    QCOMPARE(tellingLine(""), std::string());
    QCOMPARE(tellingLine("Traceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'y'\n"),
             std::string("ModuleNotFoundError: No module named 'y'"));
    QCOMPARE(tellingLine("something\n/a.py:1: DeprecationWarning: old\n"), std::string("something"));
}

QTEST_GUILESS_MAIN(TestOutcome)

#endif

#include "tst_outcome.moc"
