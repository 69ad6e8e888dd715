// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timeline_item.h"

#include "timeline/frame_builder.h"
#include "timeline/frame_nodes.h"
#include "timeline/frame_overlay.h"
#include "timeline/hit_test.h"
#include "workspace/format.h"

#include <cmath>
#include <QDateTime>
#include <QQuickWindow>
#include <QSGRendererInterface>

namespace mgx {

TimelineItem::TimelineItem(QQuickItem* parent) : QQuickItem(parent), m_overlay(new FrameOverlay(this))
{
    setFlag(ItemHasContents);
    setFlag(ItemIsFocusScope, false);
    setClip(true);
    setAcceptedMouseButtons(Qt::LeftButton);
    setAcceptHoverEvents(true);
    setActiveFocusOnTab(true);
    connect(m_overlay, &QObject::destroyed, this, [this] { m_overlay = nullptr; });
}

TimelineItem::~TimelineItem() = default;

void TimelineItem::setWorkspace(Workspace* workspace)
{
    if (workspace == m_workspace)
        return;
    if (m_workspace) {
        m_workspace->disconnect(this);
        m_workspace->view().disconnect(this);
        m_workspace->selection().disconnect(this);
        m_workspace->search().disconnect(this);
        m_workspace->range().disconnect(this);
        m_workspace->settings().disconnect(this);
    }
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &Workspace::snapshotChanged, this, &TimelineItem::takeSnapshot);
        connect(&workspace->view(), &ViewRange::changed, this, &QQuickItem::polish);
        connect(&workspace->range(), &TimeSelection::changed, this, &QQuickItem::polish);
        connect(&workspace->selection(), &Selection::changed, this, &TimelineItem::takeSelection);
        connect(&workspace->search(), &Search::changed, this, &TimelineItem::takeHits);
        connect(&workspace->settings(), &Settings::timeDisplayChanged, this, &QQuickItem::polish);
    }
    takeSnapshot();
    Q_EMIT workspaceChanged();
}

void TimelineItem::setTheme(TimelineTheme* theme)
{
    if (theme == m_theme)
        return;
    if (m_theme)
        m_theme->disconnect(this);
    m_theme = theme;
    if (theme)
        connect(theme, &TimelineTheme::changed, this, &QQuickItem::polish);
    polish();
    Q_EMIT themeChanged();
}

void TimelineItem::takeSnapshot()
{
    m_snapshot = m_workspace ? m_workspace->snapshot() : nullptr;
    m_layout = m_snapshot ? LaneLayout(*m_snapshot) : LaneLayout();
    m_marks = m_snapshot ? MarkIndex(*m_snapshot) : MarkIndex();
    m_roundLabels = m_snapshot ? roundLabels(*m_snapshot) : RoundLabels();
    m_lanes.setBoxes(m_layout.boxes());
    takeHits();
    m_labels = LabelCache(m_labels.font());
    m_hoverRow = kNoRow;
    m_scrollY = std::clamp(m_scrollY, 0.0, std::max(0.0, contentHeight() + rulerHeight() - height()));
    Q_EMIT scrolled();
    Q_EMIT hoverChanged();
    polish();
}

void TimelineItem::takeSelection()
{
    const RowId row = m_workspace->selection().row();
    if (row != kNoRow && m_snapshot && m_workspace->selection().origin() != Selection::Origin::Timeline) {
        const TimeNs origin = m_workspace->origin();
        m_workspace->view().reveal(m_snapshot->start(row) - origin, m_snapshot->end(row) - origin);
        const LaneBox* box = m_layout.boxOf(m_snapshot->lane(row));
        const double visible = height() - rulerHeight();
        if (box && (box->y < m_scrollY || box->y + box->height > m_scrollY + visible))
            setScrollY(box->y + box->height - visible > box->y ? box->y : box->y + box->height - visible);
    }
    polish();
}

TimeScale TimelineItem::scale() const
{
    const TimeNs origin = m_workspace->origin();
    return {origin + m_workspace->view().from(), origin + m_workspace->view().to(), std::max(1.0, width())};
}

void TimelineItem::setScrollY(double y)
{
    y = std::clamp(y, 0.0, std::max(0.0, contentHeight() + rulerHeight() - height()));
    if (y == m_scrollY)
        return;
    m_scrollY = y;
    polish();
    Q_EMIT scrolled();
}

void TimelineItem::setHasVoteLinks(bool hasLinks)
{
    if (std::exchange(m_hasVoteLinks, hasLinks) == hasLinks)
        return;
    polish();
    Q_EMIT linksChanged();
}

void TimelineItem::setHasContextLinks(bool hasLinks)
{
    if (std::exchange(m_hasContextLinks, hasLinks) == hasLinks)
        return;
    polish();
    Q_EMIT linksChanged();
}

