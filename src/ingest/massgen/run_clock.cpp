// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_clock.h"

#include <algorithm>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

TimeNs exactStart(RunDocuments& documents)
{
    const CoordinationLog& coordination = documents.coordination();
    if (coordination.start != kNoTime)
        return coordination.start;
    if (documents.status().start != kNoTime)
        return documents.status().start;
    return coordination.events.empty() ? kNoTime : coordination.events.front().time;
}

/// The same answer in the folder names (local) and in the coordination events (epoch).
void pairAnswers(LocalClock& clock, RunDocuments& documents)
{
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (entry.kind != SnapshotMapping::Kind::Answer)
            continue;
        for (const CoordinationEvent& event : documents.coordination().events) {
            if (event.kind == Kind::NewAnswer && event.label == entry.label)
                clock.addPair(entry.localTime, event.time);
        }
    }
}

/// `vote.json` has both times.
void pairVotes(LocalClock& clock, RunDocuments& documents)
{
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (entry.kind != SnapshotMapping::Kind::Vote || clock.isKnown())
            continue;
        ImportReport ignored; // the vote is read once more, and judged, with all others
        if (const auto vote = readVoteFile(RunFiles(documents.place().path, {}, ignored), entry.path))
            clock.addPair(vote->localTime, vote->time);
    }
    if (clock.isKnown() || !documents.mappings().empty())
        return;
    for (const VoteFile& vote : documents.folders().votes)
        clock.addPair(vote.localTime, vote.time);
}

/// Last resort: a file that was written to last when its last line was written, and not copied since.
void pairFileTime(LocalClock& clock, RunDocuments& documents)
{
    const TimeNs modified = documents.files().modifiedTime(kEventLogFile);
    const TimeNs local = documents.eventEnds().lastLocal;
    TimeNs offset = 0;
    constexpr TimeNs kDelay = 2 * kNsPerSecond;
    if (LocalClock::isOffset(local, modified, offset) && modified >= local - offset && modified - (local - offset) < kDelay)
        clock.addPair(local, modified);
}

} // namespace

RunTimes readRunTimes(RunDocuments& documents, bool isOverwritten)
{
    RunTimes times;
    times.start = isOverwritten ? kNoTime : exactStart(documents);
    const EventLogEnds& ends = documents.eventEnds();
    pairAnswers(times.clock, documents);
    if (!times.clock.isKnown())
        pairVotes(times.clock, documents);
    if (!times.clock.isKnown())
        times.clock.addPair(ends.firstLocal, times.start);
    if (!times.clock.isKnown())
        times.clock.addEarlier(documents.metadata().localTime, times.start);
    if (!times.clock.isKnown() && !documents.status().agents.empty()) {
        for (const AgentStatus& agent : documents.status().agents) {
            if (!times.clock.isKnown() && !agent.rounds.empty() && documents.place().previous.empty())
                times.clock.addPair(ends.firstLocal, agent.rounds.front().start);
        }
    }
    if (!times.clock.isKnown())
        pairFileTime(times.clock, documents);
    if (times.start == kNoTime)
        times.start = times.clock.toUtc(ends.firstLocal);
    if (times.start == kNoTime)
        times.start = times.clock.toUtc(documents.metadata().localTime);
    if (times.start == kNoTime) {
        for (const AnswerFile& answer : documents.folders().answers) {
            const TimeNs time = times.clock.toUtc(answer.localTime);
            times.start = times.start == kNoTime ? time : std::min(times.start, time);
        }
    }
    if (times.start == kNoTime) {
        for (const MetricRound& round : documents.metrics().rounds)
            times.start = times.start == kNoTime ? round.start : std::min(times.start, round.start);
    }
    if (times.start == kNoTime)
        times.start = times.clock.toUtc(parseFolderStamp(documents.place().name.substr(
            std::min<std::size_t>(documents.place().name.size(), 4))).value_or(kNoTime));
    return times;
}

} // namespace mgx
