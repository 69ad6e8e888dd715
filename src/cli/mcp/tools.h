// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/mcp/local_source.h"
#include "cli/mcp/tool.h"

#include <vector>

namespace mgx::cli {

/// The four tools of Logfire's own server, with its names, arguments and answers: what was written for it works with local data too.
[[nodiscard]] std::vector<Tool> logfireTools(TraceSource& source);
/// What only local data can answer: list_runs, run_summary.
[[nodiscard]] std::vector<Tool> runTools(LocalSource& source);
/// What is computed from them: find_waste, critical_path.
[[nodiscard]] std::vector<Tool> analysisTools(LocalSource& source);

} // namespace mgx::cli
