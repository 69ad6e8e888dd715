// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "engine/record_loader.h"
#include "query/result_table.h"

#include <functional>
#include <string>
#include <string_view>

namespace mgx {

// Parquet files, each through a database of its own that lives for the call. A file takes its name when it is complete. Any thread.

/// Every record of the snapshots in the order of their start: the columns of `records_all`, agent_id and
/// repaired_parent_span_id, zstd. About 3 s per million records.
[[nodiscard]] Result<void> writeRecordsParquet(const SnapshotList& snapshots, const std::string& path, const CancelToken& cancel);

/// The answer of a query with its columns and types; lists, structs and intervals as JSON.
[[nodiscard]] Result<void> writeResultParquet(const ResultTable& table, const std::string& path);

/// The rows of a file as lines of JSON, some at a time; `sink` answers false to stop. NULL is left out.
[[nodiscard]] Result<void> readParquet(const std::string& path, const CancelToken& cancel, const std::function<bool(std::string_view)>& sink);

} // namespace mgx
