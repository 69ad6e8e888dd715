// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mgx::dialect {

/// Severity number of a level's name in any case; 0 = no such level.
[[nodiscard]] int levelNumber(std::string_view name);

} // namespace mgx::dialect
