// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Timeline

// What the colours of the spans mean, where they do not stand for agents.
Rectangle {
    id: legend

    required property TimelineItem timeline

    Accessible.name: qsTr("What the colours mean")
    Accessible.role: Accessible.Grouping
    clip: true
    color: Theme.bg1
    implicitHeight: Theme.legendHeight
    objectName: "legend"
    visible: legend.timeline.legend.length > 0

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        height: Theme.border
    }
    Row {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space3

        Repeater {
            model: legend.timeline.legend.length

            Row {
                id: entry

                required property int index

                spacing: Theme.space1

                Dot {
                    anchors.verticalCenter: parent.verticalCenter
                    color: legend.timeline.legendColours[entry.index] ?? Theme.coordination
                }
                Caption {
                    color: Theme.dim
                    text: legend.timeline.legend[entry.index] ?? ""
                    width: Math.min(implicitWidth, Theme.legendEntryWidth)
                }
            }
        }
    }
}
