// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// Fills `model.rounds` from `model.moments` (which rounds there were, and how each ended), the recorded rounds in
/// `model.head.rounds` (their tokens and exact ends) and `events.jsonl` (when each really began).
void buildRounds(RunModel& model, RunDocuments& documents);

} // namespace mgx
