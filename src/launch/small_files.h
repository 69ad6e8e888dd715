// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace mgx {

/// The content of a small file; empty if it is missing or longer than `maxBytes`.
[[nodiscard]] std::string readSmallFile(const std::string& path, std::size_t maxBytes = 4 << 20);
/// The end of a file, at most `bytes` of it.
[[nodiscard]] std::string readTail(const std::string& path, std::size_t bytes);
/// Replaces a file as a whole (a reader sees the old one or the new one); only the person may read it.
[[nodiscard]] Result<void> writeSmallFile(const std::string& path, std::string_view text);

} // namespace mgx
