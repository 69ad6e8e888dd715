// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_token.h"

#include <string_view>
#include <vector>

namespace mgx {

/// What the layout of a script is decided by: only its tokens, never its line breaks, so that a formatted text keeps its layout.
/// Made once in O(n).
class FormatLayout
{
public:
    FormatLayout(std::string_view text, const SqlTokens& tokens);

    enum class Block : std::uint8_t { Inline, List, Query };
    /// How the bracket or CASE that token `i` opens is laid out.
    [[nodiscard]] Block block(std::size_t i) const { return m_blocks[i]; }
    /// A clause begins here: SELECT, FROM, LEFT of LEFT JOIN.
    [[nodiscard]] bool isClause(std::size_t i) const { return m_isClause[i]; }
    /// The clause that begins at `i` does not fit into a line.
    [[nodiscard]] bool isLong(std::size_t i) const { return m_isLong[i]; }

private:
    [[nodiscard]] bool is(std::size_t i, std::string_view word) const;
    [[nodiscard]] bool isKeyword(std::size_t i, std::string_view word) const;
    [[nodiscard]] bool startsClause(std::size_t i) const;
    [[nodiscard]] std::size_t codeBehind(std::size_t i) const;
    void measure();
    void findClauses();

    std::string_view m_text;
    const SqlTokens& m_tokens;
    std::vector<std::size_t> m_widths; ///< sum before each token; a comment counts as too wide
    std::vector<Block> m_blocks;
    std::vector<bool> m_isClause, m_isLong;
};

} // namespace mgx
