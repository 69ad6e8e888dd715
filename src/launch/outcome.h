// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/stdout_protocol.h"
#include "store/run_facts.h"

#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// How a launched run came out.
struct Outcome
{
    enum class State {
        Complete,    ///< with a final answer
        TimedOut,    ///< the orchestrator's time limit; there may be an answer
        NoAnswer,    ///< ended by itself without one
        Failed,      ///< an error
        Interrupted, ///< somebody stopped it
        Killed       ///< it vanished without ending
    };
    State state = State::NoAnswer;
    std::string sentence; ///< why, for a person
    std::optional<int> exitCode;
    bool hasAnswer = false;
};

/// What is known when the process of a run is gone.
struct RunEvidence
{
    StdoutFacts output;
    std::string errorTail;       ///< the end of standard error
    std::optional<int> exitCode; ///< 128 + N after signal N; nothing = not known
    std::optional<RunFacts> run; ///< what the files of the last attempt tell; nothing = there is no log folder
    bool isStopped = false;      ///< by us, because somebody asked
    bool isLooping = false;      ///< and was stopped for that
};

/// Files, events, output and exit code together decide: seven kinds of failure end with exit code 0, and a presentation that was cut
/// off leaves files that look complete.
[[nodiscard]] Outcome judgeOutcome(const RunEvidence& evidence);

/// "complete", "timeout", "no_answer", "failed", "interrupted", "killed"
[[nodiscard]] std::string_view wordOf(Outcome::State state);
[[nodiscard]] std::optional<Outcome::State> outcomeStateOf(std::string_view word);

/// The line of an error output that a person wants: the last one of a known kind, else the last that is no warning.
[[nodiscard]] std::string tellingLine(std::string_view errorOutput);

} // namespace mgx
