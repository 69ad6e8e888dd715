// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

// As much of Markdown as the check of a report needs.

/// Tells which lines are code between fences; to be asked for every line in order.
class CodeFence
{
public:
    /// The fences themselves count as code.
    [[nodiscard]] bool take(std::string_view line);

private:
    char m_mark = 0;          ///< 0 = not in code
    std::size_t m_length = 0; ///< of the opening fence: a shorter one does not close it
};

/// A figure that is written as a link of a report.
struct FigureLink
{
    std::size_t textBegin = 0; ///< bytes of the line
    std::size_t textEnd = 0;
    std::size_t end = 0;  ///< behind the closing bracket
    std::string text;     ///< without escapes
    std::string key;      ///< of the figure
};
[[nodiscard]] std::vector<FigureLink> figureLinks(std::string_view line);

/// Makes code spans blank, except for names, which only lose their backticks.
void blankCodeSpans(std::string& line, const std::function<bool(std::string_view)>& isName);
/// Makes targets of links and plain addresses blank.
void blankAddresses(std::string& line);

} // namespace mgx
