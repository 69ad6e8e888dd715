// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "launch/config_file.h"
#include "launch/environment.h"

#include <string>
#include <vector>

namespace mgx {

/// A config that was found, and where.
struct FoundConfig
{
    ConfigSummary summary;
    std::string origin; ///< "MassGen", "my configs", or the folder
    std::string folder; ///< below the origin, e.g. "basic/multi"
};

/// A place where configs are looked for.
struct ConfigPlace
{
    std::string path;
    std::string origin;
    bool isDeep = false; ///< folders below as well
};

/// Where MassGen itself looks: the person's folders, the working folder, the installed examples (may be empty).
[[nodiscard]] std::vector<ConfigPlace> usualConfigPlaces(const Environment& environment, const std::string& workFolder,
                                                         const std::string& packagedConfigs);
/// Runnable configs in the places (folders or single files), by place and then by name; each file once. Files are read on all
/// cores: 300 take about 0.1 s.
[[nodiscard]] std::vector<FoundConfig> findConfigs(const std::vector<ConfigPlace>& places, const CancelToken& cancel);
/// Whether all words of `search` occur in what the list shows of a config, in any case.
[[nodiscard]] bool matchesConfig(const FoundConfig& config, std::string_view search);

} // namespace mgx
