// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include <chrono>
#include <cmath>
#include <cstdio>

namespace mgx {

namespace {

/// Reads digits off the front of a text.
class DigitReader
{
public:
    explicit DigitReader(std::string_view text) : m_rest(text) {}

    [[nodiscard]] std::string_view rest() const { return m_rest; }

    std::optional<int> number(std::size_t digits)
    {
        if (m_rest.size() < digits)
            return std::nullopt;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (m_rest[i] < '0' || m_rest[i] > '9')
                return std::nullopt;
            value = value * 10 + (m_rest[i] - '0');
        }
        m_rest.remove_prefix(digits);
        return value;
    }

    bool skip(std::string_view anyOf)
    {
        if (m_rest.empty() || anyOf.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// Digits of a fraction of a second as nanoseconds; digits after the ninth are dropped.
    TimeNs fraction()
    {
        TimeNs value = 0;
        TimeNs unit = kNsPerSecond / 10;
        while (!m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
            value += unit * (m_rest.front() - '0');
            unit /= 10;
            m_rest.remove_prefix(1);
        }
        return value;
    }

private:
    std::string_view m_rest;
};

std::optional<TimeNs> civilTime(int year, int month, int day, int hour, int minute, int second)
{
    using namespace std::chrono;
    const year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok() || hour > 23 || minute > 59 || second > 60 || year < 1826 || year > 2113)
        return std::nullopt;
    const TimeNs days = sys_days(date).time_since_epoch().count();
    return ((days * 24 + hour) * 60 + minute) * kNsPerMinute + second * kNsPerSecond;
}

} // namespace

TimeNs timeFromSeconds(double seconds)
{
    if (!std::isfinite(seconds) || std::abs(seconds) > 4.57e9)
        return kNoTime;
    const double whole = std::floor(seconds);
    // A double holds today's epoch seconds to seven decimals; rounding there gives back what was written.
    return static_cast<TimeNs>(whole) * kNsPerSecond + std::llround((seconds - whole) * 1e7) * 100;
}

double secondsFromNs(TimeNs ns) { return static_cast<double>(ns) / 1e9; }

std::string formatIsoUtc(TimeNs time)
{
    if (time == kNoTime)
        return {};
    using namespace std::chrono;
    const sys_time<nanoseconds> instant{nanoseconds(time)};
    const auto date = floor<days>(instant);
    const year_month_day ymd(date);
    const hh_mm_ss clock(floor<microseconds>(instant - date));
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06dZ", static_cast<int>(ymd.year()),
                  static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<ParsedTime> parseIsoTime(std::string_view text)
{
    DigitReader reader(text);
    const auto year = reader.number(4);
    if (!year || !reader.skip("-"))
        return std::nullopt;
    const auto month = reader.number(2);
    if (!month || !reader.skip("-"))
        return std::nullopt;
    const auto day = reader.number(2);
    if (!day || !reader.skip("T t"))
        return std::nullopt;
    const auto hour = reader.number(2);
    if (!hour || !reader.skip(":"))
        return std::nullopt;
    const auto minute = reader.number(2);
    if (!minute)
        return std::nullopt;
    const auto second = reader.skip(":") ? reader.number(2) : std::optional<int>(0);
    if (!second)
        return std::nullopt;
    const TimeNs fraction = reader.skip(".,") ? reader.fraction() : 0;
    const auto base = civilTime(*year, *month, *day, *hour, *minute, *second);
    if (!base)
        return std::nullopt;

    ParsedTime result{*base + fraction, true};
    if (reader.skip("Zz"))
        return reader.rest().empty() ? std::optional(result) : std::nullopt;
    const bool isEast = !reader.rest().empty() && reader.rest().front() == '+';
    if (reader.skip("+-")) {
        const auto offsetHour = reader.number(2);
        if (!offsetHour)
            return std::nullopt;
        reader.skip(":");
        const int offsetMinute = reader.number(2).value_or(0);
        const TimeNs offset = (*offsetHour * 60 + offsetMinute) * kNsPerMinute;
        result.ns += isEast ? -offset : offset;
    } else {
        result.hasOffset = false;
    }
    return reader.rest().empty() ? std::optional(result) : std::nullopt;
}

std::optional<TimeNs> parseFolderStamp(std::string_view text)
{
    DigitReader reader(text);
    const auto year = reader.number(4);
    const auto month = year ? reader.number(2) : std::nullopt;
    const auto day = month ? reader.number(2) : std::nullopt;
    if (!day || !reader.skip("_"))
        return std::nullopt;
    const auto hour = reader.number(2);
    const auto minute = hour ? reader.number(2) : std::nullopt;
    const auto second = minute ? reader.number(2) : std::nullopt;
    if (!second)
        return std::nullopt;
    const auto base = civilTime(*year, *month, *day, *hour, *minute, *second);
    if (!base)
        return std::nullopt;
    const TimeNs fraction = reader.skip("_") ? reader.fraction() : 0;
    return reader.rest().empty() ? std::optional(*base + fraction) : std::nullopt;
}

} // namespace mgx
