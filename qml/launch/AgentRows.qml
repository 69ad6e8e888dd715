// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// The agents of the run: how they are doing and what they did last.
Column {
    id: table

    readonly property real unit: table.width / 100
    readonly property var shares: [20, 13, 16, 8, 11, 10, 22]

    Row {
        height: Theme.tableHeaderHeight

        Repeater {
            model: [qsTr("Agent"), qsTr("Status"), qsTr("Answers"), qsTr("Votes"), qsTr("Tokens"), qsTr("Cost"), qsTr("Last activity")]

            Caption {
                required property int index
                required property string modelData

                height: parent ? parent.height : 0
                horizontalAlignment: index > 2 && index < 6 ? Text.AlignRight : Text.AlignLeft
                leftPadding: index === 6 ? Theme.space3 : 0
                text: modelData
                width: table.unit * table.shares[index]
            }
        }
    }
    Rectangle {
        color: Theme.line
        height: Theme.border
        width: parent.width
    }
    Repeater {
        model: Launcher.agents

        Row {
            id: row

            required property string activity
            required property string agentId
            required property string answers
            required property string cost
            required property string error
            required property int index
            required property string status
            required property string tokens
            required property string votes

            Accessible.description: row.status + ", " + row.activity
            Accessible.name: row.agentId
            Accessible.role: Accessible.Row
            height: Theme.rowHeight
            objectName: "agentRow" + row.index

            Item {
                height: parent.height
                width: table.unit * table.shares[0]

                Dot {
                    id: dot

                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.agentColour(row.index)
                }
                PlainLabel {
                    anchors.bottom: parent.bottom
                    anchors.left: dot.right
                    anchors.leftMargin: Theme.space2
                    anchors.right: parent.right
                    anchors.top: parent.top
                    text: row.agentId
                }
            }
            Item {
                height: parent.height
                width: table.unit * table.shares[1]

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.bg3
                    height: Theme.rowHeight - Theme.space1
                    radius: height / 2
                    width: Math.min(parent.width, state.implicitWidth + 2 * Theme.space2)

                    Caption {
                        id: state

                        anchors.fill: parent
                        anchors.leftMargin: Theme.space2
                        anchors.rightMargin: Theme.space2
                        color: row.error.length > 0 ? Theme.err : Theme.text
                        text: row.status
                    }
                }
            }
            PlainLabel {
                height: parent.height
                text: row.answers
                width: table.unit * table.shares[2]
            }
            PlainLabel {
                height: parent.height
                horizontalAlignment: Text.AlignRight
                text: row.votes
                width: table.unit * table.shares[3]
            }
            PlainLabel {
                height: parent.height
                horizontalAlignment: Text.AlignRight
                text: row.tokens
                width: table.unit * table.shares[4]
            }
            PlainLabel {
                height: parent.height
                horizontalAlignment: Text.AlignRight
                text: row.cost
                width: table.unit * table.shares[5]
            }
            PlainLabel {
                color: row.error.length > 0 ? Theme.err : Theme.dim
                height: parent.height
                leftPadding: Theme.space3
                text: row.activity
                width: table.unit * table.shares[6]
            }
        }
    }
}
