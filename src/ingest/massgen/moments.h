// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// What happened in a run, by time. `coordination_events.json` tells it where it is whole; where it is missing, cut or
/// overwritten by a restart, the rest comes from `events.jsonl`, `snapshot_mappings.json` and the folders of the agents.
/// Fills `model.events` times, `model.labels` and `model.moments`; says in the report what was rebuilt.
void collectMoments(RunModel& model, RunDocuments& documents);

} // namespace mgx
