// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_head.h"

#include "base/text.h"
#include "ingest/massgen/earlier_unit.h"
#include "ingest/massgen/run_clock.h"
#include "ingest/massgen/run_verdict.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace mgx {

namespace {

using Kind = CoordinationEvent::Kind;

/// "0.1.46" as a number that compares; 0 if unknown.
int versionNumber(std::string_view version)
{
    int number = 0;
    for (int part = 0; part < 3; ++part) {
        int value = 0;
        while (!version.empty() && version.front() >= '0' && version.front() <= '9') {
            value = std::min(999, value * 10 + (version.front() - '0'));
            version.remove_prefix(1);
        }
        number = number * 1000 + value;
        if (!version.empty())
            version.remove_prefix(1);
    }
    return number;
}

std::string generationOf(RunDocuments& documents)
{
    const RunFiles& files = documents.files();
    const int version = versionNumber(documents.metadata().version);
    if (files.has(kEventLogFile) || version >= versionNumber("0.1.46"))
        return "G3";
    if (documents.status().hasMetrics || files.has("metrics_events.json") || files.has("metrics_summary.json")
        || version >= versionNumber("0.1.24"))
        return "G2";
    return files.has("status.json") || version >= versionNumber("0.1.8") ? "G1" : "G0";
}

void addUnknown(std::vector<std::string>& list, const std::string& id)
{
    if (!id.empty() && std::find(list.begin(), list.end(), id) == list.end())
        list.push_back(id);
}

/// Config order where any file tells it.
std::vector<std::string> agentsOf(RunDocuments& documents, const ExecutionMetadata& config)
{
    std::vector<std::string> agents;
    for (const std::string& id : documents.coordination().agents)
        addUnknown(agents, id);
    if (agents.empty()) {
        for (const AgentStatus& agent : documents.status().agents)
            addUnknown(agents, agent.id);
    }
    if (agents.empty()) {
        for (const ExecutionMetadata::Agent& agent : config.agents)
            addUnknown(agents, agent.id);
    }
    if (agents.empty()) {
        for (const SnapshotMapping& entry : documents.mappings())
            addUnknown(agents, entry.agent);
        for (const std::string& id : documents.folders().agents)
            addUnknown(agents, id);
        for (const std::string& id : documents.eventEnds().startedAgents)
            addUnknown(agents, id);
    }
    return agents;
}

std::string winnerOf(RunDocuments& documents, const RunHead& head)
{
    const CoordinationLog& coordination = documents.coordination();
    if (!coordination.finalWinner.empty())
        return coordination.finalWinner;
    if (!head.isOverwritten && !documents.status().winner.empty())
        return documents.status().winner;
    std::string winner;
    for (const CoordinationEvent& event : coordination.events) {
        if (event.kind == Kind::FinalAnswer)
            winner = event.agent;
    }
    for (const SnapshotMapping& entry : documents.mappings()) {
        if (winner.empty() && entry.kind == SnapshotMapping::Kind::FinalAnswer)
            winner = entry.agent;
    }
    const std::vector<std::string> finals = winner.empty() ? documents.files().folders("final") : std::vector<std::string>();
    if (finals.size() == 1 && documents.files().has("final/" + finals.front() + "/answer.txt"))
        winner = finals.front();
    return winner;
}

/// Restarts and further turns have no config of their own: it is that of the first unit of the log folder that has one.
ExecutionMetadata configOf(RunDocuments& documents)
{
    ExecutionMetadata config = documents.metadata();
    for (const std::string& source : {documents.place().first, documents.place().origin}) {
        if (!config.agents.empty() || source.empty() || source == documents.place().path)
            continue;
        ImportReport ignored; // damage there belongs to the report of that unit
        const ExecutionMetadata first = readExecutionMetadata(RunFiles(source, {}, ignored), "execution_metadata.yaml");
        config.agents = first.agents;
        if (config.configPath.empty())
            config.configPath = first.configPath;
        if (config.query.empty())
            config.query = first.query;
    }
    return config;
}

OwnShare ownShareOf(RunDocuments& documents, TimeNs start)
{
    UnitCounters earlier;
    if (!documents.place().previous.empty()) {
        ImportReport ignored;
        RunDocuments previous(placeOf(documents.place().previous), {}, ignored);
        earlier = countersOf(previous);
    }
    return OwnShare(countersOf(documents), earlier, start);
}

void takeCounters(RunHead& head, RunDocuments& documents)
{
    const OwnShare share = ownShareOf(documents, head.ownFrom);
    head.rounds = share.rounds();
    head.agentUsage = share.usage();
    if (!head.agentUsage.empty()) {
        Usage sum;
        for (const auto& [agent, usage] : head.agentUsage)
            sum = sum + usage;
        head.usage = sum;
    }
}

/// When the last answer or vote was put into its folder.
TimeNs lastSnapshot(RunDocuments& documents, const RunHead& head)
{
    TimeNs last = kNoTime;
    for (const VoteFile& vote : documents.folders().votes)
        last = std::max(last, vote.time == kNoTime ? head.clock.toUtc(vote.localTime) : vote.time);
    for (const AnswerFile& answer : documents.folders().answers)
        last = std::max(last, head.clock.toUtc(answer.localTime));
    return last;
}

/// The end of the work on the answer. What the tracker calls the end of the session can be much later: it counts the time
/// in which the user looked at the result.
TimeNs endOf(RunDocuments& documents, const RunHead& head)
{
    const CoordinationLog& coordination = documents.coordination();
    const EventLogEnds& ends = documents.eventEnds();
    TimeNs work = kNoTime;
    for (const CoordinationEvent& event : coordination.events) {
        if (event.kind == Kind::FinalAnswer)
            work = std::max(work, event.time);
    }
    if (work == kNoTime && ends.presentationEndLocal == kNoTime) {
        TimeNs last = std::max(coordination.lastTime, head.clock.toUtc(ends.lastLocal));
        if (!head.isOverwritten)
            last = std::max(last, documents.status().lastUpdated);
        for (const MetricRound& round : head.rounds)
            last = std::max(last, round.end);
        return last == kNoTime ? lastSnapshot(documents, head) : last;
    }
    work = std::max({work, head.clock.toUtc(ends.presentationEndLocal), head.clock.toUtc(ends.postEvaluationEndLocal)});
    for (const MetricRound& round : head.rounds)
        work = std::max(work, round.end);
    return work;
}

} // namespace

