// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace mgx {

/// Keys in alphabetical order.
using Json = nlohmann::json;

/// The value of a text from outside; discarded if it is no JSON, or nested deeper than any writer means it.
[[nodiscard]] Json parsedJson(std::string_view text);
/// Compact; bytes that are no UTF-8 are replaced.
[[nodiscard]] std::string dumped(const Json& value);
/// A member as text: a text as it is, anything else as JSON; empty = missing or null.
[[nodiscard]] std::string memberText(const Json& object, const char* key);

} // namespace mgx
