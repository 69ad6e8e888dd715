// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <optional>
#include <QString>
#include <string_view>

namespace mgx {

// How numbers are written for people, the same everywhere. Unknown values are "–", never 0.

/// Four significant figures at most: "840 ns", "12.4 µs", "312 ms", "57.2 s", "1m 05.0s", "2h 03m".
[[nodiscard]] QString formatDuration(TimeNs ns);
/// "$0.412"; small amounts keep two figures: "$0.00021".
[[nodiscard]] QString formatCost(std::optional<double> usd);
/// "18,204".
[[nodiscard]] QString formatCount(qint64 count);
/// "12.4 MB".
[[nodiscard]] QString formatBytes(quint64 bytes);
/// "2026-03-02 12:00:00.123" in the given time zone offset, or "–".
[[nodiscard]] QString formatTime(TimeNs time, bool isLocal);

[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline constexpr QChar kUnknown(0x2013);

} // namespace mgx
