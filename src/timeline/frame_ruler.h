// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/frame_input.h"
#include "timeline/ruler_ticks.h"

namespace mgx {

/// The part of a frame that tells the time: grid, ruler, the selected stretch, flags. Works on the frame that the FrameBuilder makes.
class FrameRuler
{
public:
    FrameRuler(const FrameInput& input, TimelineFrame& frame) : m_in(input), m_frame(frame) {}

    /// Lines behind the spans, and the labels of the ruler.
    void addGrid();
    /// What lies over the spans: the selected stretch, the lines of flags.
    void addBands();
    /// The ruler itself, which covers what has been scrolled below it.
    void addRuler();

private:
    void addRange(double top, double bottom);
    void addRangeLabel();
    void addFlagLabels();
    void addFlag(const QRectF& rect, const QString& text, QRgb fill);
    [[nodiscard]] std::vector<RulerTick> ticks(TimeNs step) const;
    [[nodiscard]] double toX(qint64 offset) const { return m_in.scale.toX(m_in.snapshot.minTime() + offset); }
    /// Left and right end of what is in sight of a stretch, in whole pixels; nothing if none of it is.
    [[nodiscard]] std::optional<std::pair<double, double>> visible(const TimeStretch& time) const;
    void addQuad(double x, double y, double width, double height, QRgb colour);

    const FrameInput& m_in;
    TimelineFrame& m_frame;
};

} // namespace mgx
