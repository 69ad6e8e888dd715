// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timeline_frame.h"

#include <memory>
#include <QFont>
#include <QQuickPaintedItem>

namespace mgx {

/// Paints what vertex colours cannot: labels, marks, links and the outline of the selection. Lies above the rectangles of
/// the timeline, with any back end.
class FrameOverlay : public QQuickPaintedItem
{
    Q_OBJECT

public:
    explicit FrameOverlay(QQuickItem* parent);

    void setFrame(std::shared_ptr<const TimelineFrame> frame, const QFont& font);
    void paint(QPainter* painter) override;

private:
    std::shared_ptr<const TimelineFrame> m_frame;
    QFont m_font;
};

/// Paints the overlay of a frame; used by the item and by tests.
void paintOverlay(QPainter& painter, const TimelineFrame& frame, const QFont& font);

} // namespace mgx
