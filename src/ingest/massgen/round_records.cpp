// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/round_records.h"

#include "ingest/massgen/earlier_unit.h"

#include <algorithm>
#include <cmath>

namespace mgx {

namespace {

/// `start_round_tracking` runs right after the status change; a restarted round can follow ten milliseconds later.
constexpr TimeNs kSlack = kNsPerSecond / 500;

/// The round that began nearest to the recorded one and could be the same; null if none. Not simply the last one before:
/// a round that is torn down at once is followed by the next within milliseconds.
RunRound* matching(std::vector<RunRound>& rounds, const std::vector<bool>& isTaken, const MetricRound& recorded)
{
    RunRound* best = nullptr;
    for (std::size_t i = 0; i < rounds.size(); ++i) {
        RunRound& round = rounds[i];
        const bool isCandidate = !isTaken[i] && round.agent == recorded.agent && round.start <= recorded.start + kSlack
                                 && (round.end == kNoTime || recorded.start < round.end + kSlack)
                                 && round.isPresentation() == (recorded.type == "presentation");
        if (isCandidate && (!best || distanceNs(round.start, recorded.start) < distanceNs(best->start, recorded.start)))
            best = &round;
    }
    return best;
}

RunRound roundOf(const MetricRound& recorded)
{
    RunRound round;
    round.agent = recorded.agent;
    round.start = recorded.start;
    round.end = recorded.end;
    return round;
}

void merge(RunRound& round, const MetricRound& recorded)
{
    constexpr TimeNs kSame = 2 * kNsPerSecond;
    round.number = recorded.number;
    round.type = recorded.type.empty() ? round.type : recorded.type;
    if (round.end == kNoTime || distanceNs(round.end, recorded.end) < kSame)
        round.end = std::max(recorded.end, round.start);
    if (round.outcome.empty())
        round.outcome = recorded.outcome;
    round.usage = recorded.usage;
    round.tokenSource = recorded.tokenSource;
    round.file = recorded.file;
    round.pointer = recorded.pointer;
    round.line = 0;
}

std::int64_t part(std::int64_t whole, std::int64_t count, bool isLast)
{
    return isLast ? whole - whole / count * (count - 1) : whole / count;
}

bool hasTokens(const Usage& usage)
{
    return usage.inputTokens > 0 || usage.outputTokens > 0;
}

} // namespace

void takeRecordedRounds(RunModel& model)
{
    std::vector<bool> isTaken(model.rounds.size(), false);
    std::vector<RunRound> extra;
    for (const MetricRound& recorded : model.head.rounds) {
        if (RunRound* round = matching(model.rounds, isTaken, recorded)) {
            isTaken[static_cast<std::size_t>(round - model.rounds.data())] = true;
            merge(*round, recorded);
        } else {
            merge(extra.emplace_back(roundOf(recorded)), recorded);
        }
    }
    model.rounds.insert(model.rounds.end(), std::make_move_iterator(extra.begin()), std::make_move_iterator(extra.end()));
}

void shareMissingUsage(RunModel& model)
{
    for (const auto& [agent, total] : model.head.agentUsage) {
        Usage missing = total;
        std::vector<RunRound*> unknown;
        for (RunRound& round : model.rounds) {
            if (round.agent != agent)
                continue;
            if (round.usage)
                missing = missing - *round.usage;
            else
                unknown.push_back(&round);
        }
        if (unknown.empty())
            continue;
        if (!hasTokens(missing) || missing.inputTokens < 0 || missing.outputTokens < 0)
            missing = {};
        const auto count = static_cast<std::int64_t>(unknown.size());
        for (std::int64_t i = 0; i < count; ++i) {
            const bool isLast = i + 1 == count;
            RunRound& round = *unknown[static_cast<std::size_t>(i)];
            round.usage = Usage{part(missing.inputTokens, count, isLast), part(missing.outputTokens, count, isLast),
                                part(missing.reasoningTokens, count, isLast),
                                part(missing.cachedInputTokens, count, isLast),
                                std::max(0.0, missing.costUsd) / static_cast<double>(count)};
            round.isUsageShared = count > 1;
        }
    }
}

} // namespace mgx
