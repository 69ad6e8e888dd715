// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models
import Mgx.Timeline

// The time under the mouse, and what lies there.
Item {
    id: cursor

    required property TimelineItem timeline

    anchors.fill: parent
    visible: cursor.timeline.hasHover && Explorer.hasTrace

    Rectangle {
        color: Theme.accent
        height: parent.height
        width: Theme.border
        x: Math.round(cursor.timeline.hoverPoint.x)
    }
    Rectangle {
        color: Theme.accent
        height: cursor.timeline.rulerHeight - Theme.space1
        radius: Theme.space1
        width: time.implicitWidth + 2 * Theme.space2
        x: Math.max(0, Math.min(cursor.width - width, Math.round(cursor.timeline.hoverPoint.x - width / 2)))
        y: 2

        PlainLabel {
            id: time

            anchors.centerIn: parent
            color: Theme.accentText
            font: Theme.caption
            text: Explorer.timeText(cursor.timeline.hoverOffset)
        }
    }
    Rectangle {
        id: tip

        readonly property bool isLeft: cursor.timeline.hoverPoint.x > cursor.width / 2
        readonly property bool isAbove: cursor.timeline.hoverPoint.y > cursor.height - height - 3 * Theme.space4

        border.color: Theme.line
        border.width: Theme.border
        color: Theme.bg3
        height: facts.implicitHeight + 2 * Theme.space2
        radius: Theme.radiusField
        visible: cursor.timeline.hoverTitle.length > 0
        width: Math.min(Theme.tooltipWidth, Math.max(title.implicitWidth, text.implicitWidth) + 2 * Theme.space3)
        x: Math.max(0, Math.min(cursor.width - width, cursor.timeline.hoverPoint.x + (isLeft ? -width - Theme.space3 : Theme.space3)))
        y: isAbove ? cursor.timeline.hoverPoint.y - height - Theme.space3 : cursor.timeline.hoverPoint.y + Theme.space4

        Column {
            id: facts

            anchors.left: parent.left
            anchors.margins: Theme.space2
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: 2

            PlainLabel {
                id: title

                text: cursor.timeline.hoverTitle
                width: parent.width
            }
            Caption {
                id: text

                color: Theme.dim
                text: cursor.timeline.hoverText
                width: parent.width
            }
        }
    }
}
