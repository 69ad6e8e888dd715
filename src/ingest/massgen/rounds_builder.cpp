// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/rounds_builder.h"

#include "ingest/massgen/round_records.h"
#include "ingest/massgen/round_walk.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

/// When the agent's round before this one ended; kNoTime if there is none.
TimeNs previousEnd(const std::vector<RunRound>& rounds, const RunRound& round)
{
    TimeNs last = kNoTime;
    for (const RunRound& other : rounds) {
        if (&other != &round && other.agent == round.agent && other.start < round.start)
            last = std::max(last, other.end == kNoTime ? other.start : other.end);
    }
    return last;
}

/// `round_start` is written just before MassGen opens its own span; the coordination events come later, after the context
/// and the workspace were prepared.
void takeEarlierStarts(RunModel& model)
{
    constexpr TimeNs kLongestPreparation = 120 * kNsPerSecond;
    std::map<std::string, std::vector<TimeNs>> begins; // by agent
    for (const RunEvent& event : model.events) {
        if (event.kind == RunEvent::Kind::RoundStart)
            begins[event.agent].push_back(event.time);
    }
    for (RunRound& round : model.rounds) {
        if (round.isPresentation() || round.type == "post_evaluation")
            continue;
        const TimeNs earliest = std::max(previousEnd(model.rounds, round), round.start - kLongestPreparation);
        TimeNs begin = kNoTime;
        for (const TimeNs time : begins[round.agent]) {
            if (time <= round.start + kNsPerSecond / 100 && time > earliest - kNsPerSecond / 10)
                begin = std::max(begin, time);
        }
        if (begin != kNoTime) {
            round.start = begin;
            round.quality = TimeQuality::LocalClock;
        }
    }
}

/// MassGen's span of the presentation ends with the final answer, a little after the recorded round.
void takeLaterEnds(RunModel& model)
{
    constexpr TimeNs kMost = 2 * kNsPerSecond;
    for (RunRound& round : model.rounds) {
        if (!round.isPresentation() || round.end == kNoTime)
            continue;
        for (const RunEvent& event : model.events) {
            if (event.kind == RunEvent::Kind::FinalAnswer && event.agent == round.agent && event.time > round.end
                && event.time - round.end < kMost)
                round.end = event.time;
        }
    }
}

void addRunning(RunModel& model, RunDocuments& documents)
{
    if (model.head.isOverwritten || documents.coordination().hasEnd)
        return;
    for (const AgentStatus& agent : documents.status().agents) {
        const TimeNs since = agent.runningSince;
        if (since == kNoTime || (model.head.ownFrom != kNoTime && since < model.head.ownFrom - kNsPerSecond))
            continue;
        const bool isKnown = std::any_of(model.rounds.begin(), model.rounds.end(), [&](const RunRound& round) {
            return round.agent == agent.id && (round.end == kNoTime || round.end > since);
        });
        if (isKnown)
            continue;
        RunRound round;
        round.agent = agent.id;
        round.number = agent.runningRound;
        round.start = since;
        round.file = "status.json";
        round.pointer = "/agents/" + agent.id + "/round_timing";
        model.rounds.push_back(std::move(round));
    }
}

/// An ignored vote names an agent; which of its answers was meant follows from what the voter had seen.
void labelIgnoredVotes(RunModel& model)
{
    for (RunRound& round : model.rounds) {
        if (round.outcome != "vote_ignored" || !round.votedForLabel.empty())
            continue;
        for (const std::string& label : round.contextLabels) {
            if (model.labels.agentOf(label) == round.votedFor)
                round.votedForLabel = label;
        }
    }
}

void explainErrors(RunModel& model, RunDocuments& documents)
{
    for (const AgentStatus& agent : documents.status().agents) {
        for (RunRound& round : model.rounds) {
            if (round.agent == agent.id && round.outcome == "error" && round.error.empty())
                round.error = agent.error;
        }
    }
}

} // namespace

void buildRounds(RunModel& model, RunDocuments& documents)
{
    model.rounds = walkRounds(model.moments);
    takeRecordedRounds(model);
    takeEarlierStarts(model);
    takeLaterEnds(model);
    addRunning(model, documents);
    labelIgnoredVotes(model);
    explainErrors(model, documents);
    std::stable_sort(model.rounds.begin(), model.rounds.end(),
                     [](const RunRound& a, const RunRound& b) { return a.start < b.start; });
}

} // namespace mgx
