// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/environment.h"
#include "launch/yaml_reader.h"

#include <string>
#include <vector>

namespace mgx {

/// One thing that was looked at before a launch, and what was found.
struct ConfigFinding
{
    enum class Severity : std::uint8_t { Good, Warning, Error };
    Severity severity = Severity::Good;
    TextPlace place; ///< in the config; {0, 0} = belongs to no line
    std::string sentence;
    std::string advice; ///< may be empty
};

/// Checks a config before it is launched: its YAML, what MassGen asks of it (massgen/config_validator.py), API keys by name,
/// commands of MCP servers, and what is known to end a run. MassGen is not started for it. Good findings come too, so that a
/// person sees what was looked at; worst first, then by place.
[[nodiscard]] std::vector<ConfigFinding> checkConfig(const std::string& text, const Environment& environment, const std::string& workFolder);

[[nodiscard]] bool hasErrors(const std::vector<ConfigFinding>& findings);

} // namespace mgx
