// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_spec.h"

#include <cstdint>

namespace mgx {

/// One thing with a value: a part of a bar, a point of a line, an answer, a vote.
struct ChartMark
{
    int part = 0;     ///< index into ChartData::parts
    double x = 0;     ///< seconds since the run began; of bars unused
    double value = 0; ///< in the unit of the chart
    QString label;    ///< of an answer, or that a vote is for
    QString hint;     ///< more to say about it under the mouse
    bool isWinner = false;
    std::vector<std::uint64_t> spans; ///< what a click selects
};

/// A bar, a line, or what an agent answered and voted.
struct ChartRow
{
    QString label;
    QString note;   ///< behind its value
    int agent = -1; ///< whose colour; -1 = nobody's
    std::int64_t run = -1; ///< that it is about, where a chart compares runs
    bool isMissing = false; ///< it has no value: nobody recorded it
    std::vector<ChartMark> marks;

    [[nodiscard]] double sum() const;
};

/// The picture of one run; of a chart over runs there is one.
struct ChartPanel
{
    std::int64_t run = -1;
    QString title; ///< empty where there is only one
    std::vector<ChartRow> rows;
};

/// What a chart shows, without a place or a colour. Made on the engine's thread, immutable after that.
struct ChartData
{
    ChartKind kind = ChartKind::Bars;
    ChartUnit unit = ChartUnit::Count;
    bool isOfTime = true; ///< x is a time; else a number
    std::vector<ChartPartSpec> parts;
    std::vector<ChartPanel> panels;
    bool hasRows = false;   ///< the statement had an answer
    bool hasValues = false; ///< something is to be drawn
    std::size_t unknownRuns = 0; ///< rows of runs that are not open any more

    [[nodiscard]] bool isBars() const { return kind == ChartKind::Bars; }
};

/// Names what a mark lies in: the place of panel, row and mark.
struct MarkPlace
{
    int panel = -1;
    int row = -1;
    int mark = -1;

    [[nodiscard]] bool isNone() const { return mark < 0; }
    bool operator==(const MarkPlace&) const = default;
};

[[nodiscard]] const ChartMark* markAt(const ChartData& data, const MarkPlace& place);

/// "4.21 s", "$0.412", "18,204", "41 %".
[[nodiscard]] QString valueText(ChartUnit unit, double value);

} // namespace mgx
