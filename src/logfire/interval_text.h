// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mgx {

struct IntervalParts
{
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t us = 0;
};

/// An interval as Arrow prints one: "1 mons 2 days 3 hours 4 mins 5.600000000 secs" in any selection, or a duration "PT5.6S", "P1DT2H".
[[nodiscard]] std::optional<IntervalParts> parseInterval(std::string_view text);

} // namespace mgx
