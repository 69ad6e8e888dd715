// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ingest/importer.h"

#include <string>

namespace mgx {

/// Reads one MassGen run unit with its subagent and checkpoint runs into the builder. The folder is only read. Damage is in
/// the report of the context, and in the facts of the run that has it; an error means cancelled, or no run at all.
[[nodiscard]] Result<RunId> importMassgenRun(const std::string& unitPath, ImportContext& context);

} // namespace mgx
