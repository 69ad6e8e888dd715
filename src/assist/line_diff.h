// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

struct DiffLine
{
    enum class Kind { Same, Added, Removed };
    Kind kind = Kind::Same;
    std::string text;
    bool operator==(const DiffLine&) const = default;
};

/// What makes `after` of `before`, line by line, with as few changes as possible. O(lines²): for statements, not for logs; beyond a
/// thousand lines everything is taken out and put in.
[[nodiscard]] std::vector<DiffLine> lineDiff(std::string_view before, std::string_view after);

} // namespace mgx
