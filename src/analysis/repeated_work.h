// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Work that was done more than once, or for nothing.
struct RepeatedGroup
{
    enum class Kind : std::uint8_t {
        Call,         ///< the same tool with the same arguments
        Command,      ///< the same shell command
        FileRead,     ///< the same file
        UnseenAnswer, ///< an answer that its agent replaced before another agent saw it
        IgnoredVote,  ///< MassGen threw the vote away, because there was a newer answer
        ChangedVote,  ///< the agent voted again later
        Retry,        ///< a failed attempt of a tool or model call that was made again
        Restart,      ///< a round that a restart ended
    };

    Kind kind = Kind::Call;
    bool isExact = true;   ///< the calls are equal to the letter; else once ids, times, paths, blanks and order of keys are left out
    std::string what;      ///< the tool, the command, the file, or the agent
    std::string sample;    ///< arguments of the first call, shortened
    std::vector<RowId> rows;     ///< all of them, by start
    std::vector<RowId> lostRows; ///< those that would not have been needed
    std::vector<int> agents;     ///< indexes into RunFacts::agents, sorted
    int rounds = 0;              ///< how many different rounds
    int attempts = 1;            ///< of the same turn: the first calls may be those of an attempt that was restarted
    TimeNs lostNs = 0;           ///< duration of the lost rows
    std::int64_t lostTokens = 0;
    double lostUsd = 0;
    bool isEstimated = false; ///< tokens and money of a tool call are estimated from its texts: nobody records them
};

/// `call`, `command`, `file_read`, …: the words of the report and of tools.
[[nodiscard]] std::string_view nameOf(RepeatedGroup::Kind kind);
/// "4 equal calls of `search` by 2 agents".
[[nodiscard]] std::string sentenceOf(const RepeatedGroup& group, const RunFacts& facts);

/// Most time lost first. Calls that an earlier attempt of the same turn has made already are known, where the snapshot holds it; lost is
/// only what this run did. O(n log n) in the run's calls and the length of their texts. Pure; any thread.
[[nodiscard]] std::vector<RepeatedGroup> repeatedWork(const TraceSnapshot& snapshot, RunId run);

/// What all groups lost, a row that stands in several counted once.
struct LostWork
{
    std::size_t count = 0;
    TimeNs ns = 0;
    std::int64_t tokens = 0;
    double usd = 0;
};
[[nodiscard]] LostWork lostWork(const TraceSnapshot& snapshot, const std::vector<RepeatedGroup>& groups);

} // namespace mgx
