// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/scene_painter.h"

#include <QPainterPath>

namespace mgx {

namespace {

QPen penOf(const QColor& colour, double width)
{
    return colour.isValid() ? QPen(colour, width) : QPen(Qt::NoPen);
}

QFont fontOf(const SceneText& text, const ChartTheme& theme)
{
    QFont font = text.isSmall ? theme.caption : theme.body;
    font.setBold(text.isBold);
    return font;
}

} // namespace

void paintScene(QPainter& painter, const ChartScene& scene, const ChartTheme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const SceneLine& line : scene.lines) {
        QPen pen = penOf(theme.colour(line.colour), line.width);
        if (line.isDashed)
            pen.setStyle(Qt::DashLine);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        if (line.isCurve && line.points.size() == 4) {
            QPainterPath path(line.points[0]);
            path.cubicTo(line.points[1], line.points[2], line.points[3]);
            painter.drawPath(path);
        } else {
            painter.drawPolyline(line.points);
        }
    }
    for (const SceneBox& box : scene.boxes) {
        const QColor fill = theme.colour(box.fill);
        painter.setPen(penOf(theme.colour(box.border), 1));
        painter.setBrush(box.isHatched ? QBrush(fill, Qt::BDiagPattern) : QBrush(fill));
        painter.drawRoundedRect(box.rect, box.radius, box.radius);
    }
    for (const SceneText& text : scene.texts) {
        painter.setPen(theme.colour(text.colour));
        painter.setFont(fontOf(text, theme));
        painter.drawText(text.rect, static_cast<int>(text.align) | Qt::TextSingleLine | Qt::TextDontClip, text.text);
    }
}

} // namespace mgx
