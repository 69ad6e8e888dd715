// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// Appends JSON with two spaces per level, the first line where `out` ends. Only white space is added and removed: order,
/// repeated keys and numbers stay as written, and text that is no JSON comes out legible, too. O(size), no recursion.
void appendIndented(std::string& out, std::string_view json, int depth = 0);

} // namespace mgx
