// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/moments_of_events.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

/// Walks the events once and keeps the few things that a line alone does not say.
class Translator
{
public:
    Translator(const RunModel& model, RunDocuments& documents) : m_model(model), m_documents(documents) {}

    std::vector<CoordinationEvent> translate()
    {
        for (const RunEvent& event : m_model.events)
            translate(event);
        addFailures();
        return std::move(m_moments);
    }

private:
    CoordinationEvent& add(const RunEvent& event, Kind kind, std::string_view type)
    {
        CoordinationEvent& moment = m_moments.emplace_back();
        moment.kind = kind;
        moment.type = type;
        moment.time = event.time;
        moment.quality = TimeQuality::LocalClock;
        moment.agent = event.agent;
        moment.round = m_rounds[event.agent];
        moment.file = kEventLogFile;
        moment.line = event.line;
        return moment;
    }

    void translate(const RunEvent& event)
    {
        switch (event.kind) {
        case RunEvent::Kind::RoundStart:
            add(event, Kind::Streaming, "status_change");
            break;
        case RunEvent::Kind::ContextReceived: {
            CoordinationEvent& moment = add(event, Kind::ContextReceived, "context_received");
            moment.labels = event.labels;
            moment.answerCount = static_cast<int>(event.labels.size());
            break;
        }
        case RunEvent::Kind::AnswerSubmitted:
            addAnswer(event);
            break;
        case RunEvent::Kind::Vote:
            addVote(event);
            break;
        case RunEvent::Kind::Text:
            addText(event);
            break;
        case RunEvent::Kind::Status:
            if (event.text.starts_with("Presenting final"))
                m_announced = &event;
            break;
        case RunEvent::Kind::PresentationStart:
            addPresentation(event);
            break;
        case RunEvent::Kind::FinalAnswer:
            add(event, Kind::FinalAnswer, "final_answer").label = m_model.labels.labelFor(event.agent, "final");
            break;
        case RunEvent::Kind::OrchestratorTimeout:
            for (const std::string& agent : m_model.head.agents) {
                CoordinationEvent& moment = add(event, Kind::AgentTimeout, {});
                moment.agent = agent;
                moment.details = event.text;
            }
            break;
        default:
            break;
        }
    }

    void addAnswer(const RunEvent& event)
    {
        CoordinationEvent& moment = add(event, Kind::NewAnswer, "new_answer");
        moment.label = event.label;
        m_lastLabel[event.agent] = event.label;
        ++m_rounds[event.agent];
        CoordinationEvent& restart = add(event, Kind::RestartTriggered, "restart_triggered");
        restart.labels = m_model.head.agents;
    }

    void addVote(const RunEvent& event)
    {
        CoordinationEvent& moment = add(event, Kind::VoteCast, "vote_cast");
        moment.votedFor = event.target;
        moment.votedForLabel = event.label.empty() ? labelVotedFor(event) : event.label;
        moment.reason = event.text;
    }

    /// The vote's own file says which answer was meant; else it was the last one of that agent.
    std::string labelVotedFor(const RunEvent& event)
    {
        const VoteFile* nearest = nullptr;
        for (const VoteFile& vote : m_documents.folders().votes) {
            const bool isNear = vote.voter == event.agent && distanceNs(vote.time, event.time) < 2 * kNsPerSecond;
            if (isNear && (!nearest || distanceNs(vote.time, event.time) < distanceNs(nearest->time, event.time)))
                nearest = &vote;
        }
        if (nearest && !nearest->votedForLabel.empty())
            return nearest->votedForLabel;
        const auto last = m_lastLabel.find(event.target);
        return last == m_lastLabel.end() ? std::string() : last->second;
    }

    void addText(const RunEvent& event)
    {
        if (const std::string_view target = ignoredVoteTarget(event.text); !target.empty()) {
            CoordinationEvent& moment = add(event, Kind::VoteIgnored, "vote_ignored");
            moment.votedFor = target;
            moment.details = "Voted for " + std::string(target) + " but ignored";
        }
        m_lastText[event.agent] = &event;
    }

    void addPresentation(const RunEvent& event)
    {
        const bool isAnnounced = m_announced && m_announced->agent == event.agent && event.time - m_announced->time < 5 * kNsPerSecond;
        const RunEvent& begin = isAnnounced ? *m_announced : event;
        int last = 0;
        for (const auto& [agent, round] : m_rounds)
            last = std::max(last, round);
        add(begin, Kind::Streaming, "status_change").round = last + 1;
        add(begin, Kind::FinalRoundStart, "final_round_start").finalRound = last + 1;
        add(begin, Kind::FinalAgentSelected, "final_agent_selected");
    }

    /// Agents that gave up say so in their last text.
    void addFailures()
    {
        constexpr std::string_view kCross = "\xE2\x9D\x8C";
        for (const auto& [agent, text] : m_lastText) {
            if (agent.empty() || text->text.find(kCross) == std::string::npos)
                continue;
            CoordinationEvent& moment = add(*text, Kind::AgentError, "agent_error");
            moment.quality = TimeQuality::Approximate;
            moment.details = trimmed(std::string_view(text->text).substr(text->text.find(kCross) + kCross.size()));
        }
        for (const AgentStatus& agent : m_documents.status().agents) {
            const auto text = m_lastText.find(agent.id);
            const bool isSaid = text != m_lastText.end() && text->second->text.find(kCross) != std::string::npos;
            if (agent.errorType == "error" && !isSaid && text != m_lastText.end()) {
                CoordinationEvent& moment = add(*text->second, Kind::AgentError, "agent_error");
                moment.quality = TimeQuality::Approximate;
                moment.details = agent.error;
            }
        }
    }

    const RunModel& m_model;
    RunDocuments& m_documents;
    std::vector<CoordinationEvent> m_moments;
    std::map<std::string, int> m_rounds; ///< tracker round of each agent: its answers so far
    std::map<std::string, std::string> m_lastLabel;
    std::map<std::string, const RunEvent*> m_lastText;
    const RunEvent* m_announced = nullptr;
};

} // namespace

std::vector<CoordinationEvent> momentsOfEvents(const RunModel& model, RunDocuments& documents)
{
    return Translator(model, documents).translate();
}

} // namespace mgx
