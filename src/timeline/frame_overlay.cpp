// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_overlay.h"

#include <cmath>
#include <QPainter>
#include <QPainterPath>

namespace mgx {

namespace {

constexpr double kLinkBendPx = 60;
constexpr double kFlagRadiusPx = 3;

QPolygonF star(QPointF middle, double radius)
{
    QPolygonF points;
    for (int i = 0; i < 10; ++i) {
        const double angle = -M_PI / 2 + i * M_PI / 5;
        const double r = i % 2 == 0 ? radius : radius * 0.45;
        points << middle + QPointF(std::cos(angle) * r, std::sin(angle) * r);
    }
    return points;
}

QPolygonF diamond(QPointF middle, double r)
{
    return {{middle + QPointF(0, -r), middle + QPointF(r, 0), middle + QPointF(0, r), middle + QPointF(-r, 0)}};
}

void paintRestart(QPainter& painter, QPointF middle, double r, const QColor& colour)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.6));
    painter.drawArc(QRectF(middle.x() - r * 0.7, middle.y() - r * 0.7, r * 1.4, r * 1.4), 60 * 16, 290 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const QPointF tip = middle + QPointF(r * 0.35, -r * 0.6);
    painter.drawPolygon(QPolygonF{{tip + QPointF(-1, -3), tip + QPointF(3, 0.5), tip + QPointF(-1.5, 2.5)}});
}

void paintMark(QPainter& painter, const FrameMark& mark, const QColor& background)
{
    const QPointF middle(mark.x, mark.y);
    const QColor colour = QColor::fromRgb(mark.colour);
    painter.setPen(QPen(background, 1.5)); // keeps marks apart that touch
    painter.setBrush(colour);
    switch (mark.kind) {
    case MarkKind::Answer: painter.drawPolygon(diamond(middle, mark.radius + 1)); break;
    case MarkKind::Vote: painter.drawEllipse(middle, mark.radius, mark.radius); break;
    case MarkKind::Winner: painter.drawPolygon(star(middle, mark.radius + 2.5)); break;
    case MarkKind::Restart: paintRestart(painter, middle, mark.radius, colour); break;
    case MarkKind::Log:
        painter.setPen(Qt::NoPen);
        painter.drawRect(QRectF(std::round(mark.x) - 1, mark.y - mark.radius, 2, 2 * mark.radius));
        break;
    }
}

} // namespace

void paintOverlay(QPainter& painter, const TimelineFrame& frame, const QFont& font)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    painter.setBrush(Qt::NoBrush);
    for (const FrameLink& link : frame.links) {
        QPen pen(QColor::fromRgb(link.colour), 1.4, Qt::CustomDashLine);
        pen.setDashPattern(link.isContext ? QList<qreal>{1, 2} : QList<qreal>{3, 2.5});
        painter.setPen(pen);
        QPainterPath path(QPointF(link.x1, link.y1));
        const double bend = std::min(kLinkBendPx, std::abs(double(link.x2) - link.x1) / 2 + 10);
        path.cubicTo(QPointF(link.x1 + bend, link.y1), QPointF(link.x2 - bend, link.y2), QPointF(link.x2, link.y2));
        painter.drawPath(path);
    }
    for (const FrameLabel& label : frame.labels) {
        painter.setPen(QColor::fromRgb(label.colour));
        painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip, label.text);
    }
    for (const FrameFlag& flag : frame.flags) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromRgb(flag.fill));
        painter.drawRoundedRect(flag.rect, kFlagRadiusPx, kFlagRadiusPx);
        painter.setPen(QColor::fromRgb(flag.colour));
        painter.drawText(flag.rect, Qt::AlignCenter | Qt::TextSingleLine, flag.text);
    }
    const QColor background = QColor::fromRgb(frame.background);
    for (const FrameMark& mark : frame.marks)
        paintMark(painter, mark, background);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor::fromRgb(frame.outlineColour), 1.1));
    for (const QRectF& hit : frame.hits)
        painter.drawEllipse(hit);
    painter.setPen(QPen(QColor::fromRgb(frame.outlineColour), 1.6));
    for (const QRectF& outline : frame.outlines)
        painter.drawRoundedRect(outline.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4);
}

FrameOverlay::FrameOverlay(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void FrameOverlay::setFrame(std::shared_ptr<const TimelineFrame> frame, const QFont& font)
{
    m_frame = std::move(frame);
    m_font = font;
    update();
}

void FrameOverlay::paint(QPainter* painter)
{
    if (m_frame)
        paintOverlay(*painter, *m_frame, m_font);
}

} // namespace mgx
