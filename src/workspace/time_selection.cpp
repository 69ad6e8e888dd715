// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/time_selection.h"

#include <algorithm>
#include <cmath>

namespace mgx {

void TimeSelection::set(TimeNs from, TimeNs to)
{
    TimeStretch stretch{std::min(from, to), std::max(from, to)};
    if (stretch.fromNs == stretch.toNs)
        stretch = {};
    if (stretch == m_stretch)
        return;
    m_stretch = stretch;
    Q_EMIT changed();
}

void TimeSelection::select(double from, double to)
{
    if (std::abs(from) < 9e18 && std::abs(to) < 9e18)
        set(static_cast<TimeNs>(from), static_cast<TimeNs>(to));
}

} // namespace mgx
