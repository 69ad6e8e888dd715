// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// Nanoseconds since the Unix epoch, UTC. Covers the years 1677 to 2262.
using TimeNs = std::int64_t;

inline constexpr TimeNs kNoTime = std::numeric_limits<TimeNs>::min();
inline constexpr TimeNs kNsPerSecond = 1'000'000'000;
inline constexpr TimeNs kNsPerMinute = 60 * kNsPerSecond;

/// Epoch seconds as JSON numbers carry them. NaN, infinities and values outside TimeNs give kNoTime.
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
