// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// Words that say what a number in a report means.
struct QuantityWords
{
    std::string_view word;                       ///< lower case, matched at the start of a word
    Unit unit;
    std::vector<std::string_view> quantities;    ///< of Figure::quantity: any of them may be meant
};

[[nodiscard]] std::span<const QuantityWords> quantityWords();

/// A number in a line of text.
struct NumberText
{
    std::size_t begin = 0; ///< bytes of the line, unit included
    std::size_t end = 0;
    double value = 0;
    double step = 1;   ///< of the last place that is written
    bool hasUnit = false;
    Unit unit = Unit::Count;
    bool isAbout = false; ///< "about", "~": a twentieth off is right
};

/// Numbers of a line with what follows them: "$1.20", "41 %", "2 min 3 s", "59.9k tokens", "three rounds". Left out are those that
/// name something: ids, versions, dates, times of day, numbers of rounds and of list items.
[[nodiscard]] std::vector<NumberText> numbersOf(std::string_view line);

/// Whether a number says that value, as far as its places go.
[[nodiscard]] bool says(const NumberText& number, double value);

/// ASCII letters in lower case, same length.
[[nodiscard]] std::string lowered(std::string_view text);
/// Where a word stands as a whole in a text, from a place on; npos = nowhere.
[[nodiscard]] std::size_t findWord(std::string_view text, std::string_view word, std::size_t from = 0);

} // namespace mgx
