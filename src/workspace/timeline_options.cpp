// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/timeline_options.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mgx {

namespace {

const QString kColours = QStringLiteral("timeline.colourBy");
const QString kGaps = QStringLiteral("timeline.closesGaps");
const QString kCollapsed = QStringLiteral("timeline.collapsedLanes");
const QString kHidden = QStringLiteral("timeline.hiddenLanes");
const QString kPinned = QStringLiteral("timeline.pinnedLanes");
const QString kOrder = QStringLiteral("timeline.laneOrder");
constexpr qsizetype kLongestText = 10'000; ///< that a layout map takes

/// A list of titles as a text. One that would be too long loses its end.
QString toText(const QStringList& titles)
{
    const auto json = [](const QStringList& list) { return QJsonDocument(QJsonArray::fromStringList(list)).toJson(QJsonDocument::Compact); };
    QByteArray text = json(titles);
    for (qsizetype count = titles.size(); text.size() > kLongestText; text = json(titles.mid(0, count)))
        count = count * 9 / 10;
    return QString::fromUtf8(text);
}

QStringList toTitles(const QVariant& text)
{
    QStringList titles;
    const QJsonDocument json = QJsonDocument::fromJson(text.toString().toUtf8());
    for (const QJsonValue& title : json.array()) {
        if (title.isString())
            titles.append(title.toString());
    }
    return titles;
}

} // namespace

const QStringList& TimelineOptions::colourings()
{
    static const QStringList words{QStringLiteral("agent"), QStringLiteral("name"), QStringLiteral("model"),
                                   QStringLiteral("status"), QStringLiteral("duration")};
    return words;
}

void TimelineOptions::setColourBy(const QString& colouring)
{
    if (colouring == m_colourBy || !colourings().contains(colouring))
        return;
    m_colourBy = colouring;
    Q_EMIT changed();
}

void TimelineOptions::nextColouring()
{
    setColourBy(colourings().at((colourings().indexOf(m_colourBy) + 1) % colourings().size()));
}

void TimelineOptions::setClosesGaps(bool closes)
{
    if (std::exchange(m_closesGaps, closes) != closes)
        Q_EMIT changed();
}

void TimelineOptions::setCollapsed(const QString& title, bool isCollapsed)
{
    LaneChoice choice = lane(title);
    choice.isCollapsed = isCollapsed;
    change(title, choice);
}

void TimelineOptions::setHidden(const QString& title, bool isHidden)
{
    LaneChoice choice = lane(title);
    choice.isHidden = isHidden;
    change(title, choice);
}

void TimelineOptions::setPinned(const QString& title, bool isPinned)
{
    LaneChoice choice = lane(title);
    choice.isPinned = isPinned;
    change(title, choice);
}

void TimelineOptions::change(const QString& title, const LaneChoice& choice)
{
    if (choice == lane(title))
        return;
    if (choice == LaneChoice{})
        m_lanes.remove(title);
    else
        m_lanes.insert(title, choice);
    Q_EMIT lanesChanged();
    Q_EMIT changed();
}

void TimelineOptions::setOrder(const QStringList& titles)
{
    if (titles == m_order)
        return;
    m_order = titles;
    Q_EMIT lanesChanged();
    Q_EMIT changed();
}

void TimelineOptions::resetLanes()
{
    if (!hasLaneChoices())
        return;
    m_lanes.clear();
    m_order.clear();
    Q_EMIT lanesChanged();
    Q_EMIT changed();
}

QVariantMap TimelineOptions::toLayout() const
{
    QStringList collapsed, hidden, pinned;
    for (auto lane = m_lanes.begin(); lane != m_lanes.end(); ++lane) {
        if (lane->isCollapsed)
            collapsed.append(lane.key());
        if (lane->isHidden)
            hidden.append(lane.key());
        if (lane->isPinned)
            pinned.append(lane.key());
    }
    for (QStringList* titles : {&collapsed, &hidden, &pinned})
        titles->sort(); // the same text for the same choices
    return {{kColours, m_colourBy},        {kGaps, m_closesGaps},     {kCollapsed, toText(collapsed)},
            {kHidden, toText(hidden)},     {kPinned, toText(pinned)}, {kOrder, toText(m_order)}};
}

void TimelineOptions::takeLayout(const QVariantMap& layout)
{
    const QVariantMap before = toLayout();
    const QString colouring = layout.value(kColours).toString();
    m_colourBy = colourings().contains(colouring) ? colouring : colourings().first();
    m_closesGaps = layout.value(kGaps).toBool();
    m_lanes.clear();
    for (const QString& title : toTitles(layout.value(kCollapsed)))
        m_lanes[title].isCollapsed = true;
    for (const QString& title : toTitles(layout.value(kHidden)))
        m_lanes[title].isHidden = true;
    for (const QString& title : toTitles(layout.value(kPinned)))
        m_lanes[title].isPinned = true;
    m_order = toTitles(layout.value(kOrder));
    if (toLayout() == before)
        return;
    Q_EMIT lanesChanged();
    Q_EMIT changed();
}

} // namespace mgx
