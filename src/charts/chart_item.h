// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"
#include "charts/chart_theme.h"

#include <QPointer>
#include <QQuickPaintedItem>

namespace mgx {

/// Draws a chart. The mouse shows what is under it, a click chooses it, the arrow keys go from mark to mark. Laid out in updatePolish (GUI
/// thread), painted while the GUI thread waits: some milliseconds, because no chart has more points than pixels.
class ChartItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(mgx::Chart* chart READ chart WRITE setChart NOTIFY chartChanged)
    Q_PROPERTY(mgx::ChartTheme* theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// Height that the chart wants; it fills what it gets beyond that.
    Q_PROPERTY(double neededHeight READ neededHeight NOTIFY laidOut)
    /// "2,000 of 40,000 points"; empty = all are drawn.
    Q_PROPERTY(QString leftOutText READ leftOutText NOTIFY laidOut)
    /// Of the mark under the mouse, or that the keys have come to; empty = none.
    Q_PROPERTY(QRectF markRect READ markRect NOTIFY markChanged)
    Q_PROPERTY(bool hasMark READ hasMark NOTIFY markChanged)
    Q_PROPERTY(QString markTitle READ markTitle NOTIFY markChanged)
    Q_PROPERTY(QString markText READ markText NOTIFY markChanged)

public:
    explicit ChartItem(QQuickItem* parent = nullptr);

    [[nodiscard]] Chart* chart() const { return m_chart; }
    void setChart(Chart* chart);
    [[nodiscard]] ChartTheme* theme() const { return m_theme; }
    void setTheme(ChartTheme* theme);
    [[nodiscard]] double neededHeight() const { return m_scene.size.height(); }
    [[nodiscard]] QString leftOutText() const;
    [[nodiscard]] QRectF markRect() const { return hasMark() ? m_scene.spots[static_cast<std::size_t>(m_spot)].rect : QRectF(); }
    [[nodiscard]] bool hasMark() const { return m_spot >= 0 && static_cast<std::size_t>(m_spot) < m_scene.spots.size(); }
    [[nodiscard]] QString markTitle() const { return words().title; }
    [[nodiscard]] QString markText() const { return words().text; }
    [[nodiscard]] const ChartScene& scene() const { return m_scene; }

    /// The chart as an SVG document.
    Q_INVOKABLE QByteArray svg() const;
    /// Goes to the next (1) or previous (-1) mark.
    Q_INVOKABLE void step(int by);
    /// Chooses the mark under the mouse or the keys.
    Q_INVOKABLE void choose();

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void chartChanged();
    void themeChanged();
    void laidOut();
    void markChanged();
    /// The place of a mark in the data of the chart.
    void chosen(int panel, int row, int mark);

protected:
    void updatePolish() override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void refresh();
    void setSpot(int spot);
    [[nodiscard]] int spotAt(QPointF point) const;
    [[nodiscard]] MarkWords words() const;

    QPointer<Chart> m_chart;
    QPointer<ChartTheme> m_theme;
    std::shared_ptr<const ChartData> m_data; ///< of the scene
    ChartScene m_scene;
    int m_spot = -1;
};

} // namespace mgx
