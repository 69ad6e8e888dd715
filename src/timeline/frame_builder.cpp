// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_builder.h"

#include "timeline/frame_path.h"
#include "timeline/frame_ruler.h"
#include "timeline/span_colour.h"
#include "workspace/format.h"

#include <algorithm>
#include <cmath>

namespace mgx {

namespace {

constexpr double kMinLabelPx = 26;      ///< a narrower span has no label
constexpr double kMinLabelHeightPx = 13;
constexpr double kLabelPaddingPx = 5;
constexpr double kMergeWidthPx = 4;     ///< only spans as narrow as this are merged with their neighbours
constexpr double kErrorEdgePx = 3;
constexpr double kFadePx = 28;          ///< an open span fades out over this
constexpr double kMinRoundedPx = 7;
constexpr float kMarkRadiusPx = 5.5f;
constexpr float kLogRadiusPx = 3.5f;
constexpr double kMarkMergePx = 3;
constexpr std::size_t kMaxLinks = 150;  ///< curves of one kind at once
constexpr double kHitRadiusPx = 8;      ///< ring around a found mark
constexpr double kLeastHitPx = 2;       ///< a found span is at least so wide
constexpr double kPinnedWeight = 0.06; ///< of the accent in the ground of pinned lanes
constexpr double kDimWeight = 0.3;      ///< of spans that a search has not found
constexpr double kDepthWeights[] = {1.0, 0.7, 0.5, 0.35};

} // namespace

FrameBuilder::FrameBuilder(const FrameInput& input) : m_in(input), m_red(input.theme.error.rgb()) {}

TimelineFrame FrameBuilder::build()
{
    m_frame.background = m_in.theme.background.rgb();
    m_frame.outlineColour = m_in.theme.text.rgb();
    m_frame.gapColour = m_in.theme.dim.rgb();
    FrameRuler ruler(m_in, m_frame);
    FramePath path(m_in, m_frame);
    // Wider folding until the picture is small enough. Error edges are quads too, so the count is known only afterwards.
    for (double pixelsPerQuad = 1;; pixelsPerQuad *= 2) {
        m_frame.quads.clear();
        m_spanLabels.clear();
        m_lastPlace = 0;
        ruler.addGrid();
        addLaneLines();
        path.addGround();
        if (addSpans(pixelsPerQuad) || pixelsPerQuad > m_in.scale.width)
            break;
    }
    path.addStrips();
    ruler.addBands();
    ruler.addRuler();
    m_frame.labels.insert(m_frame.labels.end(), m_spanLabels.begin(), m_spanLabels.end());
    for (const LaneBox& box : m_in.layout.boxes()) {
        if (box.lane != LaneBox::kNoLane && isInSight(box))
            addLogs(box);
    }
    addKeyMarks();
    if (m_in.hasContextLinks)
        addLinks(m_in.marks.contexts(), FrameLink::Kind::Context);
    if (m_in.hasVoteLinks)
        addLinks(m_in.marks.votes(), FrameLink::Kind::Vote);
    addRepairs();
    addOutline();
    return std::move(m_frame);
}

bool FrameBuilder::isInSight(const LaneBox& box) const
{
    return top(box) < m_in.height && top(box) + box.height > ceiling(box);
}

void FrameBuilder::addLaneLines()
{
    const QRgb grid = m_in.theme.grid.rgb();
    const auto width = static_cast<float>(m_in.scale.width);
    for (const LaneBox& box : m_in.layout.boxes()) {
        if (isInSight(box))
            m_frame.quads.push_back({0, static_cast<float>(top(box) + box.height - 1), width, 1, grid, grid});
    }
}

/// What has been scrolled below the pinned lanes goes, and their ground is a little different.
void FrameBuilder::addPinnedBase()
{
    if (m_in.pinnedHeight <= 0)
        return;
    const QRgb ground = mixColours(m_in.theme.accent.rgb(), m_in.theme.background.rgb(), kPinnedWeight);
    const QRgb line = m_in.theme.accent.rgb();
    const auto width = static_cast<float>(m_in.scale.width);
    const auto y = static_cast<float>(m_in.rulerHeight);
    const auto height = static_cast<float>(m_in.pinnedHeight);
    m_frame.quads.push_back({0, y, width, height, ground, ground});
    m_frame.quads.push_back({0, y + height - 1, width, 1, line, line});
    m_lastPlace = 0;
}

bool FrameBuilder::addSpans(double pixelsPerQuad)
{
    const auto resolution = static_cast<TimeNs>(std::ceil(m_in.scale.nsPerPixel() * pixelsPerQuad));
    const auto& boxes = m_in.layout.boxes();
    // Pinned lanes come first in the layout and last in the picture.
    const auto scrolled = std::find_if(boxes.begin(), boxes.end(), [this](const LaneBox& box) { return !isFixed(box); });
    for (auto box = scrolled; box != boxes.end(); ++box) {
        if (!addSpansOf(*box, resolution))
            return false;
    }
    addPinnedBase();
    for (auto box = boxes.begin(); box != scrolled; ++box) {
        if (!addSpansOf(*box, resolution))
            return false;
    }
    return true;
}

/// The pixels that spans are folded by are counted from the start of the trace, not of the view: nothing changes while it moves.
TimeNs FrameBuilder::foldingStart(TimeNs resolution) const
{
    const TimeNs offset = m_in.scale.from - m_in.snapshot.minTime();
    const TimeNs rest = ((offset % resolution) + resolution) % resolution;
    return m_in.scale.from - rest;
}

bool FrameBuilder::addSpansOf(const LaneBox& box, TimeNs resolution)
{
    if (box.lane == LaneBox::kNoLane || !isInSight(box))
        return true;
    takeColours(box);
    m_spans.clear();
    m_in.snapshot.lanes()[box.lane].index.spans(foldingStart(resolution), m_in.scale.to, resolution, m_spans);
    if (box.isCollapsed) // inner spans lie on outer ones
        std::stable_sort(m_spans.begin(), m_spans.end(), [](const LaneQuad& a, const LaneQuad& b) { return a.slot < b.slot; });
    for (const LaneQuad& quad : m_spans) {
        addSpan(box, quad);
        if (m_frame.quads.size() > TimelineFrame::kMaxQuads)
            return false;
    }
    if (m_in.hits)
        addHits(box);
    return true;
}

void FrameBuilder::takeColours(const LaneBox& box)
{
    const QRgb colour = m_in.theme.agent(box.agent).rgb();
    for (std::size_t depth = 0; depth < std::size(kDepthWeights); ++depth)
        m_colours[depth] = mixColours(colour, m_in.theme.background.rgb(), kDepthWeights[depth] * (m_in.hits ? kDimWeight : 1));
}

QRgb FrameBuilder::colourOf(const LaneQuad& quad) const
{
    if (!m_in.colours)
        return m_colours[std::min<std::size_t>(quad.slot, m_colours.size() - 1)];
    const QRgb colour = m_in.colours->colour(m_in.snapshot, quad, m_in.theme);
    return m_in.hits ? mixColours(colour, m_in.theme.background.rgb(), kDimWeight) : colour;
}

void FrameBuilder::addSpan(const LaneBox& box, const LaneQuad& quad)
{
    const double y = top(box) - box.y + box.rowY(quad.slot);
    if (y >= m_in.height || y + box.rowHeight <= ceiling(box))
        return;
    const TimeScale& scale = m_in.scale;
    const bool isOpen = quad.end >= kOpenEnd;
    const TimeNs end = isOpen ? m_in.snapshot.end(quad.row) : quad.end;
    // Whole pixels keep edges sharp; a span is at least one pixel wide, and one between neighbours leaves a gap.
    const double left = std::round(std::max(-2.0, scale.toX(quad.start)));
    double right = std::max(left + 1, std::round(std::min(scale.width + 2, scale.toX(end))));
    if (right - left >= 5)
        right -= 1;
    if (right <= 0 || left >= scale.width)
        return;
    const QRgb colour = colourOf(quad);
    const QRectF rect(left, y, right - left, box.rowHeight);
    FrameQuad out{static_cast<float>(left), static_cast<float>(y), static_cast<float>(rect.width()),
                  static_cast<float>(rect.height()), colour, colour, quad.count};
    out.isRounded = rect.width() >= kMinRoundedPx && rect.height() >= kMinRoundedPx;
    const std::uint64_t place = (std::uint64_t(box.lane) << 16 | quad.slot) + 1;
    if (isOpen && rect.width() > kFadePx) {
        out.width -= static_cast<float>(kFadePx);
        out.isRounded = false;
        m_frame.quads.push_back(out);
        const QRgb faded = qRgba(qRed(colour), qGreen(colour), qBlue(colour), 0);
        m_frame.quads.push_back({out.x + out.width, out.y, static_cast<float>(kFadePx), out.height, colour, faded});
        m_lastPlace = 0;
    } else {
        merge(out, place);
    }
    if (quad.worst == SpanStatus::Error) {
        const auto edge = static_cast<float>(std::min(kErrorEdgePx, rect.width()));
        m_frame.quads.push_back({out.x, out.y, edge, out.height, m_red, m_red});
        m_lastPlace = 0;
    }
    addLabel(box, quad, rect, colour);
}

/// Narrow neighbours of one colour in one sub-row become one quad that keeps their count.
void FrameBuilder::merge(FrameQuad quad, std::uint64_t place)
{
    FrameQuad* last = m_frame.quads.empty() ? nullptr : &m_frame.quads.back();
    const bool isNeighbour = last && m_lastPlace == place && quad.x <= last->x + last->width + 0.5f && last->left == quad.left;
    m_lastPlace = place;
    if (isNeighbour && quad.width <= kMergeWidthPx && last->count > 0 && !last->isRounded) {
        last->width = std::max(last->width, quad.x + quad.width - last->x);
        last->count += quad.count;
        return;
    }
    m_frame.quads.push_back(quad);
}

void FrameBuilder::addLabel(const LaneBox& box, const LaneQuad& quad, const QRectF& rect, QRgb colour)
{
    if (quad.count != 1 || rect.width() < kMinLabelPx || box.rowHeight < kMinLabelHeightPx || rect.y() < ceiling(box))
        return;
    QRectF inner = rect.intersected(QRectF(0, rect.y(), m_in.scale.width, rect.height()));
    inner.adjust(kLabelPaddingPx, 0, -kLabelPaddingPx, 0);
    const auto round = m_in.roundLabels.find(quad.row);
    const QStringList names = round != m_in.roundLabels.end()
        ? round->second
        : QStringList(m_in.labels.name(m_in.snapshot, quad.row));
    const QString text = fittingText(names, inner.width());
    if (!text.isEmpty())
        m_spanLabels.push_back({inner, text, readableOn(colour, m_in.theme)});
}

/// The longest of the names that fits; else the shortest, elided.
QString FrameBuilder::fittingText(const QStringList& names, double width) const
{
    for (const QString& name : names) {
        if (m_in.labels.width(name) <= width)
            return name;
    }
    return m_in.labels.elided(names.last(), width);
}

void FrameBuilder::addLogs(const LaneBox& box)
{
    const double y = top(box) + box.marksY;
    if (y < ceiling(box) || y > m_in.height)
        return;
    m_logs.clear();
    const auto resolution = static_cast<TimeNs>(std::ceil(m_in.scale.nsPerPixel() * kMarkMergePx));
    m_in.snapshot.lanes()[box.lane].index.marks(foldingStart(resolution), m_in.scale.to, resolution, m_logs);
    for (const LaneMark& log : m_logs) {
        const QRgb colour = log.worst == SpanStatus::Error ? m_in.theme.error.rgb()
            : log.worst == SpanStatus::Warning             ? m_in.theme.warning.rgb()
                                               : mixColours(m_in.theme.agent(box.agent).rgb(), m_in.theme.background.rgb(), 0.5);
        m_frame.marks.push_back({static_cast<float>(m_in.scale.toX(log.time)), static_cast<float>(y), kLogRadiusPx, colour,
                                 MarkKind::Log, log.row, log.count});
    }
}

void FrameBuilder::addKeyMarks()
{
    // What matters more lies on top.
    for (const MarkKind kind : {MarkKind::Restart, MarkKind::Vote, MarkKind::Answer, MarkKind::Winner}) {
        for (const LaneBox& box : m_in.layout.boxes()) {
            if (box.lane != LaneBox::kNoLane && isInSight(box) && top(box) + box.marksY >= ceiling(box))
                addKeyMarksOf(box, kind);
        }
    }
}

/// Marks that share their place become one with their count: it takes as long as there are pixels, not marks.
void FrameBuilder::addKeyMarksOf(const LaneBox& box, MarkKind kind)
{
    const std::vector<std::uint32_t>& shown = m_in.marks.shownIn(box.lane, kind);
    const auto firstAt = [&](auto from, double x) {
        return std::partition_point(from, shown.end(), [&](std::uint32_t i) { return m_in.scale.toX(m_in.marks.marks()[i].time) < x; });
    };
    for (auto at = firstAt(shown.begin(), -kMarkRadiusPx); at != shown.end();) {
        const KeyMark& key = m_in.marks.marks()[*at];
        const double x = m_in.scale.toX(key.time);
        if (x > m_in.scale.width + kMarkRadiusPx)
            return;
        const auto next = firstAt(at + 1, x + kMarkMergePx);
        m_frame.marks.push_back({static_cast<float>(x), static_cast<float>(top(box) + box.marksY), kMarkRadiusPx,
                                 m_in.theme.agent(key.agent).rgb(), kind, key.row, static_cast<decltype(FrameMark::count)>(next - at)});
        if (kind == MarkKind::Winner)
            addWinnerLabel(m_frame.marks.back(), key);
        at = next;
    }
}

void FrameBuilder::addWinnerLabel(const FrameMark& mark, const KeyMark& key)
{
    const RunId run = m_in.snapshot.run(key.row);
    if (run == kNoRun || m_in.snapshot.runFacts(run).winner.empty())
        return;
    const QString text = toQString(m_in.snapshot.runFacts(run).winner);
    const QRectF rect(mark.x + mark.radius + 4, mark.y - 8, m_in.labels.width(text) + 1, 16);
    const bool isCrowded = std::any_of(m_in.marks.marks().begin(), m_in.marks.marks().end(), [&](const KeyMark& other) {
        const double x = m_in.scale.toX(other.time);
        return other.row != key.row && x > mark.x && x < rect.right() + kMarkRadiusPx && other.kind != MarkKind::Restart;
    });
    if (rect.right() <= m_in.scale.width && !isCrowded)
        m_frame.labels.push_back({rect, text, m_in.theme.text.rgb()});
}

/// Found spans once more, in their full colour.
void FrameBuilder::addHits(const LaneBox& box)
{
    const TraceSnapshot& s = m_in.snapshot;
    const TimeScale& scale = m_in.scale;
    const QRgb byAgent = m_in.theme.agent(box.agent).rgb();
    m_hitRows.clear();
    m_in.hits->collect(s, box.lane, scale.from, scale.to, static_cast<TimeNs>(std::ceil(scale.nsPerPixel())), m_hitRows);
    for (const RowId row : m_hitRows) {
        const double x = std::round(std::max(-2.0, scale.toX(s.start(row))));
        const int slot = s.lanes()[box.lane].index.slotOf(row, s.start(row));
        if (slot < 0) {
            const double y = top(box) + box.marksY;
            if (y > ceiling(box))
                m_frame.hits.push_back(QRectF(x - kHitRadiusPx, y - kHitRadiusPx, 2 * kHitRadiusPx, 2 * kHitRadiusPx));
            continue;
        }
        const double y = top(box) - box.y + box.rowY(slot);
        if (y >= m_in.height || y + box.rowHeight <= ceiling(box))
            continue;
        const SpanStatus worst = s.isError(row) ? SpanStatus::Error : s.level(row) >= level::kWarning ? SpanStatus::Warning : SpanStatus::Ok;
        const LaneQuad found{s.start(row), s.isOpen(row) ? kOpenEnd : s.end(row), row, 1, static_cast<std::uint16_t>(slot), worst};
        const QRgb full = m_in.colours ? m_in.colours->colour(s, found, m_in.theme) : byAgent;
        const double right = std::max(x + kLeastHitPx, std::round(std::min(scale.width + 2, scale.toX(s.end(row)))));
        FrameQuad quad{static_cast<float>(x), static_cast<float>(y), static_cast<float>(right - x - (right - x >= 5 ? 1 : 0)),
                       static_cast<float>(box.rowHeight), full, full, 1};
        quad.isRounded = quad.width >= kMinRoundedPx && quad.height >= kMinRoundedPx;
        m_frame.quads.push_back(quad);
        m_lastPlace = 0;
    }
}

void FrameBuilder::addLinks(const std::vector<AnswerLink>& links, FrameLink::Kind kind)
{
    const std::size_t before = m_frame.links.size();
    const auto isThicket = [&] { return m_frame.links.size() - before > kMaxLinks; };
    for (std::size_t i = 0; i < links.size() && !isThicket(); ++i)
        addLink(links[i], kind);
    if (!isThicket())
        return;
    // It would hide the spans: only what touches the selected record stays.
    m_frame.links.resize(before);
    for (std::size_t i = 0; i < links.size() && m_in.selected != kNoRow && !isThicket(); ++i) {
        if (m_in.selected == links[i].row || m_in.selected == m_in.marks.marks()[links[i].answer].row)
            addLink(links[i], kind);
    }
}

void FrameBuilder::addLink(const AnswerLink& link, FrameLink::Kind kind)
{
    const KeyMark& answer = m_in.marks.marks()[link.answer];
    if (std::max(answer.time, link.time) < m_in.scale.from || std::min(answer.time, link.time) > m_in.scale.to)
        return;
    const LaneBox* from = m_in.layout.boxOf(answer.lane);
    const LaneBox* to = m_in.layout.boxOf(m_in.snapshot.lane(link.row));
    if (!from || !to || (!isInSight(*from) && !isInSight(*to)))
        return;
    const double x1 = m_in.scale.toX(answer.time);
    const double x2 = m_in.scale.toX(link.time);
    const double endY = kind == FrameLink::Kind::Context ? top(*to) + LaneBox::kTopPx + to->rowHeight / 2 : top(*to) + to->marksY;
    m_frame.links.push_back({static_cast<float>(x1), static_cast<float>(top(*from) + from->marksY), static_cast<float>(x2),
                             static_cast<float>(endY), m_in.theme.agent(link.agent).rgb(), kind});
}

/// The selected record and, if it is a round or the like, what was moved below it.
void FrameBuilder::addRepairs()
{
    const TraceSnapshot& s = m_in.snapshot;
    if (m_in.selected == kNoRow || s.repairCount() == 0)
        return;
    addRepair(m_in.selected);
    // A whole session may hold every record there is: too many to look through, or to draw.
    if (const LaneBox* box = m_in.layout.boxOf(s.lane(m_in.selected)); !box || box->kind != LaneKind::Agent)
        return;
    const std::size_t before = m_frame.links.size();
    for (const RowId child : s.children(m_in.selected)) {
        if (m_frame.links.size() - before == kMaxLinks)
            return;
        addRepair(child);
    }
}

void FrameBuilder::addRepair(RowId row)
{
    const TraceSnapshot& s = m_in.snapshot;
    const RowId recorded = s.recordedParent(row);
    if (recorded == kNoRow || !s.repair(row) || s.isHidden(row))
        return;
    const double x = m_in.scale.toX(s.start(row));
    const std::optional<double> from = middleOf(recorded);
    const std::optional<double> to = middleOf(row);
    if (!from || !to || x < 0 || x > m_in.scale.width)
        return;
    // Straight down from the recorded parent, or from its end where that comes before.
    const double x1 = std::clamp(m_in.scale.toX(std::min(s.end(recorded), s.start(row))), 0.0, m_in.scale.width);
    m_frame.links.push_back({static_cast<float>(x1), static_cast<float>(*from), static_cast<float>(x), static_cast<float>(*to),
                             m_in.theme.accent.rgb(), FrameLink::Kind::Repair});
}

std::optional<double> FrameBuilder::middleOf(RowId row) const
{
    const TraceSnapshot& s = m_in.snapshot;
    const LaneBox* box = m_in.layout.boxOf(s.lane(row));
    if (!box)
        return {};
    const int slot = s.lanes()[box->lane].index.slotOf(row, s.start(row));
    return slot < 0 ? top(*box) + box->marksY : top(*box) - box->y + box->rowY(slot) + box->rowHeight / 2;
}

void FrameBuilder::addOutline()
{
    if (m_in.selected == kNoRow)
        return;
    const TraceSnapshot& s = m_in.snapshot;
    const LaneBox* box = m_in.layout.boxOf(s.lane(m_in.selected));
    if (!box)
        return;
    const TimeNs start = s.start(m_in.selected);
    const double left = std::max(-4.0, std::round(m_in.scale.toX(start)));
    const int slot = s.lanes()[box->lane].index.slotOf(m_in.selected, start);
    if (slot < 0) {
        const double y = top(*box) + box->marksY;
        m_frame.outlines.push_back(QRectF(m_in.scale.toX(start) - 8, y - 8, 16, 16));
        return;
    }
    const double right = std::min(m_in.scale.width + 4, std::max(left + 1, std::round(m_in.scale.toX(s.end(m_in.selected)))));
    if (right > 0 && left < m_in.scale.width)
        m_frame.outlines.push_back(QRectF(left, top(*box) - box->y + box->rowY(slot), right - left, box->rowHeight));
}

} // namespace mgx
