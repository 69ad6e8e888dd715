// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report.h"

#include <string>

namespace mgx {

/// `ANALYSIS_REPORT.md`: every figure is a link with its place in the files, the statements stand at the end. What agents wrote stands
/// in code spans, so that it is text whatever it holds.
[[nodiscard]] std::string asMarkdown(const Report& report, const TraceSnapshot& snapshot);

/// One page that needs nothing else: charts as SVG in it, no script, nothing loaded from anywhere, every text escaped.
[[nodiscard]] std::string asHtml(const Report& report, const TraceSnapshot& snapshot);

/// The statements behind the figures, each once, and the number of that of each figure (from 1; 0 = none).
struct ReportQueries
{
    explicit ReportQueries(const Report& report);
    std::vector<std::string> texts;
    std::vector<std::size_t> numberOf;
};

/// "events.jsonl:12"; empty = the figure is of no single row of a file.
[[nodiscard]] std::string placeOf(const Figure& figure);

} // namespace mgx
