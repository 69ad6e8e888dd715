// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/nested_runs.h"
#include "ingest/massgen/record_emitter.h"
#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

#include <vector>

namespace mgx {

struct NestedRow
{
    NestedRun run;
    RowId row = kNoRow; ///< of its `subagent.{id}` or `checkpoint.{n}` record
};

/// Writes one record for every subagent and checkpoint of a run, below the tool call that started it where that is known.
/// The tools must still have their arguments and results.
[[nodiscard]] std::vector<NestedRow> writeNestedRows(const RunModel& model, RunDocuments& documents,
                                                     RecordEmitter& emitter);

} // namespace mgx
