// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// One statement of a written report, compared with the run.
struct ReportMark
{
    enum class Verdict : std::uint8_t { Right, Wrong, Unsupported };

    std::size_t begin = 0; ///< bytes of the text
    std::size_t end = 0;
    std::size_t line = 0;  ///< 1-based
    Verdict verdict = Verdict::Unsupported;
    std::string written;
    std::string expected;  ///< what the run says, where it says something
    std::string key;       ///< of the figure it was compared with; empty = none
    RowId row = kNoRow;
    std::string sql;
};

[[nodiscard]] std::string_view nameOf(ReportMark::Verdict verdict);

struct ReportCheck
{
    std::vector<ReportMark> marks; ///< in the order of the text
    std::size_t right = 0;
    std::size_t wrong = 0;
    std::size_t unsupported = 0;
};

/// Compares every number of a report in Markdown, and who it says has won, with the figures of the run. Numbers that are links of an
/// own report are found by their key; of others the words around them tell what they mean: agents, units, headings of columns. A number
/// is called wrong only where the word right beside it, or its column, says what it is. What is written with fewer places is right if it
/// rounds, or was cut, to the same. Code and links elsewhere are left out.
/// Bounded: at most 20,000 marks of the first 8 MB, no lines of more than 16 kB. Pure; any thread.
[[nodiscard]] ReportCheck checkReport(std::string_view markdown, const Report& report);

} // namespace mgx
