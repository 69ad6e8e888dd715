// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// One run: state and question; agents, winner, duration, cost.
Rectangle {
    id: row

    required property int agentCount
    required property string cost
    required property string duration
    required property int index
    required property bool isCurrent
    required property bool isOneOfMany
    required property bool isShown
    required property bool isSuperseded
    required property string name
    required property string path
    required property string runState
    required property string started
    required property string stateText
    required property string title
    required property string unit
    required property string winner
    required property int winnerIndex
    property bool hasFocusRing: false
    // There are others that could be shown with it.
    property bool isSwitchable: false

    signal chosen
    signal closed
    signal shown(bool isShown)

    Accessible.description: row.path
    Accessible.name: Wording.joined([row.title, row.unit, row.stateText, qsTr("%1 agents").arg(row.agentCount), row.winner.length > 0 ? qsTr("winner %1").arg(row.winner) : "", row.duration, row.cost])
    Accessible.role: Accessible.ListItem
    Accessible.selected: row.isCurrent
    Accessible.onPressAction: row.chosen()
    color: row.isCurrent ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
    implicitHeight: Theme.runRowHeight
    opacity: row.isSuperseded ? 0.65 : 1

    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
    }
    Rectangle {
        color: Theme.accent
        height: parent.height
        opacity: row.isCurrent ? 1 : 0.5
        visible: row.isShown
        width: 3
    }
    Dot {
        id: state

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: title.verticalCenter
        color: Theme.stateColour(row.runState)
    }
    PlainLabel {
        id: title

        Accessible.ignored: true
        anchors.left: state.right
        anchors.leftMargin: Theme.space2
        anchors.right: together.visible ? together.left : close.left
        anchors.rightMargin: Theme.space1
        anchors.top: parent.top
        anchors.topMargin: Theme.space2
        text: row.title
    }
    PlainLabel {
        id: together

        Accessible.ignored: true // the key + does the same
        anchors.right: close.left
        anchors.verticalCenter: title.verticalCenter
        color: togetherMouse.containsMouse ? Theme.text : row.isShown ? Theme.accent : Theme.faint
        horizontalAlignment: Text.AlignHCenter
        objectName: "together" + row.index
        text: row.isShown ? "◉" : "○"
        visible: row.isSwitchable && (row.isShown || mouse.containsMouse || togetherMouse.containsMouse)
        width: Theme.indent

        MouseArea {
            id: togetherMouse

            anchors.fill: parent
            hoverEnabled: true

            onClicked: row.shown(!row.isShown)
        }
        Tip {
            text: row.isShown ? qsTr("Take off the timeline (+)") : qsTr("Show on the same timeline (+)")
            visible: togetherMouse.containsMouse
        }
    }
    PlainLabel {
        id: close

        Accessible.ignored: true // the key Delete does the same
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: title.verticalCenter
        color: closeMouse.containsMouse ? Theme.text : Theme.faint
        horizontalAlignment: Text.AlignHCenter
        text: "×"
        visible: mouse.containsMouse || closeMouse.containsMouse
        width: Theme.indent

        MouseArea {
            id: closeMouse

            anchors.fill: parent
            hoverEnabled: true

            onClicked: row.closed()
        }
    }
    Row {
        id: agents

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.top: title.bottom
        anchors.topMargin: Theme.space2
        spacing: 2

        Repeater {
            model: Math.min(5, row.agentCount)

            Dot {
                required property int index

                color: Theme.agentColour(index)
                implicitWidth: Theme.smallDot
            }
        }
        Caption {
            Accessible.ignored: true
            height: Theme.smallDot
            text: qsTr("+%1").arg(row.agentCount - 5)
            visible: row.agentCount > 5
        }
    }
    Caption {
        Accessible.ignored: true
        anchors.left: agents.right
        anchors.leftMargin: Theme.space2
        anchors.right: figures.left
        anchors.rightMargin: Theme.space1
        anchors.verticalCenter: agents.verticalCenter
        color: row.winnerIndex >= 0 ? Theme.dim : Theme.faint
        text: (row.isOneOfMany && row.unit.length > 0 ? row.unit + "  " : "") + (row.winner.length > 0 ? "★ " + row.winner : row.stateText)
    }
    Row {
        id: figures

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: agents.verticalCenter
        spacing: Theme.space2

        Caption {
            Accessible.ignored: true
            color: Theme.dim
            text: row.duration
        }
        Caption {
            Accessible.ignored: true
            color: Theme.dim
            text: row.cost
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.line
        height: Theme.border
    }
    Rectangle {
        anchors.fill: parent
        border.color: Theme.accent
        border.width: Theme.border
        color: Theme.none
        visible: row.hasFocusRing
    }
    Tip {
        text: Wording.lines([row.title, Wording.joined([row.name, row.unit]), row.stateText + (row.isSuperseded ? qsTr(", superseded by a later attempt") : ""), row.started])
        visible: mouse.containsMouse
        y: row.height
    }
}
