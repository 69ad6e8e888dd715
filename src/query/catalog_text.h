// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The files of resources/sql/catalog.
namespace mgx::catalogtext {

[[nodiscard]] std::string_view tables();
[[nodiscard]] std::string_view functions();
[[nodiscard]] std::string_view keywords();

} // namespace mgx::catalogtext
