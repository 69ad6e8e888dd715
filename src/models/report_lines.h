// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/report_check.h"
#include "base/result.h"

#include <QString>
#include <vector>

namespace mgx {

/// A line of a report as a person reads it: links are their texts, and what stands behind its numbers is in its marks.
struct ReportLine
{
    std::size_t number = 0; ///< 1-based
    QString text;
    QString kind; ///< "heading", "code", "row", "text"
    std::size_t firstMark = 0; ///< into ReportLines::check
    std::size_t markCount = 0;
};

struct ReportLines
{
    std::vector<ReportLine> lines; ///< without empty ones
    ReportCheck check;
    QString error; ///< why there is nothing; empty = all is well
};

/// Reads a report of at most 8 MB and compares it with a run; of a symbolic link nothing is read where `isFound` says that nobody chose
/// the file. Blocks; any thread.
[[nodiscard]] ReportLines readReport(const QString& path, bool isFound, const TraceSnapshot& snapshot, RunId run);

/// The same of a text.
[[nodiscard]] ReportLines linesOf(std::string_view markdown, const Report& report);

/// An ANALYSIS_REPORT.md beside the files of a run or in the folders above them, up to its log folder; empty = there is none.
[[nodiscard]] QString reportBeside(const QString& runPath);

} // namespace mgx
