// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_data.h"

#include "workspace/format.h"

#include <cmath>
#include <numeric>

namespace mgx {

namespace {

constexpr double kMostNs = 9e18;

QString numberText(double value)
{
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return formatCount(static_cast<qint64>(value));
    return QString::number(value, 'g', 4);
}

} // namespace

double ChartRow::sum() const
{
    return std::accumulate(marks.begin(), marks.end(), 0.0, [](double sum, const ChartMark& mark) { return sum + mark.value; });
}

const ChartMark* markAt(const ChartData& data, const MarkPlace& place)
{
    const auto at = [](const auto& list, int index) { return index >= 0 && static_cast<std::size_t>(index) < list.size() ? &list[static_cast<std::size_t>(index)] : nullptr; };
    const ChartPanel* panel = at(data.panels, place.panel);
    const ChartRow* row = panel ? at(panel->rows, place.row) : nullptr;
    return row ? at(row->marks, place.mark) : nullptr;
}

QString valueText(ChartUnit unit, double value)
{
    switch (unit) {
    case ChartUnit::Seconds: return formatDuration(static_cast<TimeNs>(std::min(std::max(value * 1e9, -kMostNs), kMostNs)));
    case ChartUnit::Usd: return formatCost(value);
    case ChartUnit::Percent: return QString::number(value, 'f', value < 10 ? 1 : 0) + QStringLiteral(" %");
    case ChartUnit::Count: break;
    }
    return numberText(value);
}

} // namespace mgx
