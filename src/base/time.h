// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// Nanoseconds since the Unix epoch, UTC. What is read lies in the years 1825 to 2115 (anything else is damage), so the
/// difference of two times that are known never overflows.
using TimeNs = std::int64_t;

inline constexpr TimeNs kNoTime = std::numeric_limits<TimeNs>::min();
inline constexpr TimeNs kNsPerSecond = 1'000'000'000;
inline constexpr TimeNs kNsPerMinute = 60 * kNsPerSecond;

/// How far apart two times are; the largest number if one of them is not known.
[[nodiscard]] constexpr TimeNs distanceNs(TimeNs a, TimeNs b)
{
    if (a == kNoTime || b == kNoTime)
        return std::numeric_limits<TimeNs>::max();
    return a < b ? b - a : a - b;
}

/// Epoch seconds as JSON numbers carry them. NaN, infinities and what lies outside the years above give kNoTime.
[[nodiscard]] TimeNs timeFromSeconds(double seconds);
[[nodiscard]] double secondsFromNs(TimeNs ns);

/// "2026-03-02T12:00:00.123456Z"; "" for kNoTime.
[[nodiscard]] std::string formatIsoUtc(TimeNs time);

/// A time of day as written: with an offset it is an instant, without one (`hasOffset` false) `ns` counts as if UTC.
struct ParsedTime
{
    TimeNs ns = kNoTime;
    bool hasOffset = false;
};

/// ISO 8601 date and time: 'T' or blank between, fraction of any length, 'Z' or ±hh[:mm] or nothing.
[[nodiscard]] std::optional<ParsedTime> parseIsoTime(std::string_view text);

/// MassGen's folder stamp "YYYYMMDD_HHMMSS[_ffffff]" (local time, counted as if UTC).
[[nodiscard]] std::optional<TimeNs> parseFolderStamp(std::string_view text);

} // namespace mgx
