// SPDX-License-Identifier: GPL-3.0-or-later
// What the mouse, the wheel and the keyboard do with the timeline.
#include "timeline/timeline_item.h"

#include <cmath>
#include <QGuiApplication>
#include <QStyleHints>

namespace mgx {

namespace {

constexpr double kWheelStep = 120;       ///< one notch, in eighths of a degree
constexpr double kZoomPerNotch = 1.25;
constexpr double kPanPerKey = 0.15;      ///< of the view
constexpr double kMarginOfSpan = 0.1;    ///< around a span that is zoomed to
constexpr TimeNs kMinSpanView = 1000;

} // namespace

void TimelineItem::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_pressPoint = m_dragPoint = event->position();
    m_isDragging = false;
    if (isReady())
        m_rangeDrag.press(m_workspace->range(), scale(), m_workspace->origin(), m_pressPoint.x(), event->modifiers() & Qt::ShiftModifier);
    event->accept();
}

void TimelineItem::mouseMoveEvent(QMouseEvent* event)
{
    if (!isReady())
        return;
    const QPointF point = event->position();
    const int threshold = QGuiApplication::styleHints()->startDragDistance();
    if (!m_isDragging && (point - m_pressPoint).manhattanLength() < threshold)
        return;
    m_isDragging = true;
    setKeepMouseGrab(true);
    if (m_rangeDrag.isActive())
        m_rangeDrag.move(m_workspace->range(), scale(), m_workspace->origin(), m_workspace->view().fullLength(), point.x());
    else
        pan(point);
    setHover(point);
}

void TimelineItem::pan(QPointF to)
{
    const QPointF by = to - m_dragPoint;
    m_dragPoint = to;
    if (by.x() != 0)
        m_workspace->view().pan(-by.x() / std::max(1.0, width()));
    setScrollY(m_scrollY - by.y());
}

void TimelineItem::mouseReleaseEvent(QMouseEvent* event)
{
    const bool hasDrawn = m_isDragging && m_rangeDrag.isActive();
    m_rangeDrag.release();
    if (!m_isDragging && isReady() && event->position().y() >= rulerHeight())
        m_workspace->selection().select(rowAt(event->position()), Selection::Origin::Timeline);
    m_isDragging = false;
    setKeepMouseGrab(false);
    setHover(event->position());
    if (hasDrawn && isReady() && !m_workspace->range().isEmpty())
        Q_EMIT rangeDrawn();
}

void TimelineItem::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (!isReady())
        return;
    const RowId row = rowAt(event->position());
    if (row != kNoRow && m_snapshot->duration(row) > 0)
        zoomTo(row);
    else
        m_workspace->view().fit();
}

void TimelineItem::zoomTo(RowId row)
{
    const TimeNs origin = m_workspace->origin();
    const double from = double(m_snapshot->start(row) - origin);
    const double length = double(std::max(kMinSpanView, m_snapshot->duration(row)));
    m_workspace->view().show(from - length * kMarginOfSpan, from + length * (1 + kMarginOfSpan));
}

void TimelineItem::zoomToSelection()
{
    if (isReady() && m_workspace->selection().row() != kNoRow)
        zoomTo(m_workspace->selection().row());
}

void TimelineItem::zoomToRange()
{
    if (isReady() && !m_workspace->range().isEmpty())
        m_workspace->view().show(m_workspace->range().fromOffset(), m_workspace->range().toOffset());
}

void TimelineItem::rangeOfSelection()
{
    const RowId row = isReady() ? m_workspace->selection().row() : kNoRow;
    if (row == kNoRow)
        return;
    m_workspace->range().set(m_snapshot->start(row) - m_workspace->origin(), m_snapshot->end(row) - m_workspace->origin());
    if (!m_workspace->range().isEmpty())
        Q_EMIT rangeDrawn();
}

void TimelineItem::stepInRow(int step)
{
    const RowId row = isReady() && m_workspace->selection().row() != kNoRow
        ? recordBeside(*m_snapshot, m_workspace->selection().row(), step) : kNoRow;
    if (row != kNoRow)
        m_workspace->selection().select(row, Selection::Origin::None);
}

void TimelineItem::stepAlongLinks(int step)
{
    const RowId row = isReady() && m_workspace->selection().row() != kNoRow
        ? m_linkWalk.step(*m_snapshot, m_marks, m_workspace->selection().row(), step) : kNoRow;
    if (row != kNoRow)
        m_workspace->selection().select(row, Selection::Origin::None);
}

