// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace mgx {

/// Round numbers from at or below `least` to at or above `greatest`, a step of 1, 2 or 5 times a power of ten apart, about `count` of
/// them. Two at least; finite for anything finite.
[[nodiscard]] std::vector<double> axisTicks(double least, double greatest, int count);

} // namespace mgx
