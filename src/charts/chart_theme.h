// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_scene.h"

#include <QColor>
#include <QFont>
#include <QList>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace mgx {

/// Colours and fonts of the charts, filled by QML from its Theme: no colour is written down in C++.
class ChartTheme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor accent MEMBER accent NOTIFY changed)
    Q_PROPERTY(QColor error MEMBER error NOTIFY changed)
    Q_PROPERTY(QColor text MEMBER text NOTIFY changed)
    Q_PROPERTY(QColor dim MEMBER dim NOTIFY changed)
    Q_PROPERTY(QColor faint MEMBER faint NOTIFY changed)
    Q_PROPERTY(QColor line MEMBER line NOTIFY changed)
    Q_PROPERTY(QColor surface MEMBER surface NOTIFY changed)
    Q_PROPERTY(QList<QColor> agents MEMBER agents NOTIFY changed)
    Q_PROPERTY(QFont body MEMBER body NOTIFY changed)
    Q_PROPERTY(QFont caption MEMBER caption NOTIFY changed)

public:
    using QObject::QObject;

    QColor accent, error, text, dim, faint, line;
    QColor surface;       ///< what the charts are drawn on
    QList<QColor> agents; ///< in order of the agent list; used round and round
    QFont body, caption;

    /// Invalid for Role::None.
    [[nodiscard]] QColor colour(const SceneColour& scene) const
    {
        using Role = SceneColour::Role;
        QColor colour = scene.role == Role::Agent ? (agents.isEmpty() ? accent : agents.at(scene.agent % agents.size()))
            : scene.role == Role::Accent          ? accent
            : scene.role == Role::Error           ? error
            : scene.role == Role::Text            ? text
            : scene.role == Role::Dim             ? dim
            : scene.role == Role::Faint           ? faint
            : scene.role == Role::Line            ? line
            : scene.role == Role::Surface         ? surface
                                                  : QColor();
        if (colour.isValid())
            colour.setAlphaF(static_cast<float>(scene.strength));
        return colour;
    }

Q_SIGNALS:
    void changed();
};

} // namespace mgx
