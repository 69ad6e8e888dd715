// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/massgen/run_documents.h"
#include "ingest/massgen/run_model.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Tool calls and results in an `execution_trace.md`, in the order of the file. It has no times and no call ids, some
/// versions write a call twice, and a result may hold what looks like a heading.
struct ExecutionTrace
{
    struct Entry
    {
        std::string tool;
        std::string text; ///< arguments as JSON, or the result
    };
    std::vector<Entry> calls;
    std::vector<Entry> results;
};

[[nodiscard]] ExecutionTrace parseExecutionTrace(std::string_view markdown);

/// Gives tools without arguments (before `events.jsonl` existed) those of the trace of their round: per tool name the next
/// call whose length fits the recorded one, and the next result.
void takeTracedPayloads(RunModel& model, RunDocuments& documents);

} // namespace mgx
