// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/catalog.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mgx::cli {

/// One object per top-level run of an import, in the shape that `summary --help` describes; subagent and checkpoint runs are
/// inside their parent. A trace without MassGen runs gives one object without agents.
[[nodiscard]] std::vector<nlohmann::ordered_json> summarize(const Imported& imported);

/// The same object for a person to read.
[[nodiscard]] std::string asText(const nlohmann::ordered_json& summary);

} // namespace mgx::cli
