// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/frame_ruler.h"

#include "timeline/span_colour.h"
#include "workspace/format.h"

#include <algorithm>
#include <cmath>

namespace mgx {

namespace {

constexpr double kLabelGapPx = 90; ///< between labels of the ruler
constexpr double kTickPx = 8;
constexpr double kGripPx = 5;      ///< width of what the ends of the selected stretch are dragged by
constexpr double kLensPx = 3;
constexpr double kFlagPx = 16;     ///< height of a label on a ground
constexpr double kFlagPaddingPx = 5;
constexpr double kFewestFlagPx = 24;
constexpr int kBandAlpha = 36;
constexpr int kFlagBandAlpha = 22;
constexpr int kFlagLineAlpha = 190;

QRgb withAlpha(QRgb colour, int alpha)
{
    return qRgba(qRed(colour), qGreen(colour), qBlue(colour), alpha);
}

} // namespace

void FrameRuler::addQuad(double x, double y, double width, double height, QRgb colour)
{
    m_frame.quads.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(width), static_cast<float>(height),
                             colour, colour});
}

void FrameRuler::addGrid()
{
    const TimeScale& scale = m_in.scale;
    const TimeNs step = rulerStep(scale.nsPerPixel(), kLabelGapPx);
    m_frame.labels.clear();
    const TimeNs origin = m_in.clockZone ? 0 : m_in.snapshot.minTime();
    for (const RulerTick& tick : ticks(step)) {
        const double x = std::round(scale.toX(origin + tick.offset));
        addQuad(x, 0, 1, m_in.height, m_in.theme.grid.rgb());
        const double width = m_in.labels.width(tick.label);
        if (x + 4 + width <= scale.width) // never cut at the border
            m_frame.labels.push_back({QRectF(x + 4, 0, width + 1, m_in.rulerHeight), tick.label, m_in.theme.dim.rgb()});
    }
}

std::vector<RulerTick> FrameRuler::ticks(TimeNs step) const
{
    const TimeScale& scale = m_in.scale;
    const TimeNs origin = m_in.snapshot.minTime();
    return m_in.clockZone ? clockTicks(scale.from, scale.to, step, *m_in.clockZone)
                          : rulerTicks(scale.from - origin, scale.to - origin, step);
}

std::optional<std::pair<double, double>> FrameRuler::visible(const TimeStretch& time) const
{
    const double left = std::round(toX(time.fromNs));
    const double right = std::max(left + 1, std::round(toX(time.toNs)));
    if (right < 0 || left > m_in.scale.width)
        return {};
    return std::pair(std::max(left, -kGripPx), std::min(right, m_in.scale.width + kGripPx));
}

void FrameRuler::addBands()
{
    const double height = m_in.height - m_in.rulerHeight;
    const QRgb colour = m_in.theme.warning.rgb();
    for (const RulerFlag& flag : m_in.flags) {
        const auto x = visible(flag.time);
        if (!x)
            continue;
        if (flag.time.toNs > flag.time.fromNs)
            addQuad(x->first, m_in.rulerHeight, x->second - x->first, height, withAlpha(colour, kFlagBandAlpha));
        addQuad(x->first, m_in.rulerHeight, 1, height, withAlpha(colour, kFlagLineAlpha));
    }
    addRange(m_in.rulerHeight, height);
}

void FrameRuler::addRange(double top, double height)
{
    const auto x = m_in.range.fromNs < m_in.range.toNs ? visible(m_in.range) : std::nullopt;
    if (!x)
        return;
    const QRgb accent = m_in.theme.accent.rgb();
    addQuad(x->first, top, x->second - x->first, height, withAlpha(accent, kBandAlpha));
    addQuad(x->first, top, 1, height, accent);
    addQuad(x->second - 1, top, 1, height, accent);
}

