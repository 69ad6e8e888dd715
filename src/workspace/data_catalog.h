// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "query/data_catalog.h"
#include "store/trace_snapshot.h"

#include <memory>
#include <span>

namespace mgx {

/// Reads what completion and the schema side bar say about the loaded traces: keys of attributes with types and examples, values
/// of columns, rows of tables. All records are counted; the attributes of a large trace are sampled, of each span name the first
/// ones and then every n-th. At most 5,000 keys, 200 values of a column, about 200 ms for 1 M records; null when cancelled. Any thread.
[[nodiscard]] std::shared_ptr<const DataCatalog> readDataCatalog(std::span<const std::shared_ptr<const TraceSnapshot>> snapshots,
                                                                 const CancelToken& cancel);

} // namespace mgx
