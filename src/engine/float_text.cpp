// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/float_text.h"

#include <charconv>
#include <cstdio>

namespace mgx {

std::string floatText(std::string_view text, bool isSingle)
{
    if (text.ends_with("nan") || text.ends_with("NaN"))
        return "NaN";
    if (text.ends_with("inf"))
        return std::string(text);
    const bool isNegative = text.starts_with('-');
    text.remove_prefix(isNegative ? 1 : 0);
    const std::size_t e = text.find_first_of("eE");
    int exponent = 0;
    if (e != std::string_view::npos) {
        const std::string_view digits = text.substr(e + (text[e + 1] == '+' ? 2 : 1));
        std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        text = text.substr(0, e);
    }
    // The value is 0.DIGITS * 10^point.
    const std::size_t dot = text.find('.');
    std::string digits(text.substr(0, dot));
    int point = static_cast<int>(digits.size()) + exponent;
    if (dot != std::string_view::npos)
        digits += text.substr(dot + 1);
    const std::size_t leading = digits.find_first_not_of('0');
    if (leading == std::string::npos)
        return isNegative ? "-0.0" : "0.0";
    digits.erase(0, leading);
    point -= static_cast<int>(leading);
    digits.erase(digits.find_last_not_of('0') + 1);
    const int count = static_cast<int>(digits.size());
    const int most = isSingle ? 13 : 16;
    const int least = isSingle ? -6 : -5;
    std::string out = isNegative ? "-" : "";
    if (point >= count && point <= most)
        return out + digits + std::string(static_cast<std::size_t>(point - count), '0') + ".0";
    if (point > 0 && point <= most)
        return out + digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    if (point > least && point <= 0)
        return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    out += digits[0];
    if (count > 1)
        out += "." + digits.substr(1);
    return out + "e" + std::to_string(point - 1);
}

std::string intervalText(int months, int days, long long microseconds)
{
    // Months apart, like the reference's intervals; without them as its differences of times.
    constexpr long long kDay = 86'400'000'000;
    const std::string prefix = months == 0 ? "" : std::to_string(months) + " mons ";
    const long long total = months == 0 ? days * kDay + microseconds : microseconds;
    const long long wholeDays = months == 0 ? total / kDay : days;
    const long long rest = months == 0 ? total % kDay : total;
    const long long seconds = rest / 1'000'000;
    const long long fraction = rest % 1'000'000 < 0 ? -(rest % 1'000'000) : rest % 1'000'000;
    const bool isNegative = rest < 0 && seconds % 60 == 0 && fraction != 0;
    char buffer[160];
    std::snprintf(buffer, sizeof buffer, "%lld days %lld hours %lld mins %s%lld.%06lld secs", wholeDays, seconds / 3600, seconds / 60 % 60,
                  isNegative ? "-" : "", seconds % 60, fraction);
    return prefix + buffer;
}

} // namespace mgx
