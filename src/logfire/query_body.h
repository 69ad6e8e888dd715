// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logfire/time_range.h"
#include "query/query_engine.h"

#include <string>

namespace mgx {

/// Rows that the API gives at most, whatever is asked for.
inline constexpr std::size_t kMostRemoteRows = 10'000;

/// The body of POST /v2/query. The limit is always said: without one the API sends a hundred rows and does not tell.
[[nodiscard]] std::string queryBody(const std::string& sql, const TimeRange& range, TimeNs now, std::size_t limit);

/// The statement with values in place of its $parameters, which the API does not know. A name without a value stays.
[[nodiscard]] std::string withValues(const QueryRequest& request);

} // namespace mgx