RunHead readRunHead(RunDocuments& documents)
{
    RunHead head;
    head.config = configOf(documents);
    head.generation = generationOf(documents);
    head.version = documents.metadata().version;
    head.agents = agentsOf(documents, head.config);
    const CoordinationLog& coordination = documents.coordination();
    const bool isHollow = !coordination.isPresent || coordination.isHollow();
    head.isOverwritten = isHollow && (documents.place().isSuperseded || (coordination.isPresent && !documents.mappings().empty()));
    for (const std::string& question : {coordination.question, documents.status().question, head.config.query}) {
        if (head.question.empty())
            head.question = question;
    }
    const RunTimes times = readRunTimes(documents, head.isOverwritten);
    head.clock = times.clock;
    head.start = times.start;
    head.ownFrom = head.isOverwritten ? kNoTime : times.start;
    takeCounters(head, documents);
    head.winner = winnerOf(documents, head);
    head.end = endOf(documents, head);
    if (head.start != kNoTime)
        head.end = std::max(head.end, head.start);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const Verdict verdict = judgeRun(documents, head, std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
    head.state = verdict.state;
    head.stateReason = verdict.reason;
    return head;
}

bool isAborted(RunDocuments& documents)
{
    const RunFiles& files = documents.files();
    if (files.has("status.json") || files.has("coordination_events.json") || files.has("metrics_events.json")
        || files.has("snapshot_mappings.json"))
        return false;
    if (files.sizeOf(kEventLogFile).value_or(0) > 0 && documents.eventEnds().hasLines)
        return documents.eventEnds().startedAgents.empty() && !documents.metadata().failureStage.empty();
    return documents.folders().agents.empty() && documents.folders().winners.empty();
}

} // namespace mgx
