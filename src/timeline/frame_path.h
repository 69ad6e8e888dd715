// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/frame_input.h"

namespace mgx {

/// The part of a frame that shows the critical path: a tint behind the spans of each stretch, a strip above them, and lines from
/// one lane to the next where the path changes hands. Works on the frame that the FrameBuilder makes. Cost follows the pixels.
class FramePath
{
public:
    FramePath(const FrameInput& input, TimelineFrame& frame);

    /// Behind the spans.
    void addGround();
    /// Over the spans.
    void addStrips();

private:
    /// A stretch in sight, in whole pixels.
    struct Piece
    {
        const LaneBox* box = nullptr;
        double left = 0;
        double right = 0;
        double top = 0; ///< of the lane
    };

    void collectPieces();
    void addQuad(double x, double y, double width, double height, QRgb colour);
    void connect(const Piece& from, const Piece& to);
    [[nodiscard]] bool isFixed(const LaneBox& box) const { return box.y < m_in.pinnedHeight; }
    [[nodiscard]] double ceiling(const LaneBox& box) const { return m_in.rulerHeight + (isFixed(box) ? 0 : m_in.pinnedHeight); }

    const FrameInput& m_in;
    TimelineFrame& m_frame;
    std::vector<Piece> m_pieces; ///< by time
};

} // namespace mgx
