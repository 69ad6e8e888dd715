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
constexpr double kGripPx = 5;         ///< reach of an edge of the window
constexpr double kLeastWindowPx = 3;
constexpr double kLeastErrorPx = 3;   ///< one error in a million spans shows

} // namespace

OverviewItem::OverviewItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
}

void OverviewItem::setWorkspace(Workspace* workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &Workspace::snapshotChanged, this, &OverviewItem::count);
        connect(&workspace->view(), &ViewRange::changed, this, [this] { update(); });
        connect(&workspace->range(), &TimeSelection::changed, this, [this] { update(); });
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

void OverviewItem::count()
{
    const auto bars = static_cast<std::size_t>(std::max(0.0, width() / kBarPx));
    if (!isReady() || bars == 0) {
        m_job.cancel();
        m_bars.clear();
        update();
        return;
    }
    // What is there is shown until the new bars have been counted.
    m_job.start([snapshot = m_workspace->snapshot(), bars](const JobSlot::Run& run) { return overviewBars(*snapshot, bars, run.cancel); },
                [this](std::vector<OverviewBar> counted) {
                    m_bars = std::move(counted);
                    update();
                });
}

double OverviewItem::toX(double offset) const
{
    return offset / std::max(1.0, m_workspace->view().fullLengthOffset()) * width();
}

double OverviewItem::toOffset(double x) const
{
    return x / std::max(1.0, width()) * m_workspace->view().fullLengthOffset();
}

void OverviewItem::paint(QPainter* painter)
{
    if (!m_theme || m_bars.empty() || !isReady())
        return;
    painter->setPen(Qt::NoPen);
    const TimeSelection& range = m_workspace->range();
    if (!range.isEmpty()) {
        QColor colour = m_theme->accent;
        colour.setAlphaF(0.35f);
        const double left = toX(range.fromOffset());
        painter->fillRect(QRectF(left, 0, std::max(1.0, toX(range.toOffset()) - left), height()), colour);
    }
    paintBars(*painter);
    if (!m_workspace->view().isFit())
        paintWindow(*painter);
}

/// What the timeline does not show lies in the shade; the edges have grips.
void OverviewItem::paintWindow(QPainter& painter) const
{
    const ViewRange& view = m_workspace->view();
    const double left = std::clamp(toX(view.fromOffset()), 0.0, width() - kLeastWindowPx);
    const double right = std::clamp(toX(view.toOffset()), left + kLeastWindowPx, width());
    QColor shade = m_theme->background;
    shade.setAlphaF(0.62f);
    painter.fillRect(QRectF(0, 0, left, height()), shade);
    painter.fillRect(QRectF(right, 0, width() - right, height()), shade);
    painter.setPen(QPen(m_theme->accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(std::round(left) + 0.5, 0.5, std::max(1.0, std::round(right - left) - 1), height() - 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->accent);
    const double tall = height() / 3;
    for (const double x : {left, right - kLeastWindowPx})
        painter.drawRect(QRectF(std::round(x), std::round((height() - tall) / 2), kLeastWindowPx, tall));
}

void OverviewItem::paintBars(QPainter& painter) const
{
    const auto highest = std::max_element(m_bars.begin(), m_bars.end(), [](const auto& a, const auto& b) { return a.records < b.records; });
    const double most = std::max<double>(1, highest->records);
    QColor busy = m_theme->accent;
    busy.setAlphaF(0.6f);
    const double full = height() - 2 * kPaddingPx;
    const double pitch = width() / double(m_bars.size());
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const double x = std::round(double(i) * pitch);
        const double wide = std::max(1.0, std::round(double(i + 1) * pitch) - x - kBarGapPx);
        const double base = height() - kPaddingPx;
        const double tall = m_bars[i].records == 0 ? 0 : std::max(2.0, std::round(m_bars[i].records / most * full));
        painter.fillRect(QRectF(x, base - tall, wide, tall), busy);
        if (m_bars[i].errors == 0)
            continue;
        const double red = std::min(full, std::max(kLeastErrorPx, std::round(m_bars[i].errors / most * full)));
        painter.fillRect(QRectF(x, base - red, wide, red), m_theme->error);
    }
}

OverviewItem::Grip OverviewItem::gripAt(double x) const
{
    const ViewRange& view = m_workspace->view();
    if (view.isFit())
        return Grip::None;
    const double left = toX(view.fromOffset());
    const double right = toX(view.toOffset());
    const bool isNarrow = right - left < 3 * kGripPx; // its edges lie outside then, so that it can still be moved
    if (x >= left - kGripPx && x <= left + (isNarrow ? 0 : kGripPx))
        return Grip::Left;
    if (x <= right + kGripPx && x >= right - (isNarrow ? 0 : kGripPx))
        return Grip::Right;
    return x > left && x < right ? Grip::Middle : Grip::None;
}

void OverviewItem::moveTo(double x)
{
    ViewRange& view = m_workspace->view();
    const double at = toOffset(x) - m_taken;
    if (m_grip == Grip::Middle) {
        view.pan((at - (view.fromOffset() + view.toOffset()) / 2) / std::max(1.0, view.lengthOffset()));
    } else {
        const auto edge = static_cast<TimeNs>(std::clamp(at, 0.0, view.fullLengthOffset()));
        if (m_grip == Grip::Left)
            view.drift(std::min(edge, view.to() - ViewRange::kMinLength), view.to());
        else
            view.drift(view.from(), std::max(edge, view.from() + ViewRange::kMinLength));
    }
}

void OverviewItem::mousePressEvent(QMouseEvent* event)
{
    if (!isReady())
        return;
    const ViewRange& view = m_workspace->view();
    const double x = event->position().x();
    m_grip = gripAt(x);
    const double middle = (view.fromOffset() + view.toOffset()) / 2;
    m_taken = m_grip == Grip::Left ? toOffset(x) - view.fromOffset()
        : m_grip == Grip::Right    ? toOffset(x) - view.toOffset()
        : m_grip == Grip::Middle   ? toOffset(x) - middle
                                   : 0;
    setKeepMouseGrab(true);
    if (m_grip == Grip::None) {
        m_grip = Grip::Middle;
        moveTo(x);
    }
}

void OverviewItem::mouseMoveEvent(QMouseEvent* event)
{
    if (isReady() && m_grip != Grip::None)
        moveTo(event->position().x());
}

void OverviewItem::mouseReleaseEvent(QMouseEvent*)
{
    m_grip = Grip::None;
    setKeepMouseGrab(false);
}

void OverviewItem::hoverMoveEvent(QHoverEvent* event)
{
    const Grip grip = isReady() ? gripAt(event->position().x()) : Grip::None;
    setCursor(grip == Grip::Left || grip == Grip::Right ? Qt::SizeHorCursor : grip == Grip::Middle ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void OverviewItem::wheelEvent(QWheelEvent* event)
{
    if (!isReady())
        return;
    ViewRange& view = m_workspace->view();
    const double fraction = (toOffset(event->position().x()) - view.fromOffset()) / std::max(1.0, view.lengthOffset());
    view.zoom(std::pow(kZoomPerNotch, event->angleDelta().y() / kWheelStep), std::clamp(fraction, 0.0, 1.0));
    event->accept();
}

} // namespace mgx
