// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"
#include "query/result_table.h"

namespace mgx {

/// A run that the statements can see.
struct ChartRun
{
    std::int64_t id = -1; ///< run_id
    QString title;
    TimeNs start = kNoTime;
    std::vector<std::string> agents; ///< in the order of their colours
};

/// What the rows of a chart's statement mean. O(rows + values). Any thread.
[[nodiscard]] ChartData readChart(const ChartSpec& chart, const ResultTable& table, const std::vector<ChartRun>& runs);

/// Span ids as the statements list them: `["657b0cfdd80d35b9", …]`, or one alone. Sorted, each once.
[[nodiscard]] std::vector<std::uint64_t> spanIds(std::string_view text);

} // namespace mgx
