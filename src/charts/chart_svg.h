// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_theme.h"

#include <QByteArray>

namespace mgx {

/// The scene as an SVG 1.1 document of its own, on the theme's surface: shapes and escaped texts, nothing that loads or runs.
[[nodiscard]] QByteArray svgOf(const ChartScene& scene, const ChartTheme& theme, const QString& title);

} // namespace mgx
