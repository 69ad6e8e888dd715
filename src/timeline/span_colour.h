// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_theme.h"

namespace mgx {

/// `colour` mixed with `background`: weight 1 is the colour alone.
[[nodiscard]] QRgb mixColours(QRgb colour, QRgb background, double weight);

/// The label colour of the theme that can be read on a span of this colour.
[[nodiscard]] QRgb readableOn(QRgb colour, const TimelineTheme& theme);

} // namespace mgx
