// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// Well-formed JSON with its numbers made such that every parser takes them: integers beyond 64 bits become the nearest
/// double, numbers beyond a double become null. O(n).
[[nodiscard]] std::string withTameNumbers(std::string_view json);

} // namespace mgx
