// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/outcome.h"

#include "base/text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mgx {

namespace {

using State = Outcome::State;

constexpr std::pair<State, std::string_view> kWords[] = {
    {State::Complete, "complete"}, {State::TimedOut, "timeout"},        {State::NoAnswer, "no_answer"},
    {State::Failed, "failed"},     {State::Interrupted, "interrupted"}, {State::Killed, "killed"},
};

constexpr int kCommandNotFound = 127;
constexpr int kSignalled = 128;

/// "❌ Configuration error: x" → "Configuration error: x"
std::string withoutMark(std::string_view line)
{
    while (!line.empty() && (static_cast<unsigned char>(line.front()) >= 0x80 || line.front() == ' '))
        line.remove_prefix(1);
    return std::string(trimmed(line));
}

bool isTimeout(const RunFacts& run)
{
    return run.stateReason.starts_with("the time limit");
}

class Judge
{
public:
    explicit Judge(const RunEvidence& evidence) : m_evidence(evidence) {}

    Outcome judge() const
    {
        Outcome outcome = judged();
        outcome.sentence.resize(std::min(outcome.sentence.size(), outcome.sentence.find('\n'))); // MassGen's advice follows
        outcome.exitCode = m_evidence.exitCode;
        outcome.hasAnswer = m_evidence.run && !m_evidence.run->finalAnswer.empty();
        return outcome;
    }

private:
    static Outcome made(State state, std::string sentence) { return {state, std::move(sentence), {}, false}; }

    Outcome judged() const
    {
        if (m_evidence.isLooping)
            return made(State::Failed, m_evidence.output.prompts > 0
                                           ? "MassGen asked for a question again and again and was stopped"
                                           : "MassGen printed its results again and again without ending and was stopped");
        if (!m_evidence.run)
            return withoutFiles();
        const RunFacts& run = *m_evidence.run;
        if (isTimeout(run))
            return made(State::TimedOut, run.stateReason);
        switch (run.state) {
        case RunState::Complete: return answered(run);
        case RunState::Failed: return made(State::Failed, run.stateReason);
        case RunState::Running:
        case RunState::Incomplete: break;
        }
        return unfinished(run);
    }

    Outcome withoutFiles() const
    {
        if (m_evidence.isStopped)
            return made(State::Interrupted, "stopped before the agents began");
        if (m_evidence.exitCode == kCommandNotFound)
            return made(State::Failed, "MassGen could not be started: " + errorText("its command was not found"));
        if (m_evidence.exitCode > kSignalled)
            return made(State::Killed, "MassGen was ended by signal " + std::to_string(*m_evidence.exitCode - kSignalled));
        return made(State::Failed, "MassGen ended before the agents began" + inCode() + ": " + errorText("it did not say why"));
    }

    /// The files look complete.
    Outcome answered(const RunFacts& run) const
    {
        const bool isPrinted = !m_evidence.output.winner.empty();
        if (m_evidence.isStopped && !isPrinted)
            return made(State::Interrupted, "stopped while the final answer was being written: it may be cut short");
        if (m_evidence.exitCode.value_or(0) != 0 && !m_evidence.isStopped)
            return made(State::Failed, "there is an answer, but then MassGen ended with an error" + inCode() + ": " + errorText("it did not say why"));
        return made(State::Complete, run.stateReason.empty() ? "complete: " + run.winner + " won" : run.stateReason);
    }

    Outcome unfinished(const RunFacts& run) const
    {
        if (m_evidence.isStopped)
            return made(State::Interrupted, "stopped" + (run.stateReason.empty() || run.state == RunState::Running ? "" : ": " + run.stateReason));
        if (m_evidence.exitCode > kSignalled)
            return made(State::Killed, "MassGen was ended by signal " + std::to_string(*m_evidence.exitCode - kSignalled));
        if (!m_evidence.exitCode)
            return made(State::Killed, "the process of the run vanished without ending it");
        if (*m_evidence.exitCode != 0)
            return made(State::Failed, "MassGen ended with an error" + inCode() + ": " + errorText(run.stateReason));
        return made(State::NoAnswer, run.stateReason.empty() || run.state == RunState::Running
                                         ? "MassGen ended without an answer" : "MassGen ended without an answer: " + run.stateReason);
    }

    [[nodiscard]] std::string inCode() const
    {
        return m_evidence.exitCode ? " (exit code " + std::to_string(*m_evidence.exitCode) + ')' : std::string();
    }

    [[nodiscard]] std::string errorText(std::string_view fallback) const
    {
        if (!m_evidence.output.errors.empty()) {
            const std::string text = withoutMark(m_evidence.output.errors.back());
            const std::string more = tellingLine(m_evidence.errorTail);
            return text.starts_with("Config validation failed") && !more.empty() ? more : text;
        }
        const std::string line = tellingLine(m_evidence.errorTail);
        return line.empty() ? std::string(fallback) : line;
    }

    const RunEvidence& m_evidence;
};

} // namespace

Outcome judgeOutcome(const RunEvidence& evidence)
{
    return Judge(evidence).judge();
}

std::string_view wordOf(State state)
{
    const auto* const found = std::find_if(std::begin(kWords), std::end(kWords), [state](const auto& word) { return word.first == state; });
    return found->second;
}

std::optional<State> outcomeStateOf(std::string_view text)
{
    const auto* const found = std::find_if(std::begin(kWords), std::end(kWords), [text](const auto& word) { return word.second == text; });
    return found == std::end(kWords) ? std::nullopt : std::optional(found->first);
}

std::string tellingLine(std::string_view errorOutput)
{
    std::string best;
    std::string last;
    for (std::size_t at = 0; at < errorOutput.size();) {
        const std::size_t end = std::min(errorOutput.find('\n', at), errorOutput.size());
        const std::string line = withoutAnsi(errorOutput.substr(at, end - at));
        const std::string_view text = trimmed(line);
        at = end + 1;
        if (text.empty() || text.find("Warning") != std::string_view::npos || line.starts_with("  "))
            continue;
        last = text;
        if (text.find("\u274C") != std::string_view::npos || text.find("error:") != std::string_view::npos
            || text.find("Error:") != std::string_view::npos)
            best = text;
    }
    return std::string(utf8Prefix(withoutMark(best.empty() ? last : best), 400));
}

} // namespace mgx
