// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// One record of the hierarchy.
Rectangle {
    id: row

    required property int agent
    required property double barFrom
    required property double barTo
    required property string cost
    required property int depth
    required property string duration
    required property bool hasChildren
    required property int index
    required property bool isCurrent
    required property bool isError
    required property bool isExpanded
    required property bool isMark
    required property bool isMatch
    required property bool isOpen
    required property bool isRepaired
    required property string name
    required property string self
    required property string tokens
    property bool hasFocusRing: false
    readonly property color colour: row.isError ? Theme.err : Theme.agentColour(row.agent)

    signal chosen
    signal folded(bool isExpanded)

    Accessible.name: Wording.joined([row.name, row.duration, row.tokens.length > 0 ? qsTr("%1 tokens").arg(row.tokens) : "", row.cost, row.isError ? qsTr("error") : "", row.isRepaired ? qsTr("hangs elsewhere than recorded") : ""])
    Accessible.role: Accessible.TreeItem
    Accessible.selected: row.isCurrent
    Accessible.onPressAction: row.chosen()
    color: row.isCurrent ? Theme.accent2 : mouse.containsMouse ? Theme.bg2 : Theme.none
    implicitHeight: Theme.rowHeight

    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: row.chosen()
        onDoubleClicked: row.folded(!row.isExpanded)
    }
    PlainLabel {
        id: fold

        Accessible.ignored: true
        color: foldMouse.containsMouse ? Theme.text : Theme.faint
        font: Theme.caption
        height: parent.height
        horizontalAlignment: Text.AlignHCenter
        text: row.hasChildren ? (row.isExpanded ? "▾" : "▸") : ""
        width: Theme.indent
        x: Theme.space2 + Math.min(row.depth, 24) * Theme.indent

        MouseArea {
            id: foldMouse

            anchors.fill: parent
            enabled: row.hasChildren
            hoverEnabled: true

            onClicked: row.folded(!row.isExpanded)
        }
    }
    PlainLabel {
        Accessible.ignored: true
        anchors.right: fold.left
        color: Theme.accent
        font: Theme.caption
        height: parent.height
        text: "┄"
        visible: row.isRepaired
    }
    Dot {
        id: dot

        anchors.left: fold.right
        anchors.verticalCenter: parent.verticalCenter
        color: row.colour
        implicitWidth: Theme.smallDot
        radius: row.isMark ? 1 : width / 2
    }
    PlainLabel {
        Accessible.ignored: true
        anchors.left: dot.right
        anchors.leftMargin: Theme.space2
        anchors.right: figures.left
        anchors.rightMargin: Theme.space2
        color: row.isError ? Theme.err : Theme.text
        font.family: Theme.body.family
        font.pixelSize: Theme.body.pixelSize
        font.weight: row.isMatch ? Font.DemiBold : Font.Normal
        height: parent.height
        text: row.name
    }
    Row {
        id: figures

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        height: parent.height

        Item {
            height: parent.height
            width: Theme.barColumn

            Rectangle {
                id: track

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.bg2
                height: Theme.barHeight
                radius: Theme.radiusSpan
                width: parent.width - Theme.space2

                Rectangle {
                    color: row.colour
                    height: parent.height
                    opacity: row.isOpen ? 0.6 : 1
                    radius: Math.min(Theme.radiusSpan, width / 2)
                    width: Math.max(row.isMark ? 1 : 2, (row.barTo - row.barFrom) * track.width)
                    x: Math.min(row.barFrom * track.width, track.width - width)
                }
            }
        }
        Repeater {
            model: [
                { text: row.duration, width: Theme.durationColumn, isDim: false },
                { text: row.self, width: Theme.selfColumn, isDim: true },
                { text: row.tokens, width: Theme.tokensColumn, isDim: true },
                { text: row.cost, width: Theme.costColumn, isDim: true }
            ]

            PlainLabel {
                required property var modelData

                Accessible.ignored: true
                height: figures.height
                horizontalAlignment: Text.AlignRight
                isDim: modelData.isDim
                text: modelData.text
                width: modelData.width
            }
        }
    }
    Rectangle {
        anchors.fill: parent
        border.color: Theme.accent
        border.width: Theme.border
        color: Theme.none
        visible: row.hasFocusRing
    }
}
