// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace mgx {

/// Decimal digits of value · 10^-scale.
void appendDigits(std::string& out, __int128 value, int scale);

/// DuckDB keeps a UUID as a 128-bit number with the first bit flipped, so that numbers sort as texts do.
[[nodiscard]] std::string uuidText(__int128 value);

/// DuckDB's TIME WITH TIME ZONE: 40 bits of µs, 24 bits of (largest offset − offset in seconds).
[[nodiscard]] std::string zonedTimeText(std::uint64_t bits);

} // namespace mgx
