// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report_words.h"

#include <string_view>
#include <vector>

namespace mgx {

/// What a number in a sentence or a table says.
struct NumberMeaning
{
    NumberText number; ///< with the unit that the words around it give
    std::vector<std::string_view> quantities; ///< of Figure::quantity: any of them may be meant; empty = nobody knows
    /// The word stands right beside the number: if none of the quantities has the value, it is wrong. Else it only may be right.
    bool isCertain = false;
    bool isPart = false; ///< of the counted ("3 votes were ignored"): fewer than all is no error
};

/// `clause` is in lower case; the number lies in it, `at` bytes after its beginning.
[[nodiscard]] NumberMeaning meaningInClause(std::string_view clause, std::size_t at, NumberText number);
/// Of a number in a table, from the heading of its column, in lower case.
[[nodiscard]] NumberMeaning meaningInColumn(std::string_view heading, NumberText number);

} // namespace mgx
