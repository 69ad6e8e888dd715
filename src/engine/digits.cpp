// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/digits.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace mgx {

void appendDigits(std::string& out, __int128 value, int scale)
{
    unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
    std::string digits;
    do {
        digits += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    } while (rest != 0 || digits.size() <= static_cast<std::size_t>(scale));
    std::reverse(digits.begin(), digits.end());
    if (scale > 0)
        digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
    out += value < 0 ? "-" : "";
    out += digits;
}

std::string uuidText(__int128 value)
{
    const auto bits = static_cast<unsigned __int128>(value) ^ (static_cast<unsigned __int128>(1) << 127);
    std::string out;
    for (int i = 0; i < 32; ++i) {
        out += i == 8 || i == 12 || i == 16 || i == 20 ? "-" : "";
        out += "0123456789abcdef"[static_cast<int>(bits >> (124 - i * 4) & 15)];
    }
    return out;
}

std::string zonedTimeText(std::uint64_t bits)
{
    constexpr int kMaxOffset = 16 * 60 * 60 - 1;
    const auto us = static_cast<long long>(bits >> 24);
    const int offset = kMaxOffset - static_cast<int>(bits & 0xFFFFFF);
    const int minutes = std::abs(offset) / 60;
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d.%06d%c%02d:%02d", int(us / 3'600'000'000), int(us / 60'000'000 % 60),
                  int(us / 1'000'000 % 60), int(us % 1'000'000), offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return text.data();
}

} // namespace mgx
