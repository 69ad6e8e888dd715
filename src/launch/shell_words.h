// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// The text as one word of a shell: quoted only where it has to be.
[[nodiscard]] std::string shellWord(std::string_view text);
[[nodiscard]] std::string shellLine(std::span<const std::string> words);
/// Takes a line apart as a shell would, with quotes and backslashes and nothing else: no variables, no patterns.
[[nodiscard]] Result<std::vector<std::string>> splitShellLine(std::string_view line);

} // namespace mgx
