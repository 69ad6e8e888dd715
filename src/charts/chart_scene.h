// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_data.h"

#include <QFont>
#include <QPolygonF>
#include <QRectF>
#include <QSet>
#include <QString>

namespace mgx {

/// A colour by its meaning; the theme says which it is.
struct SceneColour
{
    enum class Role : std::uint8_t { None, Agent, Accent, Error, Text, Dim, Faint, Line, Surface };
    Role role = Role::None;
    int agent = -1;
    double strength = 1; ///< opacity

    [[nodiscard]] static SceneColour of(Role role, double strength = 1) { return {role, -1, strength}; }
    /// Of nobody: the accent.
    [[nodiscard]] static SceneColour ofAgent(int agent, double strength = 1) { return {agent < 0 ? Role::Accent : Role::Agent, agent, strength}; }
};

struct SceneBox
{
    QRectF rect;
    SceneColour fill;
    SceneColour border;
    double radius = 0;
    bool isHatched = false;
};

struct SceneLine
{
    QPolygonF points; ///< of a curve: start, two controls, end
    SceneColour colour;
    double width = 1;
    bool isDashed = false;
    bool isCurve = false;
};

struct SceneText
{
    QRectF rect;
    QString text; ///< fits the rectangle
    Qt::Alignment align = Qt::AlignLeft;
    SceneColour colour;
    bool isSmall = false;
    bool isBold = false;
};

/// A place under the mouse that tells of a mark.
struct SceneSpot
{
    QRectF rect;
    MarkPlace place;
};

/// A chart as it is drawn: on the screen, into a PNG file and into an SVG file alike.
struct ChartScene
{
    QSizeF size; ///< may be higher than what was asked for, where the rows need it
    std::vector<SceneBox> boxes;
    std::vector<SceneLine> lines;
    std::vector<SceneText> texts;
    std::vector<SceneSpot> spots;
    std::size_t leftOut = 0; ///< points that are not drawn, because there are more than can be seen

    /// The spot at a place, or the nearest within a few pixels; null = nothing is there.
    [[nodiscard]] const SceneSpot* spotAt(QPointF point) const;
};

struct SceneInput
{
    const ChartData& data;
    QSizeF size;
    QFont body;
    QFont caption;
    QSet<QString> hidden; ///< names in the legend that are switched off
};

/// O(marks). Needs fonts: GUI thread, or any other once there is an application.
[[nodiscard]] ChartScene layOut(const SceneInput& input);

/// Opacity of the n-th part of a bar.
[[nodiscard]] double shadeOf(const ChartData& data, int part);
/// What the legend names: parts of bars, else the lines.
[[nodiscard]] QString legendName(const ChartData& data, const ChartRow& row, const ChartMark& mark);

} // namespace mgx
