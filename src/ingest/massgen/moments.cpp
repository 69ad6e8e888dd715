// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/moments.h"

#include "ingest/massgen/event_clock.h"
#include "ingest/massgen/moments_of_events.h"
#include "ingest/massgen/moments_of_folders.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

constexpr std::string_view kFile = "coordination_events.json";
constexpr TimeNs kForever = std::numeric_limits<TimeNs>::max();

/// Up to when the coordination events can be relied on.
TimeNs coveredUntil(const CoordinationLog& log, bool isUsable)
{
    if (!isUsable)
        return kNoTime;
    return log.hasEnd ? kForever : log.lastTime;
}

/// Whether a moment found elsewhere is already among those of the coordination events, which were cut near its time.
bool isKnown(const std::vector<CoordinationEvent>& moments, const CoordinationEvent& found)
{
    return std::any_of(moments.begin(), moments.end(), [&found](const CoordinationEvent& moment) {
        if (moment.kind != found.kind || moment.agent != found.agent)
            return false;
        if (found.kind == Kind::NewAnswer && !found.label.empty())
            return moment.label == found.label;
        const TimeNs slack = found.kind == Kind::Streaming ? 2 * kNsPerSecond : kNsPerSecond / 2;
        return distanceNs(moment.time, found.time) < slack;
    });
}

void learnLabels(RunModel& model, RunDocuments& documents)
{
    for (const CoordinationEvent& moment : documents.coordination().events) {
        if (moment.kind == Kind::NewAnswer)
            model.labels.learn(moment.label, moment.agent);
    }
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (entry.kind == SnapshotMapping::Kind::Answer)
            model.labels.learn(entry.label, entry.agent);
    }
    for (const RunEvent& event : model.events) {
        if (event.kind == RunEvent::Kind::AnswerSubmitted)
            model.labels.learn(event.label, event.agent);
    }
    for (const VoteFile& vote : documents.folders().votes) {
        for (const auto& [label, agent] : vote.labelToAgent)
            model.labels.learn(label, agent);
    }
}

/// Files that MassGen writes together with the coordination events are there.
bool hasEnded(RunDocuments& documents, const RunModel& model)
{
    return model.head.state == RunState::Complete || !documents.mappings().empty()
           || documents.files().has("metrics_events.json");
}

void reportRebuilt(RunDocuments& documents, const RunModel& model, bool isUsable)
{
    const CoordinationLog& log = documents.coordination();
    const RunFiles& files = documents.files();
    if (isUsable && log.hasEnd)
        return;
    if (model.head.isOverwritten)
        files.inform(kFile, {}, "was overwritten when MassGen restarted: answers, votes and rounds were rebuilt from the other files");
    else if (isUsable)
        files.inform(kFile, {}, "stops before the end of the session: what follows was taken from the other files");
    else if (files.has(kFile))
        files.inform(kFile, {}, "tells nothing: answers, votes and rounds were rebuilt from the other files");
    else if (hasEnded(documents, model))
        files.warn(kFile, {}, "is missing: answers, votes and rounds were rebuilt from the other files");
    else if (model.head.state == RunState::Incomplete)
        files.inform(kFile, {}, "was not written before the run stopped: answers, votes and rounds were taken from the other files");
}

} // namespace

void collectMoments(RunModel& model, RunDocuments& documents)
{
    const CoordinationLog& log = documents.coordination();
    const bool isUsable = log.isPresent && !log.isHollow() && !model.head.isOverwritten;
    applyClock(model.events, model.head.clock, log.events);
    model.labels = AnswerLabels(model.head.agents, model.head.version);
    learnLabels(model, documents);
    if (isUsable)
        model.moments = log.events;
    const TimeNs covered = coveredUntil(log, isUsable);
    if (covered != kForever) {
        const std::vector<CoordinationEvent> known = model.moments;
        for (CoordinationEvent& moment : momentsOfEvents(model, documents)) {
            const TimeNs slack = 2 * kNsPerSecond;
            if (covered == kNoTime || (moment.time > covered - slack && !isKnown(known, moment)))
                model.moments.push_back(std::move(moment));
        }
    }
    addMomentsOfFolders(model, documents);
    reportRebuilt(documents, model, isUsable);
    sortByTime(model.moments);
}

} // namespace mgx
