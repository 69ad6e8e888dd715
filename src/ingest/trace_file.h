// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

#include <string>

namespace mgx {

/// The format of a file, judged by its first 64 KiB; null if none fits or it cannot be read.
[[nodiscard]] const Format* formatOf(const std::string& path);

/// Streams a file of a known format into the builder, 1 MiB at a time.
[[nodiscard]] Result<void> importTraceFile(const std::string& path, ImportContext& context);

} // namespace mgx
