// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/figure_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace mgx {

std::string countText(std::int64_t value)
{
    std::string digits = std::to_string(value);
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

std::string decimalText(double value, int places)
{
    if (!std::isfinite(value))
        return "0";
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, places).ptr;
    return {buffer.data(), end};
}

std::string secondsText(double seconds)
{
    const double size = std::abs(seconds);
    return decimalText(seconds, size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0) + " s";
}

std::string usdText(double usd)
{
    const double size = std::abs(usd);
    return "$" + decimalText(usd, size >= 1 ? 2 : size >= 0.1 ? 4 : 6);
}

std::string percentText(double share)
{
    return decimalText(share * 100, 1) + " %";
}

} // namespace mgx
