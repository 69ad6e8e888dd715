// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/local_clock.h"
#include "ingest/massgen/run_documents.h"

namespace mgx {

struct RunTimes
{
    LocalClock clock;
    TimeNs start = kNoTime; ///< of the session
};

/// Finds the offset of the machine that ran MassGen, and when the session began. `isOverwritten`: the coordination events
/// and the start in `status.json` are those of the restart.
[[nodiscard]] RunTimes readRunTimes(RunDocuments& documents, bool isOverwritten);

} // namespace mgx
