// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_theme.h"

#include <QPainter>

namespace mgx {

void paintScene(QPainter& painter, const ChartScene& scene, const ChartTheme& theme);

} // namespace mgx
