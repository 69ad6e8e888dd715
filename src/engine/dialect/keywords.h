// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mgx::dialect {

/// Begins a clause of a query, or the next query of a UNION, and so ends a list.
[[nodiscard]] bool isClauseKeyword(std::string_view word);
/// Stands between or around expressions, never at the beginning of one.
[[nodiscard]] bool isGlueKeyword(std::string_view word);
/// Part of a join.
[[nodiscard]] bool isJoinKeyword(std::string_view word);
/// The first word of a statement that is no query (INSERT, SET, ATTACH …).
[[nodiscard]] bool isOtherStatement(std::string_view word);
/// First words of statements that only read.
[[nodiscard]] bool isQueryStart(std::string_view word);

} // namespace mgx::dialect
