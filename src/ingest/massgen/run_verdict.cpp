// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_verdict.h"

#include <algorithm>
#include <set>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

constexpr TimeNs kHeartbeat = 10 * kNsPerSecond;        // status.json comes every 2 s while agents work
constexpr TimeNs kQuietHeartbeat = 60 * kNsPerSecond;   // during the presentation only events.jsonl grows
constexpr TimeNs kClockSlack = 5 * kNsPerSecond;

/// Collects what the files say about the end of one run.
class Judge
{
public:
    Judge(RunDocuments& documents, const RunHead& head) : m_documents(documents), m_head(head) {}

    [[nodiscard]] Verdict judge(TimeNs now)
    {
        const ExecutionMetadata& metadata = m_documents.metadata();
        if (!metadata.failureStage.empty()) {
            const std::string error = metadata.failureError.empty() ? "" : ": " + metadata.failureError;
            return {RunState::Failed, "MassGen stopped before the agents began (" + metadata.failureStage + ")" + error};
        }
        if (hasFinalAnswer() && !m_head.winner.empty())
            return judgeAnswered(now);
        if (isAlive(now))
            return {RunState::Running, "still running: its files were written a moment ago"};
        return judgeUnanswered();
    }

private:
    [[nodiscard]] bool hasEvent(Kind kind)
    {
        const auto& events = m_documents.coordination().events;
        return std::any_of(events.begin(), events.end(), [kind](const auto& event) { return event.kind == kind; });
    }

    [[nodiscard]] bool hasMapping(SnapshotMapping::Kind kind)
    {
        const auto& mappings = m_documents.mappings();
        return std::any_of(mappings.begin(), mappings.end(), [kind](const auto& entry) { return entry.kind == kind; });
    }

    [[nodiscard]] bool hasFinalAnswer()
    {
        return hasEvent(Kind::FinalAnswer) || hasMapping(SnapshotMapping::Kind::FinalAnswer)
               || m_documents.eventEnds().hasFinalAnswer
               || (!m_head.winner.empty() && m_documents.files().has("final/" + m_head.winner + "/answer.txt"));
    }

    [[nodiscard]] bool hasAnswers()
    {
        return hasEvent(Kind::NewAnswer) || hasMapping(SnapshotMapping::Kind::Answer) || m_documents.eventEnds().hasAnswers;
    }

    [[nodiscard]] bool isAlive(TimeNs now)
    {
        const auto isRecent = [now](TimeNs time, TimeNs limit) {
            return time != kNoTime && now - time < limit && time - now < kClockSlack;
        };
        const bool hasEnded = m_documents.coordination().hasEnd;
        return !hasEnded
               && (isRecent(m_documents.status().lastUpdated, kHeartbeat)
                   || isRecent(m_head.clock.isKnown() ? m_head.clock.toUtc(m_documents.eventEnds().lastLocal) : kNoTime,
                               kQuietHeartbeat));
    }

    /// A winner and a final answer are there: was the presentation finished?
    [[nodiscard]] Verdict judgeAnswered(TimeNs now)
    {
        const EventLogEnds& ends = m_documents.eventEnds();
        const bool isRecorded = std::any_of(m_head.rounds.begin(), m_head.rounds.end(),
                                            [](const MetricRound& round) { return round.type == "presentation"; });
        if (isRecorded || ends.isLocked || ends.isRestarted || m_documents.place().hasAcceptedFinal)
            return {RunState::Complete, remark()};
        if (isAlive(now))
            return {RunState::Running, "still running: its files were written a moment ago"};
        const bool hasRecords = !m_head.rounds.empty();
        if (hasRecords && (hasEvent(Kind::FinalRoundStart) || m_documents.status().phase == "presentation"))
            return {RunState::Incomplete, "the final presentation was interrupted: the answer of " + m_head.winner
                                              + " is cut short"};
        return {RunState::Complete, remark()};
    }

    /// Something unusual about a complete run.
    [[nodiscard]] std::string remark()
    {
        const StatusFile& status = m_documents.status();
        const EventLogEnds& ends = m_documents.eventEnds();
        if (status.finishReason == "timeout" || ends.isTimedOut) {
            const std::string& why = status.finishReason == "timeout" ? status.finishDetails : ends.timeoutReason;
            return "the time limit of the orchestrator was reached: the best answer so far was taken"
                   + (why.empty() ? std::string() : " (" + why + ")");
        }
        if (m_documents.place().isSuperseded || m_head.isOverwritten)
            return "a later attempt has replaced this one";
        return {};
    }

    [[nodiscard]] Verdict judgeUnanswered()
    {
        const StatusFile& status = m_documents.status();
        const EventLogEnds& ends = m_documents.eventEnds();
        if (!hasAnswers()) {
            if (ends.isTimedOut)
                return {RunState::Failed, "the time limit was reached before any answer" + inBrackets(ends.timeoutReason)};
            if (const std::string error = commonError(); !error.empty())
                return {RunState::Failed, error};
        }
        if (hasEvent(Kind::SessionEnd))
            return {RunState::Incomplete, "the run was interrupted before a winner was chosen"};
        if (status.phase == "presentation")
            return {RunState::Incomplete, "the run stopped during the final presentation"};
        const std::string phase = status.phase.empty() ? "" : " in the phase " + status.phase;
        return {RunState::Incomplete, "the run stopped" + phase + " without recording an end"};
    }

    /// Why no agent could answer; empty if that is not known.
    [[nodiscard]] std::string commonError()
    {
        const StatusFile& status = m_documents.status();
        if (status.finishReason == "error")
            return "every agent was given up" + inBrackets(status.finishDetails);
        std::set<std::string> failed(m_documents.eventEnds().failedAgents.begin(), m_documents.eventEnds().failedAgents.end());
        for (const AgentStatus& agent : status.agents) {
            if (!agent.error.empty())
                failed.insert(agent.id);
        }
        for (const CoordinationEvent& event : m_documents.coordination().events) {
            if (event.kind == Kind::AgentError)
                failed.insert(event.agent);
        }
        const bool isAll = !m_head.agents.empty()
                           && std::all_of(m_head.agents.begin(), m_head.agents.end(),
                                          [&failed](const std::string& id) { return failed.contains(id); });
        return isAll ? "every agent was given up after errors" : std::string();
    }

    [[nodiscard]] static std::string inBrackets(const std::string& text)
    {
        return text.empty() ? std::string() : " (" + text + ")";
    }

    RunDocuments& m_documents;
    const RunHead& m_head;
};

} // namespace

Verdict judgeRun(RunDocuments& documents, const RunHead& head, TimeNs now)
{
    return Judge(documents, head).judge(now);
}

} // namespace mgx
