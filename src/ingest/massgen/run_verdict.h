// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_head.h"

namespace mgx {

struct Verdict
{
    RunState state = RunState::Incomplete;
    std::string reason;
};

/// How a run ended. Neither the exit code nor `is_complete` tells: both look fine after seven kinds of failure, and a
/// presentation cut by an interrupt leaves a final answer. `head` has winner, agents, rounds and clock by now.
[[nodiscard]] Verdict judgeRun(RunDocuments& documents, const RunHead& head, TimeNs now);

} // namespace mgx
