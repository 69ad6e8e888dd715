// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_scene.h"

#include <QFontMetricsF>

namespace mgx {

/// What the layouts of the kinds of charts have in common: a panel is laid out into an area of the scene.
class PanelLayout
{
public:
    PanelLayout(const SceneInput& input, ChartScene& scene)
        : input(input), data(input.data), scene(scene), body(input.body), caption(input.caption)
    {}

    void bars(int panel, const QRectF& area);
    void lines(int panel, const QRectF& area);
    void flow(int panel, const QRectF& area);

    /// Height that a panel wants at least.
    [[nodiscard]] double leastHeight(int panel) const;
    [[nodiscard]] double lineHeight() const { return body.height(); }

    void text(const QRectF& rect, const QString& words, SceneColour colour, Qt::Alignment align = Qt::AlignLeft, bool isSmall = false, bool isBold = false,
              Qt::TextElideMode elide = Qt::ElideRight);

private:
    friend class LinePanel;
    friend class FlowPanel;

    const SceneInput& input;
    const ChartData& data;
    ChartScene& scene;
    QFontMetricsF body;
    QFontMetricsF caption;
};

namespace scene_sizes { // px
inline constexpr double kGap = 8;
inline constexpr double kBarRow = 30;     ///< of a bar where there is room
inline constexpr double kLeastBarRow = 18;
inline constexpr double kBar = 24;        ///< height of the bar itself, at most
inline constexpr double kRadius = 2;
inline constexpr double kLeastPlot = 120; ///< height of lines and flows
inline constexpr double kLeastPanel = 280; ///< width
} // namespace scene_sizes

} // namespace mgx