void FrameRuler::addRuler()
{
    const QRgb grid = m_in.theme.grid.rgb();
    const double width = m_in.scale.width;
    const double height = m_in.rulerHeight;
    addQuad(0, 0, width, height, m_in.theme.background.rgb());
    addQuad(0, height - 1, width, 1, grid);
    for (const FrameLabel& label : m_frame.labels)
        addQuad(label.rect.x() - 4, height - kTickPx, 1, kTickPx, grid);
    for (const TimeStretch& stretch : m_in.lens) {
        if (const auto x = visible(stretch))
            addQuad(x->first, height - kLensPx, x->second - x->first, kLensPx, m_in.theme.accent.rgb());
    }
    addRange(0, height);
    addRangeLabel();
    addFlagLabels();
}

/// Grips at its ends, and how long it is: in the middle of what is in sight of it, or beside it where that is too narrow.
void FrameRuler::addRangeLabel()
{
    const auto x = m_in.range.fromNs < m_in.range.toNs ? visible(m_in.range) : std::nullopt;
    if (!x)
        return;
    const QRgb accent = m_in.theme.accent.rgb();
    addQuad(x->first - kGripPx / 2, m_in.rulerHeight - kFlagPx, kGripPx, kFlagPx, accent);
    addQuad(x->second - kGripPx / 2 - 1, m_in.rulerHeight - kFlagPx, kGripPx, kFlagPx, accent);
    const QString text = formatDuration(m_in.range.toNs - m_in.range.fromNs);
    const double width = m_in.labels.width(text) + 2 * kFlagPaddingPx;
    const double from = std::max(0.0, x->first);
    const double to = std::min(m_in.scale.width, x->second);
    double left = (from + to - width) / 2;
    if (to - from < width + 4 * kGripPx)
        left = to + 2 * kGripPx + width < m_in.scale.width ? to + 2 * kGripPx : from - 2 * kGripPx - width;
    addFlag(QRectF(std::clamp(left, 0.0, std::max(0.0, m_in.scale.width - width)), (m_in.rulerHeight - kFlagPx) / 2, width, kFlagPx), text, accent);
}

/// A label may be as long as the room up to the next flag; where there is none it is a mere tab.
void FrameRuler::addFlagLabels()
{
    std::vector<const RulerFlag*> flags;
    for (const RulerFlag& flag : m_in.flags)
        flags.push_back(&flag);
    std::stable_sort(flags.begin(), flags.end(), [](const auto* a, const auto* b) { return a->time.fromNs < b->time.fromNs; });
    const QRgb colour = m_in.theme.warning.rgb();
    for (std::size_t i = 0; i < flags.size(); ++i) {
        const double x = std::round(toX(flags[i]->time.fromNs));
        if (x < 0 || x > m_in.scale.width)
            continue;
        const double next = i + 1 < flags.size() ? std::round(toX(flags[i + 1]->time.fromNs)) - 2 : m_in.scale.width;
        const double room = std::min(next, m_in.scale.width) - x;
        const double wanted = m_in.labels.width(flags[i]->label) + 2 * kFlagPaddingPx;
        const QString text = wanted <= room     ? flags[i]->label
            : room >= kFewestFlagPx ? m_in.labels.elided(flags[i]->label, room - 2 * kFlagPaddingPx)
                                    : QString();
        const double width = text.isEmpty() ? std::min(kGripPx, std::max(1.0, room)) : m_in.labels.width(text) + 2 * kFlagPaddingPx;
        addFlag(QRectF(x, 2, width, kFlagPx), text, colour);
    }
}

/// What it would lie on goes: two texts on one another are none.
void FrameRuler::addFlag(const QRectF& rect, const QString& text, QRgb fill)
{
    std::erase_if(m_frame.labels, [&](const FrameLabel& label) {
        return label.rect.top() == 0 && label.rect.intersects(rect.adjusted(-2, 0, 2, 0));
    });
    std::erase_if(m_frame.flags, [&](const FrameFlag& flag) { return !text.isEmpty() && flag.text.isEmpty() && flag.rect.intersects(rect); });
    if (std::any_of(m_frame.flags.begin(), m_frame.flags.end(), [&](const FrameFlag& flag) { return flag.rect.intersects(rect); }))
        return;
    m_frame.flags.push_back({rect, text, fill, readableOn(fill, m_in.theme)});
}

} // namespace mgx
