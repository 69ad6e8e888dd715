// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "workspace/saved_query.h"

#include <string>
#include <string_view>
#include <vector>

namespace mgx {

enum class ChartKind : std::uint8_t {
    Bars,   ///< a bar for each row, made of parts that follow one another
    Lines,  ///< values over time, joined
    Steps,  ///< sums over time that grow at once, from 0
    Points, ///< values over time, each on its own
    Flow,   ///< who answered, who voted for which answer, who won
};

enum class ChartUnit : std::uint8_t { Count, Seconds, Usd, Percent };

/// How a part is drawn besides its shade.
enum class PartLook : std::uint8_t { Plain, Hatched, Error };

struct ChartPartSpec
{
    std::string key; ///< as the statement names it
    QString name;
    PartLook look = PartLook::Plain;
};

/// A chart: a statement, what its rows become, and what to say where there is nothing. The columns of the statement are named after
/// their part: run_id, agent_id (whose colour), label (the row; else the agent), part, value, x, spans or span_id (what a click
/// selects), note (behind the row's value), hint (under the mouse). See resources/charts.
struct ChartSpec
{
    QString id;
    QString title;
    ChartKind kind = ChartKind::Bars;
    ChartUnit unit = ChartUnit::Count;
    std::vector<ChartPartSpec> parts; ///< in order; others follow as they come
    QString empty;   ///< there are no rows
    QString missing; ///< there are rows, but nobody recorded their values
    bool isOverRuns = false;   ///< compares the open runs: one picture for all of them
    bool needsRecords = false; ///< reads records, not only the tables of runs
    std::string label; ///< columns of a saved query, which has names of its own; empty = those above
    std::vector<std::string> values;
    std::string sql; ///< with {run}, {from} and {to}
};

/// A file of resources/charts: `-- key: value` lines, then the statement.
[[nodiscard]] Result<ChartSpec> parseChart(std::string_view id, std::string_view text);
/// Those that come with the application, in the order of their files.
[[nodiscard]] const std::vector<ChartSpec>& shippedCharts();
/// The chart of a saved query.
[[nodiscard]] ChartSpec chartOf(const SavedQuery& query);
/// A saved query can be a chart of the page: it has a chart and asks for nothing that has no default.
[[nodiscard]] bool isChart(const SavedQuery& query);

/// What the charts are about.
struct ChartScope
{
    std::string run = "true"; ///< condition on run_id
    TimeNs from = kNoTime;    ///< kNoTime = from the start
    TimeNs to = kNoTime;
};

/// The text that is run, and that a person gets to see.
[[nodiscard]] std::string statementOf(const ChartSpec& chart, const ChartScope& scope);

} // namespace mgx
