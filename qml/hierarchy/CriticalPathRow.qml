// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// One step of the critical path: what, whose, since when, how long, and why the next one had to wait for it.
Rectangle {
    id: row

    required property string agent
    required property int agentColour
    required property string duration
    required property string percent
    required property string reason
    required property double share
    required property string start
    required property string step
    property bool hasFocusRing: false
    property bool isCurrent: false

    signal chosen

    Accessible.name: Wording.joined([row.step, row.agent, row.duration, row.percent, row.reason])
    Accessible.role: Accessible.Row
    Accessible.onPressAction: row.chosen()
    border.color: Theme.accent
    border.width: row.hasFocusRing ? Theme.border : 0
    color: row.isCurrent ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
    implicitHeight: Theme.rowHeight

    Rectangle {
        color: Theme.path
        height: Theme.focusBorder
        width: Math.max(1, row.share * (row.width - 2 * Theme.space3))
        x: Theme.space3
        y: row.height - height
    }
    Dot {
        id: dot

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        color: row.agentColour < 0 ? Theme.none : Theme.agentColour(row.agentColour)
        implicitWidth: Theme.smallDot
    }
    PlainLabel {
        id: what

        Accessible.ignored: true
        anchors.left: dot.right
        anchors.leftMargin: Theme.space2
        height: parent.height
        isDim: row.agent.length === 0
        text: row.agent.length > 0 ? qsTr("%1 · %2").arg(row.step).arg(row.agent) : row.step
        width: Theme.pathStepColumn
    }
    PlainLabel {
        id: why

        Accessible.ignored: true
        anchors.left: what.right
        anchors.leftMargin: Theme.space2
        anchors.right: figures.left
        anchors.rightMargin: Theme.space2
        height: parent.height
        isDim: row.agent.length === 0
        text: row.reason
    }
    Row {
        id: figures

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        height: parent.height

        Repeater {
            model: [row.start, row.duration, row.percent]

            PlainLabel {
                id: figure

                required property int index
                required property string modelData

                Accessible.ignored: true
                height: row.height
                horizontalAlignment: Text.AlignRight
                isDim: figure.index !== 1
                text: figure.modelData
                width: Theme.aggregateColumn
            }
        }
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
    }
    Tip {
        text: row.reason
        visible: mouse.containsMouse && why.truncated
    }
}
