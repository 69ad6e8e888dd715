// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Everything that failed for the same reason, as far as the messages tell.
struct FailureGroup
{
    enum class Cause : std::uint8_t { Error, Timeout, Denied, Cancelled };

    Cause cause = Cause::Error;
    std::string fingerprint; ///< the message without numbers, paths and quoted texts
    std::string message;     ///< of the first one, shortened
    std::string what;        ///< the tool, the agent's round, or the name of the record
    std::vector<RowId> rows; ///< by start
    std::vector<int> agents; ///< indexes into RunFacts::agents, sorted
    std::size_t hidden = 0;  ///< how many were recorded as successes
    TimeNs first = kNoTime;
    TimeNs last = kNoTime;

    [[nodiscard]] std::size_t count() const { return rows.size(); }
};

[[nodiscard]] std::string_view nameOf(FailureGroup::Cause cause);

/// Most frequent first: tool calls that failed or whose result says so, calls that were cut off, rounds that ended in an error or a
/// timeout, model calls and other records with an exception or of error level. A failure that several rows tell of (an exception that
/// rises through its spans, an outer and an inner span of a call) counts once. O(n log n) in the run's rows. Pure; any thread.
[[nodiscard]] std::vector<FailureGroup> failures(const TraceSnapshot& snapshot, RunId run);

} // namespace mgx
