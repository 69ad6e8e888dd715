// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/interval_text.h"

#include <charconv>
#include <cmath>
#include <string>

namespace mgx {

namespace {

constexpr std::int64_t kUsPerSecond = 1'000'000;

/// False for a unit that is none.
bool add(IntervalParts& parts, double count, std::string_view unit)
{
    const auto us = [&](double seconds) { parts.us += std::llround(count * seconds * double(kUsPerSecond)); };
    if (unit.starts_with("year"))
        parts.months += std::llround(count * 12);
    else if (unit.starts_with("mon"))
        parts.months += std::llround(count);
    else if (unit.starts_with("day"))
        parts.days += std::llround(count);
    else if (unit.starts_with("hour"))
        us(3600);
    else if (unit.starts_with("min"))
        us(60);
    else if (unit.starts_with("sec"))
        us(1);
    else
        return false;
    return true;
}

std::string_view isoUnit(char letter, bool isTime)
{
    switch (letter) {
    case 'Y': return "year";
    case 'M': return isTime ? "min" : "mon";
    case 'D': return "day";
    case 'H': return "hour";
    case 'S': return "sec";
    default: return {};
    }
}

std::optional<IntervalParts> parseIso(std::string_view text)
{
    IntervalParts parts;
    double sign = 1;
    if (text.starts_with('-')) {
        sign = -1;
        text.remove_prefix(1);
    }
    text.remove_prefix(1); // P
    bool isTime = false;
    while (!text.empty()) {
        if (text[0] == 'T') {
            isTime = true;
            text.remove_prefix(1);
            continue;
        }
        double count = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), count);
        const auto length = static_cast<std::size_t>(end.ptr - text.data());
        if (end.ec != std::errc() || length >= text.size() || !add(parts, sign * count, isoUnit(text[length], isTime)))
            return std::nullopt;
        text.remove_prefix(length + 1);
    }
    return parts;
}

} // namespace

std::optional<IntervalParts> parseInterval(std::string_view text)
{
    if (text.starts_with('P') || text.starts_with("-P"))
        return parseIso(text);
    IntervalParts parts;
    while (!text.empty()) {
        if (text[0] == ' ') {
            text.remove_prefix(1);
            continue;
        }
        double count = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), count);
        const auto length = static_cast<std::size_t>(end.ptr - text.data());
        if (end.ec != std::errc() || length >= text.size() || text[length] != ' ')
            return std::nullopt;
        text.remove_prefix(length + 1);
        const std::string_view unit = text.substr(0, text.find(' '));
        if (!add(parts, count, unit))
            return std::nullopt;
        text.remove_prefix(unit.size());
    }
    return parts;
}

} // namespace mgx
