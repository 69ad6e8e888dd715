// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/hit_index.h"
#include "timeline/label_cache.h"
#include "timeline/lane_layout.h"
#include "timeline/round_labels.h"
#include "timeline/ruler_ticks.h"
#include "timeline/time_scale.h"
#include "timeline/timeline_frame.h"

#include <array>
#include <optional>

namespace mgx {

class TimelineTheme;

/// Everything a frame depends on.
struct FrameInput
{
    const TraceSnapshot& snapshot;
    const LaneLayout& layout;
    const MarkIndex& marks;
    const TimelineTheme& theme;
    const RoundLabels& roundLabels; ///< of rounds; other spans are labelled by their name
    TimeScale scale;
    double scrollY = 0;
    double height = 0;
    double rulerHeight = 0;
    LabelCache& labels; ///< with the font of the theme
    RowId selected = kNoRow;
    bool hasVoteLinks = true;
    bool hasContextLinks = false;
    const HitIndex* hits = nullptr;       ///< null = nothing is looked for
    std::optional<TimeNs> clockZone = {}; ///< the ruler shows the clock that is so far ahead of UTC
};

/// Decides one frame: what is in sight, merged where it shares a pixel. Cost follows the pixels, not the spans: O(pixels log n)
/// per visible sub-row. GUI thread.
class FrameBuilder
{
public:
    explicit FrameBuilder(const FrameInput& input);

    [[nodiscard]] TimelineFrame build();

private:
    void addGrid();
    void addRulerBase();
    void addLaneLines();
    void takeColours(const LaneBox& box);
    bool addSpans(double pixelsPerQuad);
    void addSpan(const LaneBox& box, const LaneQuad& quad);
    void addLabel(const LaneBox& box, const LaneQuad& quad, const QRectF& rect, QRgb colour);
    void addLogs(const LaneBox& box);
    void addKeyMarks();
    void addKeyMark(const KeyMark& key, const LaneBox& box);
    void addWinnerLabel(const FrameMark& mark, const KeyMark& key);
    void addHits(const LaneBox& box);
    void addLinks(const std::vector<AnswerLink>& links, bool isContext);
    void addLink(const AnswerLink& link, bool isContext);
    [[nodiscard]] std::vector<RulerTick> ticks(TimeNs step) const;
    void addOutline();
    void merge(FrameQuad quad, std::uint64_t place);
    [[nodiscard]] double top(const LaneBox& box) const { return box.y - m_in.scrollY + m_in.rulerHeight; }
    [[nodiscard]] bool isInSight(const LaneBox& box) const;
    [[nodiscard]] QString fittingText(const QStringList& names, double width) const;
    [[nodiscard]] QRgb readableOn(QRgb colour) const;

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

/// `colour` mixed with `background`: weight 1 is the colour alone.
[[nodiscard]] QRgb mixColours(QRgb colour, QRgb background, double weight);


} // namespace mgx
