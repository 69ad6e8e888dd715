// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mgx {

/// True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool isValidUtf8(std::string_view bytes);

/// The bytes as UTF-8: returned as they are where well-formed; otherwise each byte that fits nowhere is read as
/// Windows-1252, the encoding that MassGen's `Path.write_text` uses on Windows.
[[nodiscard]] std::string toUtf8(std::string_view bytes);

/// The longest prefix of at most `maxBytes` bytes that does not cut a UTF-8 sequence.
[[nodiscard]] std::string_view utf8Prefix(std::string_view text, std::size_t maxBytes);

/// The first `count` code points of a UTF-8 text.
[[nodiscard]] std::string_view firstCodePoints(std::string_view text, std::size_t count);

[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Order of people: runs of digits compare as numbers, so `turn_2` < `turn_10`.
[[nodiscard]] bool naturalLess(std::string_view a, std::string_view b);

} // namespace mgx
