// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "query/query_engine.h"
#include "store/trace_snapshot.h"
#include "workspace/saved_query.h"

#include <memory>
#include <span>
#include <string>

namespace mgx::cli {

/// The saved query with this title or id, in any case. Fails with the titles that are most like it.
[[nodiscard]] Result<SavedQuery> findSavedQuery(const std::string& name);

/// Puts the text of the query into the request and gives every parameter a value: what --param said (already in the request),
/// else its default, else, for a trace, the newest run among the snapshots, which stderr then names. Fails on one without a value.
[[nodiscard]] Result<void> prepare(const SavedQuery& query, std::span<const std::shared_ptr<const TraceSnapshot>> snapshots,
                                   QueryRequest& request);

} // namespace mgx::cli
