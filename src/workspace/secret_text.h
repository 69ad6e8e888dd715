// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace mgx {

/// The value looks like a key, token or password, by its form alone: known beginnings (sk-, ghp_, AKIA, eyJ, Bearer), credentials
/// in a URL, or a long run of mixed letters and digits. Identifiers of 24 characters and more count as well.
[[nodiscard]] bool isSecretText(std::string_view value);
/// The name of a field says that its value is one: password, api_key, authorization, token, but not input_tokens.
[[nodiscard]] bool isSecretName(std::string_view name);

} // namespace mgx
