// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace mgx {

namespace {

/// By character: it cannot stand in a JSON text as it is.
constexpr std::array<bool, 256> kIsEscaped = [] {
    std::array<bool, 256> escaped{};
    for (std::size_t c = 0; c < 0x20; ++c)
        escaped[c] = true;
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}();

/// Whether any of eight characters has to be escaped.
bool hasEscaped(const char* text)
{
    constexpr std::uint64_t kOnes = 0x0101010101010101ull;
    constexpr std::uint64_t kHigh = 0x8080808080808080ull;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    const auto hasZero = [](std::uint64_t word) { return (word - kOnes) & ~word & kHigh; };
    return (((bytes - kOnes * 0x20) & ~bytes & kHigh) | hasZero(bytes ^ kOnes * '"') | hasZero(bytes ^ kOnes * '\\')) != 0;
}

} // namespace

void appendJsonText(std::string& out, std::string_view text)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        while (i + 8 <= text.size() && !hasEscaped(text.data() + i))
            i += 8;
        if (i == text.size())
            break;
        const char c = text[i];
        if (!kIsEscaped[static_cast<unsigned char>(c)])
            continue;
        out.append(text, done, i - done); // what needs no escape in one piece
        done = i + 1;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else {
            out += "\\u00";
            out += kHex[c >> 4];
            out += kHex[c & 15];
        }
    }
    out.append(text, done);
    out += '"';
}

void appendJsonNumber(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    out.append(buffer.data(), end);
}

} // namespace mgx
