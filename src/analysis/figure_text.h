// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mgx {

// Figures as the findings and the report write them, in English and without a locale: they are read back by the report's check.

/// "1,234"
[[nodiscard]] std::string countText(std::int64_t value);
/// With that many places behind the point.
[[nodiscard]] std::string decimalText(double value, int places);
/// "0.412 s", "12.3 s", "754 s": three digits or more.
[[nodiscard]] std::string secondsText(double seconds);
/// "$0.001511", "$1.24": at least three digits that count.
[[nodiscard]] std::string usdText(double usd);
/// Of a share from 0 to 1: "41.3 %".
[[nodiscard]] std::string percentText(double share);

} // namespace mgx
