// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// 128-bit OpenTelemetry trace id. All zero means "none".
struct TraceId
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    [[nodiscard]] bool isNull() const { return high == 0 && low == 0; }
    bool operator==(const TraceId&) const = default;
};

/// Deterministic ids (truncated SHA-256): the same text gives the same id on every machine and in every version.
[[nodiscard]] TraceId hashTraceId(std::string_view text);
[[nodiscard]] std::uint64_t hashSpanId(std::string_view text);
/// The id that `hex` is, or where it is none the hash of `text`, which is costly.
[[nodiscard]] TraceId traceIdOf(std::string_view hex, std::string_view text);
[[nodiscard]] std::uint64_t spanIdOf(std::string_view hex, std::string_view text);

/// Lower-case hex of fixed width: 32 and 16 digits.
[[nodiscard]] std::string toHex(TraceId id);
[[nodiscard]] std::string toHex(std::uint64_t spanId);

/// Hex of up to 32 (16) digits, either case; nothing if another character is found or the text is empty or too long.
[[nodiscard]] std::optional<TraceId> parseTraceId(std::string_view hex);
[[nodiscard]] std::optional<std::uint64_t> parseSpanId(std::string_view hex);

} // namespace mgx

template <>
struct std::hash<mgx::TraceId>
{
    std::size_t operator()(const mgx::TraceId& id) const noexcept { return id.high ^ (id.low * 0x9E3779B97F4A7C15ull); }
};
