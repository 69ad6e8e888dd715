// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/frame_input.h"

#include <array>

namespace mgx {

/// Decides one frame: what is in sight, merged where it shares a pixel. Cost follows the pixels, not the spans: O(pixels log n)
/// per visible sub-row. GUI thread.
class FrameBuilder
{
public:
    explicit FrameBuilder(const FrameInput& input);

    [[nodiscard]] TimelineFrame build();

private:
    void addLaneLines();
    [[nodiscard]] TimeNs foldingStart(TimeNs resolution) const;
    void takeColours(const LaneBox& box);
    bool addSpans(double pixelsPerQuad);
    bool addSpansOf(const LaneBox& box, TimeNs resolution);
    void addSpan(const LaneBox& box, const LaneQuad& quad);
    void addLabel(const LaneBox& box, const LaneQuad& quad, const QRectF& rect, QRgb colour);
    void addLogs(const LaneBox& box);
    void addKeyMarks();
    void addKeyMarksOf(const LaneBox& box, MarkKind kind);
    void addWinnerLabel(const FrameMark& mark, const KeyMark& key);
    void addHits(const LaneBox& box);
    void addLinks(const std::vector<AnswerLink>& links, FrameLink::Kind kind);
    void addLink(const AnswerLink& link, FrameLink::Kind kind);
    void addRepairs();
    void addRepair(RowId row);
    /// Middle of the bar of a row, in its sub-row; of a mark, the height of the marks. Nothing if its lane is not shown.
    [[nodiscard]] std::optional<double> middleOf(RowId row) const;
    void addOutline();
    void merge(FrameQuad quad, std::uint64_t place);
    [[nodiscard]] bool isFixed(const LaneBox& box) const { return box.y < m_in.pinnedHeight; }
    [[nodiscard]] double top(const LaneBox& box) const { return box.y - (isFixed(box) ? 0 : m_in.scrollY) + m_in.rulerHeight; }
    /// Nothing of the lane is seen above this.
    [[nodiscard]] double ceiling(const LaneBox& box) const { return m_in.rulerHeight + (isFixed(box) ? 0 : m_in.pinnedHeight); }
    [[nodiscard]] QRgb colourOf(const LaneQuad& quad) const;
    void addPinnedBase();
    [[nodiscard]] bool isInSight(const LaneBox& box) const;
    [[nodiscard]] QString fittingText(const QStringList& names, double width) const;

    const FrameInput& m_in;
    QRgb m_red;
    TimelineFrame m_frame;
    std::array<QRgb, 4> m_colours{}; ///< of the spans of the lane at hand, by depth
    std::vector<RowId> m_hitRows;
    std::vector<LaneQuad> m_spans;
    std::vector<LaneMark> m_logs;
    std::vector<FrameLabel> m_spanLabels;
    std::uint64_t m_lastPlace = 0; ///< lane and slot of the last span quad
};

} // namespace mgx
