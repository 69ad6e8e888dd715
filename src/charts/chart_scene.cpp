// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_scene.h"

#include "charts/scene_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mgx {

using namespace scene_sizes;

namespace {

constexpr double kReachPx = 12; ///< the mouse finds what is this near

double distance(const QRectF& rect, QPointF point)
{
    const double x = std::max({rect.left() - point.x(), 0.0, point.x() - rect.right()});
    const double y = std::max({rect.top() - point.y(), 0.0, point.y() - rect.bottom()});
    return std::hypot(x, y);
}

} // namespace

const SceneSpot* ChartScene::spotAt(QPointF point) const
{
    const SceneSpot* nearest = nullptr;
    double least = kReachPx;
    for (const SceneSpot& spot : spots) {
        const double away = distance(spot.rect, point);
        if (away < least || (away == 0 && nearest && spot.rect.width() < nearest->rect.width())) {
            least = away;
            nearest = &spot;
        }
    }
    return nearest;
}

double shadeOf(const ChartData& data, int part)
{
    constexpr std::array<double, 7> kShades = {1, 0.7, 0.5, 0.36, 0.26, 0.18, 0.12};
    constexpr std::size_t kCycled = 4; // of parts that come as they are found there may be any number
    const auto place = static_cast<std::size_t>(std::max(part, 0));
    return data.parts.size() <= kShades.size() ? kShades[std::min(place, kShades.size() - 1)] : kShades[place % kCycled];
}

QString legendName(const ChartData& data, const ChartRow& row, const ChartMark& mark)
{
    return data.isBars() || data.kind == ChartKind::Flow ? data.parts[static_cast<std::size_t>(mark.part)].name : row.label;
}

void PanelLayout::text(const QRectF& rect, const QString& words, SceneColour colour, Qt::Alignment align, bool isSmall, bool isBold, Qt::TextElideMode elide)
{
    const QFontMetricsF& metrics = isSmall ? caption : body;
    const QString fitting = metrics.elidedText(words, elide, rect.width());
    if (!fitting.isEmpty())
        scene.texts.push_back({rect, fitting, align | Qt::AlignVCenter, colour, isSmall, isBold});
}

double PanelLayout::leastHeight(int panel) const
{
    const auto rows = double(data.panels[static_cast<std::size_t>(panel)].rows.size());
    const double title = data.panels.size() > 1 ? lineHeight() + kGap : 0;
    if (data.kind == ChartKind::Bars || data.kind == ChartKind::Flow)
        return title + rows * std::max(kLeastBarRow, lineHeight()) + kGap;
    return title + kLeastPlot;
}

ChartScene layOut(const SceneInput& input)
{
    ChartScene scene;
    PanelLayout layout(input, scene);
    const int count = static_cast<int>(input.data.panels.size());
    const double width = input.size.width();
    if (count == 0 || width <= 0)
        return scene;
    const int columns = std::clamp(int(width / kLeastPanel), 1, count);
    const int lines = (count + columns - 1) / columns;
    double least = 0;
    for (int panel = 0; panel < count; ++panel)
        least = std::max(least, layout.leastHeight(panel));
    const double height = std::max(input.size.height() / lines, least);
    scene.size = {width, std::max(input.size.height(), height * lines)};
    for (int panel = 0; panel < count; ++panel) {
        QRectF area(panel % columns * (width / columns), panel / columns * height, width / columns, height);
        if (count > 1) {
            area.adjust(panel % columns > 0 ? kGap : 0, 0, -kGap, -kGap);
            const QRectF title(area.left(), area.top(), area.width(), layout.lineHeight());
            layout.text(title, input.data.panels[static_cast<std::size_t>(panel)].title, SceneColour::of(SceneColour::Role::Dim));
            area.setTop(title.bottom() + kGap);
        }
        if (input.data.kind == ChartKind::Bars)
            layout.bars(panel, area);
        else if (input.data.kind == ChartKind::Flow)
            layout.flow(panel, area);
        else
            layout.lines(panel, area);
    }
    return scene;
}

} // namespace mgx
