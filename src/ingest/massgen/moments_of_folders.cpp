// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/moments_of_folders.h"

#include <algorithm>
#include <cstdlib>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

constexpr TimeNs kAnswerSlack = 3 * kNsPerSecond; // the folder is made first, and a workspace copied into it
constexpr TimeNs kVoteSlack = kNsPerSecond / 2;   // an agent can vote again a second later

bool hasAnswer(const RunModel& model, const std::string& label)
{
    return std::any_of(model.moments.begin(), model.moments.end(), [&label](const CoordinationEvent& moment) {
        return moment.kind == Kind::NewAnswer && moment.label == label;
    });
}

bool hasNear(const RunModel& model, Kind kind, const std::string& agent, TimeNs time)
{
    const TimeNs slack = kind == Kind::NewAnswer ? kAnswerSlack : kVoteSlack;
    return std::any_of(model.moments.begin(), model.moments.end(), [&](const CoordinationEvent& moment) {
        return moment.kind == kind && moment.agent == agent && distanceNs(moment.time, time) < slack;
    });
}

int answersBefore(const RunModel& model, const std::string& agent, TimeNs time)
{
    return static_cast<int>(std::count_if(model.moments.begin(), model.moments.end(), [&](const CoordinationEvent& moment) {
        return moment.kind == Kind::NewAnswer && moment.agent == agent && moment.time < time;
    }));
}

CoordinationEvent answerMoment(const SnapshotMapping& entry, TimeNs time)
{
    CoordinationEvent moment;
    moment.kind = Kind::NewAnswer;
    moment.type = "new_answer";
    moment.time = time;
    moment.quality = TimeQuality::LocalClock;
    moment.agent = entry.agent;
    moment.label = entry.label;
    moment.iteration = entry.iteration;
    moment.round = entry.round;
    moment.file = "snapshot_mappings.json";
    moment.pointer = entry.pointer;
    return moment;
}

/// Folders with an answer that no mapping names: their label follows from the order of the agent's answers.
void addUnmapped(RunModel& model, RunDocuments& documents)
{
    for (const AnswerFile& answer : documents.folders().answers) {
        const TimeNs time = model.head.clock.toUtc(answer.localTime);
        const auto& mappings = documents.mappings();
        const bool isMapped = std::any_of(mappings.begin(), mappings.end(),
                                          [&answer](const auto& entry) { return entry.path == answer.path; });
        if (isMapped || hasNear(model, Kind::NewAnswer, answer.agent, time))
            continue;
        const int before = answersBefore(model, answer.agent, time);
        SnapshotMapping entry;
        entry.agent = answer.agent;
        entry.label = model.labels.labelFor(answer.agent, std::to_string(before + 1));
        entry.round = before;
        model.labels.learn(entry.label, entry.agent);
        CoordinationEvent moment = answerMoment(entry, time);
        moment.file = answer.path;
        model.moments.push_back(std::move(moment));
    }
}

void addVotes(RunModel& model, RunDocuments& documents)
{
    for (const VoteFile& vote : documents.folders().votes) {
        const bool isExact = vote.time != kNoTime;
        const TimeNs time = isExact ? vote.time : model.head.clock.toUtc(vote.localTime);
        if (time == kNoTime || hasNear(model, Kind::VoteCast, vote.voter, time))
            continue;
        CoordinationEvent moment;
        moment.kind = Kind::VoteCast;
        moment.type = "vote_cast";
        moment.time = time;
        moment.quality = isExact ? TimeQuality::Exact : TimeQuality::LocalClock;
        moment.agent = vote.voter;
        moment.votedFor = vote.votedFor;
        moment.votedForLabel = vote.votedForLabel;
        moment.reason = vote.reason;
        moment.labels = vote.availableLabels;
        moment.iteration = vote.iteration;
        moment.round = answersBefore(model, vote.voter, time);
        moment.file = vote.path;
        for (const SnapshotMapping& entry : documents.mappings()) {
            if (entry.path == vote.path) {
                moment.round = entry.round;
                if (moment.votedForLabel.empty())
                    moment.votedForLabel = entry.votedForLabel;
            }
        }
        model.moments.push_back(std::move(moment));
    }
}

/// Votes whose file is gone are still named in the mappings.
void addMappedVotes(RunModel& model, RunDocuments& documents)
{
    for (const SnapshotMapping& entry : documents.mappings()) {
        const TimeNs time = model.head.clock.toUtc(entry.localTime);
        if (entry.kind != SnapshotMapping::Kind::Vote || time == kNoTime || hasNear(model, Kind::VoteCast, entry.agent, time))
            continue;
        CoordinationEvent moment = answerMoment(entry, time);
        moment.kind = Kind::VoteCast;
        moment.type = "vote_cast";
        moment.label.clear();
        moment.votedFor = entry.votedFor;
        moment.votedForLabel = entry.votedForLabel;
        model.moments.push_back(std::move(moment));
    }
}

} // namespace

void addMomentsOfFolders(RunModel& model, RunDocuments& documents)
{
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (entry.kind == SnapshotMapping::Kind::Answer && entry.localTime != kNoTime && !hasAnswer(model, entry.label))
            model.moments.push_back(answerMoment(entry, model.head.clock.toUtc(entry.localTime)));
    }
    addUnmapped(model, documents);
    addVotes(model, documents);
    addMappedVotes(model, documents);
}

} // namespace mgx
