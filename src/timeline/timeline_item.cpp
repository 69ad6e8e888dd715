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
        m_workspace->timeline().disconnect(this);
        m_workspace->settings().disconnect(this);
    }
    m_workspace = workspace;
    if (workspace) {
        connect(workspace, &Workspace::snapshotChanged, this, &TimelineItem::takeSnapshot);
        connect(&workspace->view(), &ViewRange::changed, this, &QQuickItem::polish);
        connect(&workspace->range(), &TimeSelection::changed, this, &QQuickItem::polish);
        connect(&workspace->timeline(), &TimelineOptions::changed, this, &TimelineItem::takeOptions);
        connect(&workspace->timeline(), &TimelineOptions::lanesChanged, this, &TimelineItem::takeLanes);
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
        connect(theme, &TimelineTheme::changed, this, [this] {
            polish();
            Q_EMIT legendChanged();
        });
    polish();
    Q_EMIT themeChanged();
}

void TimelineItem::takeSnapshot()
{
    m_snapshot = m_workspace ? m_workspace->snapshot() : nullptr;
    m_marks = m_snapshot ? MarkIndex(*m_snapshot) : MarkIndex();
    m_roundLabels = m_snapshot ? roundLabels(*m_snapshot) : RoundLabels();
    takeHits();
    takePath();
    m_labels = LabelCache(m_labels.font());
    m_hoverRow = kNoRow;
    m_colouring.clear();
    takeLanes();
    Q_EMIT hoverChanged();
}

/// Other lanes, or the same ones arranged another way.
void TimelineItem::takeLanes()
{
    m_layout = m_snapshot ? LaneLayout(*m_snapshot, m_workspace->timeline()) : LaneLayout();
    m_lanes.setBoxes(m_layout.boxes());
    m_scrollY = std::clamp(m_scrollY, 0.0, std::max(0.0, contentHeight() + rulerHeight() - height()));
    takeOptions();
    Q_EMIT scrolled();
}

void TimelineItem::takeOptions()
{
    if (m_snapshot) {
        const TimelineOptions& options = m_workspace->timeline();
        m_gaps = options.closesGaps() ? idleGaps(*m_snapshot, m_layout) : GapMap();
        if (options.colourBy() != m_colouring) {
            m_colouring = options.colourBy();
            m_colours = SpanColours(*m_snapshot, m_colouring);
        }
    } else {
        m_gaps = GapMap();
        m_colours = SpanColours();
        m_colouring.clear();
    }
    polish();
    Q_EMIT legendChanged();
}

QList<QColor> TimelineItem::legendColours() const
{
    return m_theme ? m_colours.legendColours(*m_theme) : QList<QColor>();
}

void TimelineItem::moveLane(int from, int to)
{
    const auto& boxes = m_layout.boxes();
    const int last = static_cast<int>(boxes.size()) - 1;
    to = std::clamp(to, 0, std::max(0, last));
    if (!isReady() || from < 0 || from > last || from == to)
        return;
    QStringList titles = m_layout.titles();
    const QString title = boxes[static_cast<std::size_t>(from)].title;
    const QString beside = boxes[static_cast<std::size_t>(to)].title;
    titles.removeAll(title);
    titles.insert(titles.indexOf(beside) + (to > from ? 1 : 0), title);
    titles.removeDuplicates();
    m_workspace->timeline().setOrder(titles);
}

int TimelineItem::laneAt(double y) const
{
    const LaneBox* box = headerAt(y);
    return box ? static_cast<int>(box - m_layout.boxes().data()) : y < 0 ? 0 : static_cast<int>(m_layout.boxes().size()) - 1;
}

/// `y` counts from below the ruler.
const LaneBox* TimelineItem::headerAt(double y) const
{
    return m_layout.boxAt(y < pinnedHeight() ? y : y + m_scrollY);
}

void TimelineItem::takeSelection()
{
    const RowId row = m_workspace->selection().row();
    if (row != kNoRow && m_snapshot && m_workspace->selection().origin() != Selection::Origin::Timeline) {
        const TimeNs origin = m_workspace->origin();
        m_workspace->view().reveal(m_snapshot->start(row) - origin, m_snapshot->end(row) - origin);
        const LaneBox* box = m_layout.boxOf(m_snapshot->lane(row));
        // Below the pinned lanes, which cover what is scrolled under them.
        const double top = m_scrollY + pinnedHeight();
        const double bottom = m_scrollY + height() - rulerHeight();
        if (box && box->y >= pinnedHeight() && (box->y < top || box->y + box->height > bottom)) {
            const bool isTall = box->height > bottom - top;
            setScrollY(isTall || box->y < top ? box->y - pinnedHeight() : box->y + box->height - (bottom - m_scrollY));
        }
    }
    polish();
}

TimeScale TimelineItem::scale() const
{
    const TimeNs origin = m_workspace->origin();
    const TimeScale even{origin + m_workspace->view().from(), origin + m_workspace->view().to(), std::max(1.0, width())};
    return even.across(m_gaps);
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

void TimelineItem::setFlags(const QVariantList& flags)
{
    m_flagList = flags;
    m_flags.clear();
    for (const QVariant& each : flags) {
        const QVariantMap flag = each.toMap();
        m_flags.push_back({{flag.value(QStringLiteral("fromNs")).toLongLong(), flag.value(QStringLiteral("toNs")).toLongLong()},
                           flag.value(QStringLiteral("label")).toString()});
    }
    polish();
    Q_EMIT flagsChanged();
}

void TimelineItem::setPath(const QList<double>& numbers)
{
    m_pathNumbers = numbers;
    takePath();
    Q_EMIT pathChanged();
}

void TimelineItem::takePath()
{
    m_path.clear();
    const TimeNs origin = m_snapshot ? m_workspace->origin() : 0;
    for (qsizetype i = 0; i + 2 < m_pathNumbers.size(); i += 3)
        m_path.push_back({origin + TimeNs(m_pathNumbers[i + 1]), origin + TimeNs(m_pathNumbers[i + 2]), RowId(m_pathNumbers[i])});
    polish();
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
                               m_hits.isEmpty() ? nullptr : &m_hits, clockZone(), m_workspace->range().stretch(), m_flags, m_lens,
                               m_colours.isByAgent() ? nullptr : &m_colours, pinnedHeight(), m_path};
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
    return hitTest(*m_snapshot, m_layout, *m_frame, scale(), {point.x(), point.y(), m_scrollY, rulerHeight(), pinnedHeight()});
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
    if (const IdleGap* gap = m_hasHover && isReady() ? m_gaps.gapAt(scale().toTime(m_hoverPoint.x())) : nullptr)
        return tr("Nothing happens for %1").arg(formatDuration(gap->length()));
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