void TimelineItem::hoverMoveEvent(QHoverEvent* event)
{
    const bool isAtEnd = isReady() && RangeDrag::isAtEnd(m_workspace->range(), scale(), m_workspace->origin(), event->position().x());
    setCursor(isAtEnd ? Qt::SizeHorCursor : Qt::ArrowCursor);
    setHover(event->position());
}

void TimelineItem::hoverLeaveEvent(QHoverEvent*)
{
    m_hasHover = false;
    m_hoverRow = kNoRow;
    Q_EMIT hoverChanged();
}

void TimelineItem::wheelEvent(QWheelEvent* event)
{
    if (!isReady())
        return;
    const QPointF turn = QPointF(event->angleDelta()) / kWheelStep;
    const bool isSideways = (event->modifiers() & Qt::ShiftModifier) || std::abs(turn.x()) > std::abs(turn.y());
    if (event->modifiers() & Qt::AltModifier) {
        setScrollY(m_scrollY - (turn.y() + turn.x()) * LaneBox::kMinHeightPx);
    } else if (isSideways) {
        m_workspace->view().pan(-(turn.x() + turn.y()) * kPanPerKey);
    } else {
        m_workspace->view().zoom(std::pow(kZoomPerNotch, turn.y()), event->position().x() / std::max(1.0, width()));
    }
    event->accept();
    setHover(event->position());
}

void TimelineItem::focusInEvent(QFocusEvent* event)
{
    QQuickItem::focusInEvent(event);
    m_hasFocusRing = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    Q_EMIT focusRingChanged();
}

void TimelineItem::focusOutEvent(QFocusEvent* event)
{
    QQuickItem::focusOutEvent(event);
    m_hasFocusRing = false;
    Q_EMIT focusRingChanged();
}

void TimelineItem::selectNeighbour(int step)
{
    const RowId selected = m_workspace->selection().row();
    if (selected == kNoRow)
        return;
    // The record beside it among its siblings of the same lane.
    const std::vector<RowId> siblings = m_snapshot->children(m_snapshot->parent(selected));
    const auto here = std::find(siblings.begin(), siblings.end(), selected) - siblings.begin();
    for (auto i = here + step; i >= 0 && i < static_cast<std::ptrdiff_t>(siblings.size()); i += step) {
        const RowId row = siblings[static_cast<std::size_t>(i)];
        if (m_snapshot->lane(row) == m_snapshot->lane(selected) && m_snapshot->kind(row) == m_snapshot->kind(selected)) {
            m_workspace->selection().select(row, Selection::Origin::None);
            return;
        }
    }
}

void TimelineItem::keyPressEvent(QKeyEvent* event)
{
    event->setAccepted(false);
    if (!isReady())
        return;
    if (!(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        event->setAccepted(pressKey(event->key()));
}

bool TimelineItem::pressKey(int key)
{
    ViewRange& view = m_workspace->view();
    const double at = m_hasHover ? m_hoverPoint.x() / std::max(1.0, width()) : 0.5;
    const RowId selected = m_workspace->selection().row();
    switch (key) {
    case Qt::Key_W:
    case Qt::Key_Plus: view.zoom(kZoomPerNotch, at); break;
    case Qt::Key_S:
    case Qt::Key_Minus: view.zoom(1 / kZoomPerNotch, at); break;
    case Qt::Key_A: view.pan(-kPanPerKey); break;
    case Qt::Key_D: view.pan(kPanPerKey); break;
    case Qt::Key_Left: selectNeighbour(-1); break;
    case Qt::Key_Right: selectNeighbour(1); break;
    case Qt::Key_Comma: stepInRow(-1); break;
    case Qt::Key_Period: stepInRow(1); break;
    case Qt::Key_BracketLeft: stepAlongLinks(-1); break;
    case Qt::Key_BracketRight: stepAlongLinks(1); break;
    case Qt::Key_Up: setScrollY(m_scrollY - LaneBox::kMinHeightPx); break;
    case Qt::Key_Down: setScrollY(m_scrollY + LaneBox::kMinHeightPx); break;
    case Qt::Key_F:
    case Qt::Key_Home: view.fit(); break;
    case Qt::Key_R: rangeOfSelection(); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // The stretch first; once it fills the view, Enter means the record again.
        if (!m_workspace->range().isEmpty() && TimeStretch{view.from(), view.to()} != m_workspace->range().stretch())
            zoomToRange();
        else if (selected != kNoRow)
            zoomTo(selected);
        else
            return false;
        break;
    case Qt::Key_Escape: return goBack();
    default: return false;
    }
    return true;
}

/// What was done last goes first: the selected stretch, then the views in their order.
bool TimelineItem::goBack()
{
    if (m_workspace->range().isEmpty())
        return m_workspace->view().back();
    m_workspace->range().clear();
    return true;
}

} // namespace mgx
