// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/what_if.h"

#include "analysis/changed_cost.h"
#include "analysis/replay.h"

#include <algorithm>
#include <map>

namespace mgx {

namespace {

using Times = std::map<std::string, TimeNs, std::less<>>;

TimeNs durationOf(TimeNs start, TimeNs end)
{
    return isKnownTime(start) && isKnownTime(end) && end > start ? end - start : 0;
}

void append(std::vector<Changeable>& out, Change::Target target, const Times& times)
{
    const auto begin = std::ptrdiff_t(out.size());
    for (const auto& [name, time] : times) {
        if (!name.empty())
            out.push_back({target, name, time});
    }
    std::stable_sort(out.begin() + begin, out.end(), [](const Changeable& a, const Changeable& b) { return a.time > b.time; });
}

} // namespace

std::vector<Changeable> changeables(const TraceSnapshot& snapshot, RunId run)
{
    const RunRecord record = readRecord(snapshot, run);
    const RunFacts& facts = record.facts;
    const RunTime time = runTime(record);
    Times tools, models, agents, phases;
    for (const ToolCallFact& call : facts.toolCalls)
        tools[call.name] += durationOf(call.start, call.end);
    for (const ModelCallFact& call : facts.modelCalls)
        models[call.model.empty() && hasAgent(facts, call.agent) ? facts.agents[std::size_t(call.agent)].model : call.model] += durationOf(call.start, call.end);
    for (std::size_t i = 0; i < facts.agents.size(); ++i) {
        agents[facts.agents[i].id] += time.wall() - time.agents[i].of(TimeKind::Waiting);
        models[facts.agents[i].model] += time.agents[i].of(TimeKind::Unrecorded);
    }
    for (const RoundTimes& round : runRounds(record).rounds)
        phases[facts.rounds[std::size_t(round.round)].type] += round.end - round.start;
    std::vector<Changeable> out;
    append(out, Change::Target::Tool, tools);
    append(out, Change::Target::Model, models);
    append(out, Change::Target::Agent, agents);
    append(out, Change::Target::Phase, phases);
    return out;
}

WhatIf whatIf(const TraceSnapshot& snapshot, RunId run, std::span<const Change> changes)
{
    const RunRecord record = readRecord(snapshot, run);
    const RunRounds rounds = runRounds(record);
    const ChangeFactors factors(record.facts, changes);
    const Replay replay(record, rounds, factors);
    WhatIf out;
    out.time = runTime(RunRecord{replay.facts(), kNoTime, record.failedCalls, replay.refusals(), {}});
    out.costUsd = changedCost(record.facts, rounds, factors);
    out.isEstimate = replay.isEstimate();
    return out;
}

} // namespace mgx
