// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QVariantMap>

namespace mgx {

/// What a person has done to a lane.
struct LaneChoice
{
    bool isCollapsed = false; ///< one thin row
    bool isHidden = false;
    bool isPinned = false;    ///< stays at the top

    bool operator==(const LaneChoice&) const = default;
};

/// How the timeline is to be drawn: lanes by their titles, colours, gaps. Part of the workspace; kept in its layout map as texts.
class TimelineOptions : public QObject
{
    Q_OBJECT
    /// "agent", "name", "model", "status" or "duration".
    Q_PROPERTY(QString colourBy READ colourBy WRITE setColourBy NOTIFY changed)
    /// Stretches in which nothing happens are drawn as narrow breaks.
    Q_PROPERTY(bool closesGaps READ closesGaps WRITE setClosesGaps NOTIFY changed)
    /// Some lane is not where and as it is by itself.
    Q_PROPERTY(bool hasLaneChoices READ hasLaneChoices NOTIFY lanesChanged)

public:
    using QObject::QObject;

    static const QStringList& colourings();

    [[nodiscard]] const QString& colourBy() const { return m_colourBy; }
    void setColourBy(const QString& colouring);
    Q_INVOKABLE void nextColouring();
    [[nodiscard]] bool closesGaps() const { return m_closesGaps; }
    void setClosesGaps(bool closes);

    [[nodiscard]] LaneChoice lane(const QString& title) const { return m_lanes.value(title); }
    Q_INVOKABLE void setCollapsed(const QString& title, bool isCollapsed);
    Q_INVOKABLE void setHidden(const QString& title, bool isHidden);
    Q_INVOKABLE void setPinned(const QString& title, bool isPinned);
    /// Titles in the order that was asked for; a lane that is not among them follows in its usual order.
    [[nodiscard]] const QStringList& order() const { return m_order; }
    void setOrder(const QStringList& titles);
    /// Every lane as it is by itself.
    Q_INVOKABLE void resetLanes();
    [[nodiscard]] bool hasLaneChoices() const { return !m_lanes.isEmpty() || !m_order.isEmpty(); }

    /// As entries of a layout map, all of them, and back; what is missing there is as usual.
    [[nodiscard]] QVariantMap toLayout() const;
    void takeLayout(const QVariantMap& layout);

Q_SIGNALS:
    /// Anything.
    void changed();
    void lanesChanged();

private:
    void change(const QString& title, const LaneChoice& choice);

    QString m_colourBy = QStringLiteral("agent");
    bool m_closesGaps = false;
    QHash<QString, LaneChoice> m_lanes; ///< only those that are not as usual
    QStringList m_order;
};

} // namespace mgx
