// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace mgx {

/// A whole number that is a member of compact JSON, found without parsing it; nothing if there is none. `key` without quotes.
[[nodiscard]] std::optional<int> jsonInteger(std::string_view json, std::string_view key);

/// A text that is a member of compact JSON, as written between its quotes; empty if there is none.
[[nodiscard]] std::string_view jsonText(std::string_view json, std::string_view key);

} // namespace mgx
