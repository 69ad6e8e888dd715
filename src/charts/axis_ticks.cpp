// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_ticks.h"

#include <algorithm>
#include <cmath>

namespace mgx {

std::vector<double> axisTicks(double least, double greatest, int count)
{
    constexpr int kMost = 100;
    if (!std::isfinite(least) || !std::isfinite(greatest) || greatest <= least)
        greatest = (least = std::isfinite(least) ? least : 0) + 1;
    const double rough = (greatest - least) / std::max(count, 1);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double fraction = rough / power;
    const double step = power * (fraction <= 1 ? 1 : fraction <= 2 ? 2 : fraction <= 5 ? 5 : 10);
    std::vector<double> ticks;
    const double first = std::floor(least / step);
    const double last = std::ceil(greatest / step - 1e-9);
    for (double at = first; at <= last && ticks.size() < kMost; ++at)
        ticks.push_back(at * step);
    if (ticks.size() < 2)
        ticks.push_back(ticks.empty() ? greatest : ticks.back() + step);
    return ticks;
}

} // namespace mgx
