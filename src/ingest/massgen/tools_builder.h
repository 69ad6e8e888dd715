// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// Fills `model.tools`: calls and exact times from `metrics_events.json`, full arguments and results from `events.jsonl`
/// (joined by agent, call id, name and time: a call id alone can repeat), and the calls that only one of them has. Moves
/// arguments and results out of `model.events`. Rounds must be built.
void buildTools(RunModel& model, RunDocuments& documents);

} // namespace mgx
