// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace mgx {

/// Colours and fonts of the timeline, filled by QML from its Theme: no colour is written down in C++.
class TimelineTheme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QColor background MEMBER background NOTIFY changed)
    Q_PROPERTY(QColor grid MEMBER grid NOTIFY changed)
    Q_PROPERTY(QColor text MEMBER text NOTIFY changed)
    Q_PROPERTY(QColor dim MEMBER dim NOTIFY changed)
    Q_PROPERTY(QColor coordination MEMBER coordination NOTIFY changed)
    Q_PROPERTY(QColor accent MEMBER accent NOTIFY changed)
    Q_PROPERTY(QColor error MEMBER error NOTIFY changed)
    Q_PROPERTY(QColor warning MEMBER warning NOTIFY changed)
    Q_PROPERTY(QColor path MEMBER path NOTIFY changed)
    Q_PROPERTY(QColor fine MEMBER fine NOTIFY changed)
    Q_PROPERTY(QList<QColor> durations MEMBER durations NOTIFY changed)
    Q_PROPERTY(QColor darkLabel MEMBER darkLabel NOTIFY changed)
    Q_PROPERTY(QColor lightLabel MEMBER lightLabel NOTIFY changed)
    Q_PROPERTY(QList<QColor> agents MEMBER agents NOTIFY changed)
    Q_PROPERTY(QFont labelFont MEMBER labelFont NOTIFY changed)

public:
    using QObject::QObject;

    QColor background, grid, text, dim, coordination, accent, error, warning;
    QColor path;             ///< the critical path
    QColor fine;             ///< nothing is wrong with a span
    QList<QColor> durations; ///< from short to long
    QColor darkLabel, lightLabel; ///< text on bright and on dark spans
    QList<QColor> agents; ///< in order of the agent list; used round and round
    QFont labelFont;

    [[nodiscard]] QColor agent(int number) const
    {
        return number < 0 || agents.isEmpty() ? coordination : agents.at(number % agents.size());
    }

Q_SIGNALS:
    void changed();
};

} // namespace mgx
