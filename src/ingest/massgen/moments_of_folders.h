// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// Adds the answers and votes that only `snapshot_mappings.json` or the folders of the agents know. A whole run has none.
void addMomentsOfFolders(RunModel& model, RunDocuments& documents);

} // namespace mgx
