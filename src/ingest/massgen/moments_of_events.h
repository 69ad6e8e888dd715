// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

#include <vector>

namespace mgx {

/// What the lines of `events.jsonl` tell about rounds, answers, votes and the presentation, in the form of coordination
/// events. Times are those of the local clock; context rounds are counted (an agent's own answers before).
[[nodiscard]] std::vector<CoordinationEvent> momentsOfEvents(const RunModel& model, RunDocuments& documents);

} // namespace mgx
