// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "store/trace_snapshot.h"

#include <string>
#include <utility>
#include <vector>

namespace mgx {

/// A type of span or log that MassGen writes, as far as one can expect it (MassGen 0.1.97, structured_logging.py).
struct ExpectedRecord
{
    std::string_view pattern;  ///< as people write it: "agent.{id}.round_{n}"
    std::string_view sentence; ///< what it is for
    std::string_view where;    ///< the module of MassGen that writes it
    std::vector<std::string_view> attributes; ///< without which questions stay open
    bool isInEveryRun = false;
    std::string_view snippet;  ///< Python that writes it
};

/// What the open data has of it.
struct LoggingFinding
{
    std::size_t expected = 0; ///< index into expectedRecords()
    std::size_t count = 0;
    std::size_t misNested = 0; ///< recorded below another parent than the right one
    std::size_t truncated = 0; ///< a text that was cut, or scrubbed
    std::vector<std::pair<std::string, std::size_t>> missing; ///< attributes, and how many records lack each
    RowId example = kNoRow;    ///< one with something wrong, else the first

    [[nodiscard]] bool isGood() const { return count > 0 && misNested == 0 && truncated == 0 && missing.empty(); }
};

[[nodiscard]] const std::vector<ExpectedRecord>& expectedRecords();
/// Index of the type that a name belongs to, -1 for none.
[[nodiscard]] int expectedRecordOf(std::string_view name);

/// Compares the records with what is expected, one finding for each type, in their order. Pure; O(records), any thread.
[[nodiscard]] std::vector<LoggingFinding> checkLogging(const TraceSnapshot& snapshot, const CancelToken& cancel = {});

} // namespace mgx
