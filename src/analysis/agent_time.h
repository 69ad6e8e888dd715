// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <array>
#include <string_view>
#include <vector>

namespace mgx {

/// What an agent did with a stretch of time. Values are stored and shown in this order.
enum class TimeKind : std::uint8_t {
    Model,      ///< a model call covers it
    Tool,       ///< a tool call covers it, and no model call does
    Retry,      ///< work that was thrown away: a failed attempt, an enforcement, a vote that was ignored, a round that a restart ended
    BackOff,    ///< the pause before a failed attempt is made again
    Waiting,    ///< outside its rounds, while others work
    Own,        ///< inside a round, with nothing recorded: MassGen itself
    Unrecorded, ///< inside a round of a source that records no model calls: the model or MassGen, nobody wrote down which
};
inline constexpr std::size_t kTimeKindCount = 7;

/// `model`, `tool`, `retry`, `back_off`, `waiting`, `own`, `unrecorded`: the words of SQL and of the report.
[[nodiscard]] std::string_view nameOf(TimeKind kind);

/// What a waiting agent waits for.
enum class WaitReason : std::uint8_t { None, Start, Answer, Vote, Presentation, End };
[[nodiscard]] std::string_view nameOf(WaitReason reason);

struct TimeSlice
{
    TimeNs start = 0;
    TimeNs end = 0;
    TimeKind kind = TimeKind::Waiting;
    int round = -1;      ///< index into RunFacts::rounds; -1 = outside every round
    RowId row = kNoRow;  ///< the record that covers it; kNoRow = none does
    int waitsFor = -1;   ///< index into RunFacts::agents: who ended this wait; -1 = nobody, or not waiting
    WaitReason reason = WaitReason::None;
};

struct AgentTime
{
    std::array<TimeNs, kTimeKindCount> total{}; ///< by TimeKind; the sum is the run's wall time, to the nanosecond
    std::vector<TimeSlice> slices;              ///< by start, without gaps or overlaps, from the start of the run to its end

    [[nodiscard]] TimeNs of(TimeKind kind) const { return total[std::size_t(kind)]; }
};

/// The wall clock of a run, split for each of its agents.
struct RunTime
{
    TimeNs start = 0;
    TimeNs end = 0;
    TimeNs agentTime = 0;       ///< what all agents did, waiting left out
    bool hasModelCalls = false; ///< else model time is not known: rounds minus tools is Unrecorded
    std::vector<AgentTime> agents; ///< as RunFacts::agents

    [[nodiscard]] TimeNs wall() const { return end - start; }
    /// Agents at work at the same time, on average; 0 for a run without duration.
    [[nodiscard]] double parallelism() const { return wall() > 0 ? double(agentTime) / double(wall()) : 0; }
};

/// From the run's facts and the rows below its rounds, O(n log n) in the run's rows. Pure; any thread.
[[nodiscard]] RunTime runTime(const TraceSnapshot& snapshot, RunId run);

} // namespace mgx
