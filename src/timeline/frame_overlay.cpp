// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_overlay.h"

#include "timeline/link_path.h"

#include <cmath>
#include <map>
#include <QPainter>

namespace mgx {

namespace {

constexpr double kStampMarginPx = 5; ///< shapes and their edges reach over the radius of a mark
constexpr double kLinkMarginPx = 20;
constexpr std::size_t kMaxDashedLinks = 60; ///< a dash costs as much as a line: many are drawn whole
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

/// Pictures of marks: thousands of one shape and colour are stamped instead of painted one by one.
class MarkStamps
{
public:
    MarkStamps(QPainter& painter, QRgb background) : m_painter(painter), m_background(QColor::fromRgb(background)), m_scale(painter.device()->devicePixelRatioF()) {}

    void paint(const FrameMark& mark)
    {
        const double reach = mark.radius + kStampMarginPx;
        QImage& stamp = m_stamps[{mark.kind, mark.colour}];
        if (stamp.isNull())
            stamp = make(mark, reach);
        // On whole pixels of the screen a copy stays as sharp as what was painted.
        const auto snapped = [&](double at) { return std::round(at * m_scale) / m_scale; };
        m_painter.drawImage(QPointF(snapped(mark.x - reach), snapped(mark.y - reach)), stamp);
    }

private:
    [[nodiscard]] QImage make(FrameMark mark, double reach) const
    {
        const int side = int(std::ceil(2 * reach * m_scale));
        QImage stamp(side, side, QImage::Format_ARGB32_Premultiplied);
        stamp.setDevicePixelRatio(m_scale);
        stamp.fill(Qt::transparent);
        mark.x = mark.y = float(reach);
        QPainter painter(&stamp);
        painter.setRenderHint(QPainter::Antialiasing);
        paintMark(painter, mark, m_background);
        return stamp;
    }

    QPainter& m_painter;
    QColor m_background;
    double m_scale;
    std::map<std::pair<MarkKind, QRgb>, QImage> m_stamps;
};

QPen linkPen(const FrameLink& link, std::size_t links)
{
    if (links > kMaxDashedLinks)
        return {QColor::fromRgb(link.colour), 1};
    QPen pen(QColor::fromRgb(link.colour), 1.4, Qt::CustomDashLine);
    switch (link.kind) {
    case FrameLink::Kind::Vote: pen.setDashPattern({3, 2.5}); break;
    case FrameLink::Kind::Context: pen.setDashPattern({1, 2}); break;
    case FrameLink::Kind::Repair: pen.setDashPattern({4, 3}); break;
    }
    return pen;
}

void paintGaps(QPainter& painter, const TimelineFrame& frame)
{
    QColor ground = QColor::fromRgb(frame.background);
    ground.setAlphaF(0.75f);
    QColor lines = QColor::fromRgb(frame.gapColour);
    lines.setAlphaF(0.55f);
    for (const QRectF& gap : frame.gaps) {
        painter.fillRect(gap, ground);
        painter.fillRect(gap, QBrush(lines, Qt::BDiagPattern));
    }
}

} // namespace

void paintOverlay(QPainter& painter, const TimelineFrame& frame, const QFont& font)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    paintGaps(painter, frame);
    painter.setBrush(Qt::NoBrush);
    for (const FrameLink& link : frame.links) {
        painter.setPen(linkPen(link, frame.links.size()));
        painter.drawPath(linkPath(link, -kLinkMarginPx, painter.window().width() + kLinkMarginPx));
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
    MarkStamps stamps(painter, frame.background);
    for (const FrameMark& mark : frame.marks)
        stamps.paint(mark);
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
