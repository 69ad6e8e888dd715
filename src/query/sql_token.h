// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mgx {

enum class SqlTokenKind : std::uint8_t {
    Keyword,
    Identifier,
    QuotedIdentifier, ///< "name"
    String,           ///< '..', E'..', X'..', $tag$..$tag$
    Number,
    Operator,         ///< also , ; and .
    Bracket,          ///< ( ) [ ] { }
    Comment,          ///< -- to the end of the line, or /* */, nested
    Parameter,        ///< $name
    Placeholder,      ///< [YOUR_TRACE_ID], bare or as a whole string '[YOUR_TRACE_ID]'
};

/// A part of a text by byte offsets. White space lies between tokens.
struct SqlToken
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    SqlTokenKind kind = SqlTokenKind::Identifier;
    bool isOpen = false; ///< a string, quoted name or comment that has no end in the text

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

using SqlTokens = std::vector<SqlToken>;

} // namespace mgx
