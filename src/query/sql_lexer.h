// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_token.h"

namespace mgx {

/// What a line begins in: 0 is plain text; else an open string, quoted name or comment, with the depth or tag that ends it.
using SqlLineState = std::uint32_t;

struct SqlLine
{
    SqlTokens tokens;
    SqlLineState endState = 0; ///< what the next line begins in
};

/// The tokens of a text for an editor: takes any bytes, never fails. What has no end runs to the end of the text and says so.
/// Reads the same grammar as the dialect's own lexer. O(n), any thread.
[[nodiscard]] SqlTokens tokenizeSql(std::string_view text);

/// The tokens of one line (without its line break) that begins in `state`; line by line they are those of the whole text, cut
/// at the line breaks. Words that are keywords only in context look no further than the line.
[[nodiscard]] SqlLine tokenizeSqlLine(std::string_view line, SqlLineState state);

} // namespace mgx
