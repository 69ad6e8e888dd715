// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

namespace mgx {

/// Reports the files that a run of this generation and end should have left but did not, with what is unknown for it.
void reportMissingFiles(RunDocuments& documents, const RunModel& model);

} // namespace mgx
