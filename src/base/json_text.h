// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace mgx {

/// Appends `text` (UTF-8) as a JSON string with its quotes; control characters are escaped, everything else stays.
void appendJsonText(std::string& out, std::string_view text);

/// Appends the shortest decimal that reads back as the same number; "null" for NaN and infinities.
void appendJsonNumber(std::string& out, double value);

} // namespace mgx
