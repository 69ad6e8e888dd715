// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/mark_index.h"

#include <QColor>
#include <QRectF>
#include <QString>
#include <vector>

namespace mgx {

/// A rectangle with a colour at its left and at its right end. Pixels from the top left of the item.
struct FrameQuad
{
    float x = 0, y = 0, width = 0, height = 0;
    QRgb left = 0, right = 0; ///< not premultiplied
    std::uint32_t count = 0;  ///< spans in it; 0 = not a span (grid, edges)
    bool isRounded = false;
};

struct FrameMark
{
    float x = 0, y = 0; ///< middle
    float radius = 0;
    QRgb colour = 0;
    MarkKind kind = MarkKind::Log;
    RowId row = kNoRow;
    std::uint32_t count = 1;
};

/// A text that fits its rectangle: elided already, or not there at all.
struct FrameLabel
{
    QRectF rect;
    QString text;
    QRgb colour = 0;
};

/// A text on a coloured ground.
struct FrameFlag
{
    QRectF rect;
    QString text;
    QRgb fill = 0;
    QRgb colour = 0; ///< of the text
};

/// A curve between two records, in pixels; the ends may lie far outside the picture.
struct FrameLink
{
    enum class Kind : std::uint8_t {
        Vote,    ///< from an answer to a vote for it
        Context, ///< from an answer to a round that had it in its context
        Repair,  ///< from the parent that was recorded to a record that belongs elsewhere
    };

    float x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    QRgb colour = 0;
    Kind kind = Kind::Vote;
};

/// One picture of the timeline, decided completely and bound to no way of drawing: the GPU node and the image painter both
/// copy it, tests read it. At most kMaxQuads quads. Immutable once built.
struct TimelineFrame
{
    static constexpr std::size_t kMaxQuads = 20'000;

    std::vector<FrameQuad> quads; ///< from back to front
    std::vector<FrameMark> marks;
    std::vector<FrameLabel> labels;
    std::vector<FrameFlag> flags; ///< in the ruler
    std::vector<FrameLink> links;
    std::vector<QRectF> gaps;     ///< closed: drawn hatched
    QRgb gapColour = 0;
    std::vector<QRectF> outlines; ///< of the selected record
    std::vector<QRectF> hits;     ///< around marks that the search found; found spans keep their colour, the others are dimmed
    QRgb outlineColour = 0;
    QRgb background = 0;
};

} // namespace mgx
