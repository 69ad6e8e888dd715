// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

#include <string>

namespace mgx {

/// The format of a file, or of the first trace in it where it is an archive or compressed, judged by content; null if there
/// is none or it cannot be read. Reads some 64 KiB.
[[nodiscard]] const Format* formatOf(const std::string& path);

/// For a file without a format: what was looked for in it, and what is there.
[[nodiscard]] std::string lookedForIn(const std::string& path);

/// Streams a file into the builder; of an archive every trace that is in it.
[[nodiscard]] Result<void> importTraceFile(const std::string& path, ImportContext& context);

} // namespace mgx
