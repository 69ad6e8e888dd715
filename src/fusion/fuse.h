// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "ingest/import_report.h"
#include "store/trace_snapshot.h"

#include <memory>
#include <vector>

namespace mgx {

/// Several sources as one picture.
struct Fused
{
    std::shared_ptr<const TraceSnapshot> snapshot;
    std::size_t joinedRuns = 0;     ///< runs that more than one source tells of
    std::size_t pairedRows = 0;     ///< rows of a log folder that are one with a sent row
    std::size_t duplicateRows = 0;  ///< rows that another source has too, with the same ids
};

/// Puts sources on one timeline. Where a log folder and sent records (OTLP, Logfire) are of the same run, they become one run:
/// matched by `massgen.log_path`, then by task, agents and time; rows that tell of the same round, call or event by agent, name,
/// round and time. Of each such pair one row stays: the times of the sent one, the outcome, arguments and results of the files,
/// which attributes came from where beside them (`fusion.*`). Where they disagree the run's problems say so. Rows of the same ids
/// are taken once. Pure: the sources stay as they are, so any of them can be left out the next time. O(n log n).
[[nodiscard]] Fused fuse(const std::vector<std::shared_ptr<const TraceSnapshot>>& sources, const CancelToken& cancel = {});

} // namespace mgx
