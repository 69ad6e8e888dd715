// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/findings.h"

#include <string>
#include <vector>

namespace mgx {

// A report as data: the Markdown, the HTML and the check of a report are made of the same figures.

enum class Unit : std::uint8_t {
    Count,
    Tokens,
    Seconds,
    Usd,
    Percent, ///< value is a share, 0 to 1
    Number,  ///< a ratio
    Text,    ///< a name, a label or a whole sentence
};

/// One figure, where it is from and what proves it.
struct Figure
{
    std::string key;      ///< unique in the report and the same in every report of the run: "agent/planner/cost"
    std::string subject;  ///< agent id, label or tool that it is about; empty = the run
    std::string quantity; ///< what is counted or measured: "duration", "input_tokens", …: see report_words.h
    Unit unit = Unit::Count;
    double value = 0;
    std::string text;     ///< of Unit::Text
    RowId row = kNoRow;   ///< what a click shows; kNoRow = the run
    std::string sql;      ///< the statement that answers it
    std::string file;     ///< where the row stands in the files of the run; empty = not in a file
    std::string place;    ///< "12" for a line, "/events/3" for a pointer
};

/// As it is written in a report.
[[nodiscard]] std::string textOf(const Figure& figure);

struct Piece
{
    enum class Kind : std::uint8_t { Text, Code, Figure };
    Kind kind = Kind::Text;
    std::string text;        ///< of Text and Code; Code may hold anything an agent wrote
    std::size_t figure = 0;  ///< index into Report::figures
};
using Statement = std::vector<Piece>;

struct ReportTable
{
    std::vector<std::string> headings;
    std::vector<std::vector<Statement>> rows;
};

/// Horizontal bars on one scale: parts of a row beside each other, or where `starts` are given each at its place.
struct ReportChart
{
    struct Part
    {
        double start = 0;
        double value = 0;
        std::string what; ///< names the colour
    };
    struct Row
    {
        std::string label;
        std::vector<Part> parts;
    };
    std::string title;
    Unit unit = Unit::Seconds;
    std::vector<Row> rows;
};

struct ReportSection
{
    std::string title;
    std::vector<Statement> statements;
    std::vector<ReportTable> tables;
    std::vector<ReportChart> charts;
};

struct Report
{
    std::string title;
    std::string trace; ///< hex; of the links
    std::vector<Figure> figures;
    std::vector<ReportSection> sections;
};

/// Everything that is worth saying about a run. Pure; any thread.
[[nodiscard]] Report makeReport(const TraceSnapshot& snapshot, RunId run, const RunAnalysis& analysis);

/// `mgx://run/<trace>/<span>#<key>`: what the application opens, and how a check finds the figure again.
[[nodiscard]] std::string linkOf(const Report& report, const Figure& figure, const TraceSnapshot& snapshot);

} // namespace mgx
