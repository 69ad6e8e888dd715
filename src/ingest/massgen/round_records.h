// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_model.h"

namespace mgx {

/// Gives the rounds of `model` what MassGen recorded about them: number, type, end and tokens. A recorded round that no
/// moment tells of (post-evaluation; cut files) becomes a round of its own.
void takeRecordedRounds(RunModel& model);

/// Tokens of rounds that MassGen did not record (their vote was ignored, or they were cut off) are what is missing to the
/// agent's exact total; several such rounds share it evenly and are marked.
void shareMissingUsage(RunModel& model);

} // namespace mgx
