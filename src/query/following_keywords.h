// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/cursor_context.h"

namespace mgx {

/// What can follow one of the keywords that leave little choice (GROUP, IS, NULLS); empty where more is possible.
[[nodiscard]] std::span<const std::string_view> keywordsBehind(std::string_view keyword);
/// What can follow an expression or a table in a clause.
[[nodiscard]] std::span<const std::string_view> keywordsIn(CursorContext::Clause clause);
[[nodiscard]] std::span<const std::string_view> keywordsOfCondition(); ///< as in WHERE, without the clauses that come next
[[nodiscard]] std::span<const std::string_view> keywordsOfCase();
[[nodiscard]] std::span<const std::string_view> keywordsOfArgument();
[[nodiscard]] std::span<const std::string_view> keywordsOfExpression(bool isBehindSelect);
[[nodiscard]] std::span<const std::string_view> keywordsOfStatement();
[[nodiscard]] std::span<const std::string_view> timeUnits();
[[nodiscard]] std::span<const std::string_view> intervals();
[[nodiscard]] std::span<const std::string_view> typeNames();

} // namespace mgx
