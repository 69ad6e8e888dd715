// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mgx {

/// A change of a text, so that an editor keeps it as one step of its undo.
struct TextEdit
{
    std::size_t begin = 0; ///< bytes that are replaced
    std::size_t end = 0;
    std::string text;
    std::size_t selectionBegin = 0; ///< in the new text
    std::size_t selectionEnd = 0;
};

/// Puts `-- ` in front of every line that the selection touches, at the least indent of them; takes it away where all of them
/// have it. Blank lines stay. A selection that ends at the front of a line does not touch it. O(n).
[[nodiscard]] TextEdit toggledComments(std::string_view text, std::size_t selectionBegin, std::size_t selectionEnd);

} // namespace mgx
