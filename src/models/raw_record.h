// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <QString>

namespace mgx {

/// The whole record as indented JSON with the names of the `records` columns; attributes keep their order.
[[nodiscard]] QString rawRecord(const TraceSnapshot& snapshot, RowId row);

} // namespace mgx
