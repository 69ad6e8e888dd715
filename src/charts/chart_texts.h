// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <utility>

namespace mgx {

/// The files of resources/charts as they were at build time, by name without its ending, in order.
[[nodiscard]] std::span<const std::pair<std::string_view, std::string_view>> chartTexts();
/// tiles.sql: the figures above the charts.
[[nodiscard]] std::string_view tilesText();

} // namespace mgx
