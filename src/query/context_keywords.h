// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/sql_token.h"

namespace mgx {

/// Makes keywords of the words that are ones only between certain others (NULLS FIRST, AT TIME ZONE, ROWS BETWEEN), and names
/// of the keywords that stand behind or before a dot. O(n).
void markContextKeywords(std::string_view text, SqlTokens& tokens);

} // namespace mgx
