// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

namespace mgx {

/// Logfire's `records` as NDJSON: one object per line. Rows of MassGen become runs, one per trace, with the facts that the
/// records tell; everything else goes to lanes by service.
[[nodiscard]] const Format& recordsFormat();

} // namespace mgx
