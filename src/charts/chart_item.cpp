// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_item.h"

#include "charts/chart_svg.h"
#include "charts/scene_painter.h"
#include "workspace/format.h"

namespace mgx {

ChartItem::ChartItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void ChartItem::setChart(Chart* chart)
{
    if (chart == m_chart)
        return;
    if (m_chart)
        m_chart->disconnect(this);
    m_chart = chart;
    if (chart)
        connect(chart, &Chart::changed, this, &ChartItem::refresh);
    Q_EMIT chartChanged();
    refresh();
}

void ChartItem::setTheme(ChartTheme* theme)
{
    if (theme == m_theme)
        return;
    if (m_theme)
        m_theme->disconnect(this);
    m_theme = theme;
    if (theme)
        connect(theme, &ChartTheme::changed, this, &ChartItem::refresh);
    Q_EMIT themeChanged();
    refresh();
}

QString ChartItem::leftOutText() const
{
    if (m_scene.leftOut == 0)
        return {};
    const auto drawn = static_cast<qint64>(m_scene.spots.size());
    return tr("%1 of %2 points are drawn").arg(formatCount(drawn), formatCount(drawn + static_cast<qint64>(m_scene.leftOut)));
}

void ChartItem::refresh()
{
    polish();
    update();
}

void ChartItem::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.size() != before.size())
        refresh();
}

void ChartItem::updatePolish()
{
    m_data = m_chart ? m_chart->data() : nullptr;
    m_scene = m_data && m_theme ? layOut({*m_data, size(), m_theme->body, m_theme->caption, m_chart->hidden()}) : ChartScene();
    setSpot(-1);
    Q_EMIT laidOut();
}

void ChartItem::paint(QPainter* painter)
{
    if (m_theme)
        paintScene(*painter, m_scene, *m_theme);
}

QByteArray ChartItem::svg() const
{
    return m_chart && m_theme ? svgOf(m_scene, *m_theme, m_chart->title()) : QByteArray();
}

MarkWords ChartItem::words() const
{
    return hasMark() && m_data ? wordsFor(*m_data, m_scene.spots[static_cast<std::size_t>(m_spot)].place) : MarkWords();
}

void ChartItem::setSpot(int spot)
{
    if (spot == m_spot)
        return;
    m_spot = spot;
    Q_EMIT markChanged();
}

int ChartItem::spotAt(QPointF point) const
{
    const SceneSpot* spot = m_scene.spotAt(point);
    return spot ? static_cast<int>(spot - m_scene.spots.data()) : -1;
}

void ChartItem::step(int by)
{
    const int count = static_cast<int>(m_scene.spots.size());
    if (count > 0)
        setSpot(m_spot < 0 ? (by > 0 ? 0 : count - 1) : (m_spot + by + count) % count);
}

void ChartItem::choose()
{
    if (!hasMark())
        return;
    const MarkPlace& place = m_scene.spots[static_cast<std::size_t>(m_spot)].place;
    Q_EMIT chosen(place.panel, place.row, place.mark);
}

void ChartItem::hoverMoveEvent(QHoverEvent* event)
{
    setSpot(spotAt(event->position()));
}

void ChartItem::hoverLeaveEvent(QHoverEvent*)
{
    setSpot(-1);
}

void ChartItem::mousePressEvent(QMouseEvent* event)
{
    setSpot(spotAt(event->position()));
    choose();
}

} // namespace mgx
