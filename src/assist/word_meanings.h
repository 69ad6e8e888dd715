// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// What a word of a question (lower case) stands for when saved queries are looked for: its stem, or the word that means the same
/// here; empty for words that say nothing.
[[nodiscard]] std::string meaningOf(std::string_view word);

} // namespace mgx
