// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "base/result.h"
#include "launch/config_check.h"
#include "launch/massgen_finder.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// What MassGen itself says of a config: `massgen --validate CONFIG --json`. Blocks for the seconds that its imports take, a minute at
/// most; calls no model and writes no log folder. An error: it could not be asked, or is too old to know the flag.
[[nodiscard]] Result<std::vector<ConfigFinding>> validateWithMassgen(const MassgenInstall& massgen, const std::string& configPath,
                                                                     const std::string& workFolder, const Environment& environment,
                                                                     const CancelToken& cancel);

/// Reads what that printed: {"valid", "errors": [{"message", "location", "suggestion"}], "warnings": […]}, with other lines around it.
[[nodiscard]] Result<std::vector<ConfigFinding>> readValidation(std::string_view printed);

} // namespace mgx
