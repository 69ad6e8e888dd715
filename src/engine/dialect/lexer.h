// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dialect/dialect_error.h"
#include "engine/dialect/token.h"

namespace mgx::dialect {

/// Splits a text in the lexical grammar of PostgreSQL as Logfire's engine reads it: nested comments, '..', E'..', $tag$..$tag$,
/// "..", X'..', numbers with underscores, operators by longest match. The tokens point into `text`. O(n).
[[nodiscard]] Outcome<Tokens> tokenize(std::string_view text);

} // namespace mgx::dialect
