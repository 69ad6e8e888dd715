// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <string>

namespace mgx {

/// The stretch of time that a query asks about: the last so many seconds, or two moments. The API wants a beginning with every query.
struct TimeRange
{
    std::int64_t lastSeconds = 14 * 24 * 3600; ///< up to now; counts where `from` is not known
    TimeNs from = kNoTime;
    TimeNs to = kNoTime; ///< kNoTime = now

    [[nodiscard]] bool isRelative() const { return from == kNoTime; }
    /// ISO 8601 in UTC.
    [[nodiscard]] std::string fromText(TimeNs now) const { return formatIsoUtc(isRelative() ? now - lastSeconds * kNsPerSecond : from); }
    [[nodiscard]] std::string toText() const { return to == kNoTime ? std::string() : formatIsoUtc(to); }
    bool operator==(const TimeRange&) const = default;
};

} // namespace mgx
