// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_path.h"

#include <algorithm>
#include <cmath>

namespace mgx {

namespace {

constexpr double kStripPx = 3;
constexpr double kStripTopPx = 1; ///< above the spans of a lane there is room for it
constexpr double kLinePx = 2;     ///< from lane to lane
constexpr double kWaitPx = 1;     ///< nobody is at work
constexpr int kGroundAlpha = 38;

} // namespace

FramePath::FramePath(const FrameInput& input, TimelineFrame& frame) : m_in(input), m_frame(frame)
{
    collectPieces();
}

/// What would cover the same pixels of the same lane as the piece before adds nothing to it.
void FramePath::collectPieces()
{
    const auto first = std::partition_point(m_in.path.begin(), m_in.path.end(), [&](const PathStretch& s) { return s.end < m_in.scale.from; });
    for (auto stretch = first; stretch != m_in.path.end() && stretch->start <= m_in.scale.to; ++stretch) {
        if (stretch->row >= m_in.snapshot.rowCount())
            continue;
        const LaneBox* box = m_in.layout.boxOf(m_in.snapshot.lane(stretch->row));
        if (!box)
            continue;
        const double left = std::round(std::max(-kLinePx, m_in.scale.toX(stretch->start)));
        const double right = std::max(left + 1, std::round(std::min(m_in.scale.width + kLinePx, m_in.scale.toX(stretch->end))));
        if (!m_pieces.empty() && m_pieces.back().box == box && left <= m_pieces.back().right + 1)
            m_pieces.back().right = std::max(m_pieces.back().right, right);
        else if (m_pieces.empty() || right > m_pieces.back().right)
            m_pieces.push_back({box, left, right, box->y - (isFixed(*box) ? 0 : m_in.scrollY) + m_in.rulerHeight});
    }
}

void FramePath::addGround()
{
    const QRgb colour = m_in.theme.path.rgb();
    for (const Piece& piece : m_pieces) {
        const double top = std::max(piece.top, ceiling(*piece.box));
        const double bottom = std::min(piece.top + piece.box->height - 1, m_in.height);
        if (bottom > top)
            addQuad(piece.left, top, piece.right - piece.left, bottom - top, qRgba(qRed(colour), qGreen(colour), qBlue(colour), kGroundAlpha));
    }
}

void FramePath::addStrips()
{
    for (std::size_t i = 0; i < m_pieces.size(); ++i) {
        const Piece& piece = m_pieces[i];
        if (i > 0)
            connect(m_pieces[i - 1], piece);
        const double y = piece.top + kStripTopPx;
        if (y >= ceiling(*piece.box) && y < m_in.height)
            addQuad(piece.left, y, piece.right - piece.left, kStripPx, m_in.theme.path.rgb());
    }
}

/// On in the lane that was left, then over to where the path goes on.
void FramePath::connect(const Piece& from, const Piece& to)
{
    const double fromY = from.top + kStripTopPx;
    const double toY = to.top + kStripTopPx;
    if (to.left > from.right && fromY >= ceiling(*from.box))
        addQuad(from.right, fromY + (kStripPx - kWaitPx) / 2, to.left - from.right, kWaitPx, m_in.theme.path.rgb());
    if (from.box == to.box)
        return;
    const double top = std::max(std::min(fromY, toY), m_in.rulerHeight);
    const double bottom = std::min(std::max(fromY, toY) + kStripPx, m_in.height);
    if (bottom > top)
        addQuad(to.left, top, kLinePx, bottom - top, m_in.theme.path.rgb());
}

void FramePath::addQuad(double x, double y, double width, double height, QRgb colour)
{
    m_frame.quads.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(width), static_cast<float>(height), colour, colour});
}

} // namespace mgx
