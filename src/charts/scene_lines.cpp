// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_ticks.h"
#include "charts/scene_layout.h"
#include "workspace/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mgx {

using namespace scene_sizes;
using Role = SceneColour::Role;

namespace {

constexpr std::size_t kMostScatter = 2000;
constexpr double kPoint = 5;
constexpr double kPixelsPerLabel = 90;
constexpr double kPixelsPerGridLine = 44;
constexpr double kLineWidth = 1.8;

} // namespace

/// Values over time in one panel: two axes, and a line or points for each row.
class LinePanel
{
public:
    LinePanel(PanelLayout& layout, int panel, const QRectF& area) : m_layout(layout), m_panel(panel), m_area(area) {}

    void layOut()
    {
        findRange();
        drawAxes();
        for (std::size_t row = 0; row < rows().size(); ++row) {
            if (isHidden(rows()[row]))
                continue;
            if (m_layout.data.kind != ChartKind::Points)
                drawLine(rows()[row]);
            drawPoints(row);
        }
    }

private:
    [[nodiscard]] const std::vector<ChartRow>& rows() const { return m_layout.data.panels[static_cast<std::size_t>(m_panel)].rows; }
    [[nodiscard]] bool isHidden(const ChartRow& row) const { return m_layout.input.hidden.contains(row.label); }
    [[nodiscard]] bool isSteps() const { return m_layout.data.kind == ChartKind::Steps; }
    [[nodiscard]] double xOf(double x) const { return m_plot.left() + (x - m_fromX) / (m_toX - m_fromX) * m_plot.width(); }
    [[nodiscard]] double yOf(double y) const { return m_plot.bottom() - (y - m_from) / (m_to - m_from) * m_plot.height(); }

    void findRange()
    {
        m_fromX = isSteps() ? 0 : std::numeric_limits<double>::max();
        m_toX = std::numeric_limits<double>::lowest();
        double least = 0;
        double greatest = std::numeric_limits<double>::lowest();
        for (const ChartRow& row : rows()) {
            if (isHidden(row))
                continue;
            for (const ChartMark& mark : row.marks) {
                m_fromX = std::min(m_fromX, mark.x);
                m_toX = std::max(m_toX, mark.x);
                least = std::min(least, mark.value);
                greatest = std::max(greatest, mark.value);
            }
        }
        if (m_toX < m_fromX)
            m_fromX = 0, m_toX = 1;
        if (m_toX == m_fromX)
            m_toX = m_fromX + 1;
        m_ticks = axisTicks(least, std::max(greatest, least), std::max(2, int(m_area.height() / kPixelsPerGridLine)));
        m_from = m_ticks.front();
        m_to = m_ticks.back();
    }

    [[nodiscard]] QString xText(double x) const
    {
        return m_layout.data.isOfTime ? valueText(ChartUnit::Seconds, x) : valueText(ChartUnit::Count, x);
    }

    void drawAxes()
    {
        double labels = 0;
        for (const double tick : m_ticks)
            labels = std::max(labels, m_layout.caption.horizontalAdvance(valueText(m_layout.data.unit, tick)));
        const double line = m_layout.caption.height();
        m_plot = m_area.adjusted(labels + kGap, line / 2, -kPoint, -line - kGap);
        for (const double tick : m_ticks) {
            const double y = yOf(tick);
            m_layout.scene.lines.push_back({QPolygonF({{m_plot.left(), y}, {m_plot.right(), y}}), SceneColour::of(Role::Line), 1, false, false});
            m_layout.text({m_area.left(), y - line / 2, labels + 1, line}, valueText(m_layout.data.unit, tick), SceneColour::of(Role::Faint), Qt::AlignRight, true);
        }
        for (const double tick : axisTicks(m_fromX, m_toX, std::max(2, int(m_plot.width() / kPixelsPerLabel)))) {
            if (tick < m_fromX - 1e-9 || tick > m_toX + 1e-9)
                continue;
            const QString words = tick == 0 ? QStringLiteral("0") : xText(tick);
            const double width = m_layout.caption.horizontalAdvance(words) + 2;
            const double left = std::clamp(xOf(tick) - width / 2, m_area.left(), std::max(m_area.right() - width, m_area.left()));
            m_layout.text({left, m_plot.bottom() + kGap / 2, width, line}, words, SceneColour::of(Role::Faint), Qt::AlignHCenter, true);
        }
    }

    /// At most two points a pixel: of those that fall on one the least and the greatest.
    void drawLine(const ChartRow& row)
    {
        QPolygonF points;
        if (isSteps())
            points.append({xOf(m_fromX), yOf(0)});
        double column = std::numeric_limits<double>::lowest();
        for (const ChartMark& mark : row.marks) {
            const QPointF at(xOf(mark.x), yOf(mark.value));
            if (isSteps() && !points.isEmpty())
                points.append({at.x(), points.back().y()});
            if (std::floor(at.x()) == column && points.size() >= 2 && !isSteps()) {
                QPointF& before = points[points.size() - 2];
                if ((points.back().y() - before.y()) * (at.y() - points.back().y()) > 0)
                    points.back() = at; // still going the same way
                else if (std::abs(at.y() - before.y()) > std::abs(points.back().y() - before.y()))
                    points.back() = at;
                continue;
            }
            column = std::floor(at.x());
            points.append(at);
        }
        if (isSteps())
            points.append({m_plot.right(), points.back().y()});
        m_layout.scene.lines.push_back({points, SceneColour::ofAgent(row.agent), kLineWidth, false, false});
    }

    void drawPoints(std::size_t row)
    {
        const std::vector<ChartMark>& marks = rows()[row].marks;
        const std::size_t most = std::max<std::size_t>(1, kMostScatter / std::max<std::size_t>(rows().size(), 1));
        const std::size_t step = (marks.size() + most - 1) / std::max<std::size_t>(most, 1);
        for (std::size_t m = 0; m < marks.size(); m += std::max<std::size_t>(step, 1)) {
            const QPointF at(xOf(marks[m].x), yOf(marks[m].value));
            const QRectF rect(at.x() - kPoint / 2, at.y() - kPoint / 2, kPoint, kPoint);
            m_layout.scene.boxes.push_back({rect, SceneColour::ofAgent(rows()[row].agent), {}, kPoint / 2, false});
            m_layout.scene.spots.push_back({rect, {m_panel, static_cast<int>(row), static_cast<int>(m)}});
        }
        if (step > 1)
            m_layout.scene.leftOut += marks.size() - (marks.size() + step - 1) / step;
    }

    PanelLayout& m_layout;
    const int m_panel;
    const QRectF m_area;
    QRectF m_plot;
    std::vector<double> m_ticks;
    double m_fromX = 0, m_toX = 1, m_from = 0, m_to = 1;
};

void PanelLayout::lines(int panel, const QRectF& area)
{
    LinePanel(*this, panel, area).layOut();
}

} // namespace mgx
