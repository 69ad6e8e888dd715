// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_frame.h"

#include <memory>
#include <QImage>
#include <QSizeF>

class QQuickWindow;
class QSGNode;

namespace mgx {

/// Copies the rectangles of a frame into the scene graph, reusing the node of the frame before. On the render thread.
/// A geometry node where there is a GPU (or software OpenGL): one draw call. Rounded corners are made of strips, since vertex
/// colours know no curves.
[[nodiscard]] QSGNode* updateGeometryNode(QSGNode* old, const TimelineFrame& frame);

/// The same on Qt's software back end, which draws no geometry nodes: an image of the item's size.
[[nodiscard]] QSGNode* updateImageNode(QSGNode* old, const TimelineFrame& frame, QQuickWindow& window, QSizeF size);

/// The rectangles of a frame as an image, `pixelRatio` device pixels to one.
[[nodiscard]] QImage paintQuads(const TimelineFrame& frame, QSizeF size, double pixelRatio);

} // namespace mgx
