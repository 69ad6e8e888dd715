// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mgx {

/// How well a typed word fits a text, best first. Letters of ASCII in any case.
enum class MatchQuality : std::uint8_t {
    Prefix,      ///< the text begins with it; so does every text with nothing
    WordStart,   ///< a word of the text begins with it, or it is the first letters of words: `agent` and `ma` in massgen.agent_id
    Subsequence, ///< its letters, at least two, stand in the text in this order
    None
};

[[nodiscard]] MatchQuality matchQuality(std::string_view text, std::string_view typed);

} // namespace mgx
