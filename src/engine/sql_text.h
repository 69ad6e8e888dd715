// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

/// The files of resources/sql, as they were at build time (see CMakeLists.txt).
namespace mgx::sqltext {

[[nodiscard]] std::string_view settings();
[[nodiscard]] std::string_view prelude();
/// Tables and views in the order in which they are made.
[[nodiscard]] std::span<const std::string_view> tables();

} // namespace mgx::sqltext
