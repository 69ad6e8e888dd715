// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/round_walk.h"

#include <map>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

class Walk
{
public:
    std::vector<RunRound> walk(const std::vector<CoordinationEvent>& moments)
    {
        for (const CoordinationEvent& moment : moments)
            step(moment);
        return std::move(m_rounds);
    }

private:
    void step(const CoordinationEvent& moment)
    {
        switch (moment.kind) {
        case Kind::ContextReceived:
            takeContext(moment);
            break;
        case Kind::Streaming:
            begin(moment);
            break;
        case Kind::NewAnswer:
            if (RunRound* round = close(moment, "answer"))
                round->answerLabel = moment.label;
            break;
        case Kind::VoteCast:
            takeVote(moment, "vote");
            break;
        case Kind::VoteIgnored:
            takeVote(moment, "vote_ignored");
            break;
        case Kind::AgentError:
            closeFailed(moment, "error");
            break;
        case Kind::AgentTimeout:
            closeFailed(moment, "timeout");
            break;
        case Kind::AgentCancelled:
            closeFailed(moment, "cancelled");
            break;
        case Kind::AgentStopped:
            closeFailed(moment, "stopped");
            break;
        case Kind::FinalRoundStart:
            if (RunRound* round = open(moment.agent)) {
                round->type = "presentation";
                round->contextAnswers = -1;
                round->number = moment.finalRound >= 0 ? moment.finalRound : round->number;
            }
            break;
        case Kind::FinalAnswer:
            if (RunRound* round = open(moment.agent); round && round->isPresentation())
                close(moment, "presentation");
            break;
        default:
            break;
        }
    }

    RunRound* open(const std::string& agent)
    {
        const auto found = m_open.find(agent);
        return found == m_open.end() ? nullptr : &m_rounds[found->second];
    }

    RunRound* close(const CoordinationEvent& moment, std::string_view outcome)
    {
        RunRound* round = open(moment.agent);
        if (!round)
            return nullptr;
        round->end = moment.time < round->start ? round->start : moment.time;
        round->outcome = outcome;
        m_open.erase(moment.agent);
        return round;
    }

    void closeFailed(const CoordinationEvent& moment, std::string_view outcome)
    {
        if (RunRound* round = close(moment, outcome))
            round->error = moment.details;
    }

    void takeVote(const CoordinationEvent& moment, std::string_view outcome)
    {
        if (RunRound* round = close(moment, outcome)) {
            round->votedFor = moment.votedFor;
            round->votedForLabel = moment.votedForLabel;
            round->iteration = round->iteration < 0 ? moment.iteration : round->iteration;
        }
    }

    /// In coordination events the context stands before the round that has it, in `events.jsonl` behind its beginning.
    void takeContext(const CoordinationEvent& moment)
    {
        RunRound* round = open(moment.agent);
        if (moment.quality == TimeQuality::Exact) {
            m_context[moment.agent] = &moment;
        } else if (round) {
            round->contextAnswers = moment.answerCount;
            round->contextLabels = moment.labels;
            round->type = "voting";
        }
    }

    void begin(const CoordinationEvent& moment)
    {
        close(moment, "restarted");
        RunRound& round = m_rounds.emplace_back();
        round.agent = moment.agent;
        round.start = moment.time;
        round.quality = moment.quality;
        round.number = moment.round;
        round.iteration = moment.iteration;
        round.file = moment.file;
        round.pointer = moment.pointer;
        round.line = moment.line;
        if (moment.quality != TimeQuality::Exact)
            round.contextAnswers = 0; // a context that is not empty is told a moment later
        if (const auto context = m_context.find(moment.agent); context != m_context.end()) {
            round.contextAnswers = context->second->answerCount;
            round.contextLabels = context->second->labels;
            m_context.erase(context);
        }
        round.type = round.contextAnswers > 0 ? "voting" : "initial_answer";
        m_open[moment.agent] = m_rounds.size() - 1;
    }

    std::vector<RunRound> m_rounds;
    std::map<std::string, std::size_t> m_open; ///< by agent
    std::map<std::string, const CoordinationEvent*> m_context;
};

} // namespace

std::vector<RunRound> walkRounds(const std::vector<CoordinationEvent>& moments)
{
    return Walk().walk(moments);
}

} // namespace mgx
