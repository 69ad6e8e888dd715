// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <QString>
#include <vector>

namespace mgx {

/// A figure above the charts.
struct ChartTile
{
    QString label;
    QString value;  ///< "–" where it is not recorded
    QString detail;
    QString versus; ///< how it compares with the median of the open runs; empty = there are no others
};

/// The figures of a run, from the answer to tiles.sql. Empty if the answer has no such run.
[[nodiscard]] std::vector<ChartTile> readTiles(const ResultTable& table, std::int64_t run);

} // namespace mgx
