// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mgx::dialect {

enum class TokenKind : std::uint8_t { Word, QuotedWord, Number, String, Blob, Parameter, Operator, Mark, End };

/// One piece of the user's text. White space and comments in front of a token belong to it.
struct Token
{
    TokenKind kind = TokenKind::End;
    bool hasLineBreak = false; ///< white space or comment in front of it has one
    bool hasSpace = false;     ///< there is white space or a comment in front of it
    std::uint32_t begin = 0;   ///< bytes of the user's text
    std::uint32_t end = 0;
    std::string_view text;     ///< as typed
    std::string value;         ///< words: lower case; quoted words, strings: decoded; blobs: hex digits; else as typed

    [[nodiscard]] bool isWord(std::string_view lower) const { return kind == TokenKind::Word && value == lower; }
    [[nodiscard]] bool isMark(char c) const { return kind == TokenKind::Mark && value[0] == c; }
    [[nodiscard]] bool isOperator(std::string_view op) const { return kind == TokenKind::Operator && value == op; }
    [[nodiscard]] bool isName() const { return kind == TokenKind::Word || kind == TokenKind::QuotedWord; }
};

using Tokens = std::vector<Token>; ///< the last one is always End

} // namespace mgx::dialect
