// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace mgx {

/// What to write instead, where that is known; empty otherwise. The words are DuckDB's.
[[nodiscard]] std::string hintFor(const std::string& message, const std::string& subtype, const std::string& name,
                                  const std::string& candidates);

} // namespace mgx
