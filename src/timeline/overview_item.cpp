// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/overview_item.h"

#include <algorithm>
#include <cmath>
#include <QPainter>

namespace mgx {

namespace {

constexpr double kBarPx = 6;
constexpr double kBarGapPx = 2;
constexpr double kPaddingPx = 4;
constexpr double kZoomPerNotch = 1.25;
constexpr double kWheelStep = 120;

} // namespace

OverviewItem::OverviewItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
}

void OverviewItem::setWorkspace(Workspace* workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &Workspace::snapshotChanged, this, &OverviewItem::count);
        connect(&workspace->view(), &ViewRange::changed, this, [this] { update(); });
    }
    count();
    Q_EMIT workspaceChanged();
}

void OverviewItem::setTheme(TimelineTheme* theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    if (theme)
        connect(theme, &TimelineTheme::changed, this, [this] { update(); });
    update();
    Q_EMIT themeChanged();
}

void OverviewItem::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.width() != before.width())
        count();
}

/// O(bars × lanes × log n): the pyramid gives at most one span per bar and sub-row.
void OverviewItem::count()
{
    m_bars.assign(static_cast<std::size_t>(std::max(0.0, width() / kBarPx)), {});
    update();
    if (!m_workspace || !m_workspace->snapshot() || m_bars.empty())
        return;
    const TraceSnapshot& s = *m_workspace->snapshot();
    const TimeNs from = s.minTime();
    const double barNs = std::max(1.0, double(s.maxTime() - from) / double(m_bars.size()));
    const auto last = static_cast<double>(m_bars.size()) - 1;
    std::vector<LaneQuad> quads;
    for (const Lane& lane : s.lanes()) {
        quads.clear();
        if (lane.kind != LaneKind::Coordination) // its session spans everything and says nothing
            lane.index.spans(from, s.maxTime() + 1, static_cast<TimeNs>(std::ceil(barNs)), quads);
        for (const LaneQuad& quad : quads) {
            const double start = double(quad.start - from) / barNs;
            const double end = double((quad.end >= kOpenEnd ? s.end(quad.row) : quad.end) - from) / barNs;
            for (double bar = std::floor(std::clamp(start, 0.0, last)); bar <= std::clamp(end, 0.0, last); ++bar) {
                Bar& b = m_bars[static_cast<std::size_t>(bar)];
                b.busy += std::clamp(std::min(end, bar + 1) - std::max(start, bar), 0.05, 1.0);
                b.hasError |= quad.worst == SpanStatus::Error && bar >= std::floor(end); // where it went wrong
            }
        }
    }
}

double OverviewItem::toX(double offset) const
{
    return offset / std::max(1.0, m_workspace->view().fullLengthOffset()) * width();
}

void OverviewItem::paint(QPainter* painter)
{
    if (!m_workspace || !m_theme || m_bars.empty() || !m_workspace->snapshot())
        return;
    painter->setPen(Qt::NoPen);
    const ViewRange& view = m_workspace->view();
    if (!view.isFit()) {
        const double left = std::clamp(toX(view.fromOffset()), 0.0, width() - 2);
        const double right = std::clamp(toX(view.toOffset()), left + 2, width());
        QColor window = m_theme->accent;
        window.setAlphaF(0.2f);
        painter->setBrush(window);
        painter->drawRect(QRectF(left, 0, right - left, height()));
    }
    const auto highest = std::max_element(m_bars.begin(), m_bars.end(), [](const Bar& a, const Bar& b) { return a.busy < b.busy; });
    const double most = std::max(0.5, highest->busy);
    QColor busy = m_theme->accent;
    busy.setAlphaF(0.6f);
    const double full = height() - 2 * kPaddingPx;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const double tall = m_bars[i].busy / most * full;
        if (tall <= 0)
            continue;
        painter->setBrush(m_bars[i].hasError ? m_theme->error : busy);
        const double barHeight = std::max(2.0, std::round(tall));
        painter->drawRect(QRectF(double(i) * kBarPx, height() - kPaddingPx - barHeight, kBarPx - kBarGapPx, barHeight));
    }
}

void OverviewItem::moveTo(double x)
{
    if (!m_workspace || !m_workspace->snapshot())
        return;
    ViewRange& view = m_workspace->view();
    const double middle = x / std::max(1.0, width()) * view.fullLengthOffset();
    view.pan((middle - (view.fromOffset() + view.toOffset()) / 2) / std::max(1.0, view.lengthOffset()));
}

void OverviewItem::mousePressEvent(QMouseEvent* event)
{
    moveTo(event->position().x());
}

void OverviewItem::mouseMoveEvent(QMouseEvent* event)
{
    moveTo(event->position().x());
}

void OverviewItem::wheelEvent(QWheelEvent* event)
{
    if (!m_workspace || !m_workspace->snapshot())
        return;
    ViewRange& view = m_workspace->view();
    const double at = event->position().x() / std::max(1.0, width()) * view.fullLengthOffset();
    const double fraction = (at - view.fromOffset()) / std::max(1.0, view.lengthOffset());
    view.zoom(std::pow(kZoomPerNotch, event->angleDelta().y() / kWheelStep), std::clamp(fraction, 0.0, 1.0));
    event->accept();
}

} // namespace mgx
