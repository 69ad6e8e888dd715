// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// The script laid out: a clause per line, what is too long for a line one entry per line, subqueries indented, keywords in upper
/// case, a blank line between statements. Comments stay where they are between the tokens. No token changes but for the case of
/// keywords; formatting twice gives the same. A text where this cannot be kept, or with an open string or comment, comes back as it is.
/// O(n), any thread.
[[nodiscard]] std::string formattedSql(std::string_view script);

} // namespace mgx
