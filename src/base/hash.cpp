// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/hash.h"

#include <array>
#include <cstddef>
#include <QCryptographicHash>

namespace mgx {

namespace {

constexpr std::size_t kDigitsPerWord = 16;

std::array<std::uint64_t, 2> digest(std::string_view text)
{
    const QByteArray hash = QCryptographicHash::hash(
        QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())), QCryptographicHash::Sha256);
    std::array<std::uint64_t, 2> words{};
    for (std::size_t i = 0; i < 16; ++i)
        words[i / 8] = (words[i / 8] << 8) | static_cast<unsigned char>(hash[static_cast<qsizetype>(i)]);
    return words;
}

/// By character: its value as a hexadecimal digit, or 0xFF.
constexpr std::array<std::uint8_t, 256> kDigitValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(0xFF);
    for (std::uint8_t i = 0; i < 10; ++i)
        values[static_cast<std::size_t>('0' + i)] = i;
    for (std::uint8_t i = 0; i < 6; ++i)
        values[static_cast<std::size_t>('a' + i)] = values[static_cast<std::size_t>('A' + i)] = static_cast<std::uint8_t>(10 + i);
    return values;
}();

} // namespace

TraceId hashTraceId(std::string_view text)
{
    const auto words = digest(text);
    return {words[0], words[1]};
}

std::uint64_t hashSpanId(std::string_view text)
{
    const auto word = digest(text)[0];
    return word == 0 ? 1 : word; // zero means "no span"
}

TraceId traceIdOf(std::string_view hex, std::string_view text)
{
    const auto id = parseTraceId(hex);
    return id ? *id : hashTraceId(text);
}

std::uint64_t spanIdOf(std::string_view hex, std::string_view text)
{
    const auto id = parseSpanId(hex);
    return id ? *id : hashSpanId(text);
}

std::string toHex(std::uint64_t spanId)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text(kDigitsPerWord, '0');
    for (std::size_t i = kDigitsPerWord; i-- > 0; spanId >>= 4)
        text[i] = kDigits[spanId & 15];
    return text;
}

std::string toHex(TraceId id) { return toHex(id.high) + toHex(id.low); }

std::optional<std::uint64_t> parseSpanId(std::string_view hex)
{
    if (hex.empty() || hex.size() > kDigitsPerWord)
        return std::nullopt;
    std::uint64_t value = 0;
    std::uint8_t seen = 0; // a character that is no digit leaves its upper bits here
    for (const char c : hex) {
        const std::uint8_t digit = kDigitValues[static_cast<unsigned char>(c)];
        seen |= digit;
        value = (value << 4) | digit;
    }
    return seen < 16 ? std::optional(value) : std::nullopt;
}

std::optional<TraceId> parseTraceId(std::string_view hex)
{
    if (hex.size() <= kDigitsPerWord) {
        const auto low = parseSpanId(hex);
        return low ? std::optional<TraceId>({0, *low}) : std::nullopt;
    }
    const auto high = parseSpanId(hex.substr(0, hex.size() - kDigitsPerWord));
    const auto low = parseSpanId(hex.substr(hex.size() - kDigitsPerWord));
    return high && low ? std::optional<TraceId>({*high, *low}) : std::nullopt;
}

} // namespace mgx
