// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_frame.h"

#include <QPainterPath>

namespace mgx {

/// The curve of a link as far as it lies between two x. What is outside is cut off before it is drawn: after zooming in a link
/// may be millions of pixels long, and its dashes would be made one by one. Empty if nothing lies between.
[[nodiscard]] QPainterPath linkPath(const FrameLink& link, double left, double right);

} // namespace mgx
