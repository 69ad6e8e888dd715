// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mgx {

/// Bytes of the placeholder that a text begins with: [YOUR_TRACE_ID], capitals, digits and underscores in brackets; 0 if none.
[[nodiscard]] std::size_t placeholderLength(std::string_view text);
/// The whole token is one: '[YOUR_TRACE_ID]' with its quotes.
[[nodiscard]] bool isPlaceholder(std::string_view quoted);

} // namespace mgx
