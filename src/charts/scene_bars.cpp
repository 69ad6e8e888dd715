// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/scene_layout.h"

#include <algorithm>

namespace mgx {

using namespace scene_sizes;
using Role = SceneColour::Role;

namespace {

constexpr double kDot = 9;
constexpr double kMostLabels = 0.38; ///< of the width
constexpr double kMostValues = 0.35;
constexpr double kLeastPart = 1;    ///< px; thinner parts are drawn that wide

QString valueOf(const ChartData& data, const ChartRow& row, double shown)
{
    const QString value = row.isMissing ? QString(QChar(0x2013)) : valueText(data.unit, shown);
    return row.note.isEmpty() ? value : value + QStringLiteral("  ") + row.note;
}

SceneColour colourOf(const ChartData& data, const ChartRow& row, int part)
{
    const PartLook look = data.parts[static_cast<std::size_t>(part)].look;
    return look == PartLook::Error ? SceneColour::of(Role::Error) : SceneColour::ofAgent(row.agent, look == PartLook::Hatched ? 0.5 : shadeOf(data, part));
}

} // namespace

/// Label, bar and value of each row; the longest bar fills what is left.
void PanelLayout::bars(int panel, const QRectF& area)
{
    const std::vector<ChartRow>& rows = data.panels[static_cast<std::size_t>(panel)].rows;
    std::vector<double> shown(rows.size(), 0);
    double greatest = 0;
    double labels = 0;
    double values = 0;
    const bool hasAgents = std::any_of(rows.begin(), rows.end(), [](const ChartRow& row) { return row.agent >= 0; });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const ChartMark& mark : rows[i].marks)
            shown[i] += input.hidden.contains(legendName(data, rows[i], mark)) ? 0 : std::max(mark.value, 0.0);
        greatest = std::max(greatest, shown[i]);
        labels = std::max(labels, body.horizontalAdvance(rows[i].label));
        values = std::max(values, body.horizontalAdvance(valueOf(data, rows[i], shown[i])));
    }
    const double dots = hasAgents ? kDot + kGap : 0;
    labels = std::min(labels + 2, area.width() * kMostLabels);
    values = std::min(values + 2, area.width() * kMostValues);
    const double left = area.left() + dots + labels + kGap;
    const double length = std::max(area.right() - values - kGap - left, 1.0);
    const double height = std::clamp(area.height() / std::max<double>(double(rows.size()), 1), std::max(kLeastBarRow, lineHeight()), kBarRow + kGap);
    const double bar = std::min(kBar, height - 4);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double top = area.top() + double(i) * height;
        const double middle = top + height / 2;
        if (rows[i].agent >= 0)
            scene.boxes.push_back({{area.left(), middle - kDot / 2, kDot, kDot}, SceneColour::ofAgent(rows[i].agent), {}, kDot / 2, false});
        text({area.left() + dots, top, labels, height}, rows[i].label, SceneColour::of(Role::Text), Qt::AlignLeft, false, false, Qt::ElideMiddle); // names differ at both ends
        text({area.right() - values, top, values, height}, valueOf(data, rows[i], shown[i]), SceneColour::of(Role::Dim), Qt::AlignRight);
        double x = left;
        for (std::size_t m = 0; m < rows[i].marks.size(); ++m) {
            const ChartMark& mark = rows[i].marks[m];
            if (mark.value <= 0 || input.hidden.contains(legendName(data, rows[i], mark)))
                continue;
            const double width = length * mark.value / greatest;
            const QRectF rect(x, middle - bar / 2, std::max(width - 1, kLeastPart), bar);
            const bool isHatched = data.parts[static_cast<std::size_t>(mark.part)].look == PartLook::Hatched;
            scene.boxes.push_back({rect, colourOf(data, rows[i], mark.part), {}, kRadius, isHatched});
            scene.spots.push_back({rect, {panel, static_cast<int>(i), static_cast<int>(m)}});
            x += width;
        }
    }
}

} // namespace mgx