void TimelineItem::setMarks(const QVariantList& marks)
{
    m_markList = marks;
    m_flags.clear();
    for (const QVariant& entry : marks) {
        const QVariantMap mark = entry.toMap();
        m_flags.push_back({{static_cast<qint64>(mark.value(QStringLiteral("fromNs")).toDouble()), static_cast<qint64>(mark.value(QStringLiteral("toNs")).toDouble())},
                           mark.value(QStringLiteral("label")).toString()});
    }
    polish();
    Q_EMIT marksChanged();
}

void TimelineItem::takeHits()
{
    const auto hits = m_snapshot ? m_workspace->search().hits() : nullptr;
    m_hits = hits ? HitIndex(*m_snapshot, *hits) : HitIndex();
    m_lens.clear();
    if (m_snapshot) {
        for (const NamedStretch& stretch : m_workspace->search().stretches())
            m_lens.push_back({stretch.from - m_workspace->origin(), stretch.to - m_workspace->origin()});
    }
    polish();
}

/// How far the clock of the ruler is ahead of UTC; nothing where it counts from the start of the run.
std::optional<TimeNs> TimelineItem::clockZone() const
{
    const QString display = m_workspace->settings().timeDisplay();
    if (display == QLatin1String("relative"))
        return {};
    if (display == QLatin1String("utc"))
        return 0;
    const qint64 seconds = m_workspace->origin() / kNsPerSecond;
    return QDateTime::fromSecsSinceEpoch(seconds).offsetFromUtc() * kNsPerSecond;
}

void TimelineItem::updatePolish()
{
    auto frame = std::make_shared<TimelineFrame>();
    if (isReady() && width() > 0 && height() > 0) {
        if (m_labels.font() != m_theme->labelFont)
            m_labels = LabelCache(m_theme->labelFont);
        const FrameInput input{*m_snapshot, m_layout, m_marks, *m_theme, m_roundLabels, scale(), std::round(m_scrollY), height(),
                               rulerHeight(), m_labels, m_workspace->selection().row(), m_hasVoteLinks, m_hasContextLinks,
                               m_hits.isEmpty() ? nullptr : &m_hits, clockZone(), m_workspace->range().stretch(), m_flags, m_lens};
        *frame = FrameBuilder(input).build();
    }
    m_frame = std::move(frame);
    if (m_overlay)
        m_overlay->setFrame(m_frame, m_theme ? m_theme->labelFont : QFont());
    update();
    Q_EMIT drawn();
}

QSGNode* TimelineItem::updatePaintNode(QSGNode* node, UpdatePaintNodeData*)
{
    if (!m_frame || m_frame->quads.empty()) {
        delete node;
        return nullptr;
    }
    if (window()->rendererInterface()->graphicsApi() == QSGRendererInterface::Software)
        return updateImageNode(node, *m_frame, *window(), size());
    return updateGeometryNode(node, *m_frame);
}

void TimelineItem::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (m_overlay)
        m_overlay->setSize(now.size());
    setScrollY(m_scrollY);
    polish();
}

void TimelineItem::itemChange(ItemChange change, const ItemChangeData& data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemSceneChange || change == ItemDevicePixelRatioHasChanged)
        polish();
}

RowId TimelineItem::rowAt(QPointF point) const
{
    if (!isReady() || !m_frame)
        return kNoRow;
    return hitTest(*m_snapshot, m_layout, *m_frame, scale(), {point.x(), point.y(), m_scrollY, rulerHeight()});
}

void TimelineItem::setHover(QPointF point)
{
    m_hasHover = true;
    m_hoverPoint = point;
    m_hoverRow = m_isDragging ? kNoRow : rowAt(point);
    Q_EMIT hoverChanged();
}

double TimelineItem::hoverOffset() const
{
    return isReady() ? double(scale().toTime(m_hoverPoint.x()) - m_workspace->origin()) : 0;
}

QString TimelineItem::hoverTitle() const
{
    return m_hoverRow == kNoRow ? QString() : toQString(m_snapshot->message(m_hoverRow).substr(0, 300)).simplified();
}

QString TimelineItem::hoverText() const
{
    if (m_hoverRow == kNoRow)
        return {};
    const TimeNs offset = m_snapshot->start(m_hoverRow) - m_workspace->origin();
    const bool isSpan = m_snapshot->kind(m_hoverRow) == RecordKind::Span;
    QString text = isSpan ? tr("%1, from %2").arg(formatDuration(m_snapshot->duration(m_hoverRow)), formatDuration(offset))
                          : tr("at %1").arg(formatDuration(offset));
    if (isSpan && m_snapshot->isOpen(m_hoverRow))
        text = tr("still open, from %1").arg(formatDuration(offset));
    const QString agent = toQString(m_snapshot->agent(m_hoverRow));
    if (!agent.isEmpty())
        text = agent + QStringLiteral(" · ") + text;
    if (m_snapshot->isError(m_hoverRow))
        text += tr(" · error");
    return text;
}

} // namespace mgx
