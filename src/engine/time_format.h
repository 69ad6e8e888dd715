// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// A UTC time in microseconds since 1970 by a format of the reference: strftime's letters, and for fractions of seconds
/// %f, %3f, %6f, %9f, with a point %.f, %.3f, %.6f, %.9f. English names, whatever the locale.
[[nodiscard]] std::string formatTime(long long microseconds, std::string_view format);

} // namespace mgx
