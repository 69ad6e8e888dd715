// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// The reference's text of a float from another shortest text of it: 1e+20 is 1e20, 1e-05 is 0.00001, a whole number has a ".0".
[[nodiscard]] std::string floatText(std::string_view text, bool isSingle);

/// "0 days 1 hours 2 mins 3.500000 secs", in front of it the months if there are any.
[[nodiscard]] std::string intervalText(int months, int days, long long microseconds);

} // namespace mgx
