// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// One kind of record: how many there are, what is wrong with them, and the code that writes them right.
Column {
    id: row

    required property var finding
    property bool isOpen: false
    readonly property color stateColour: row.finding.state === "good" ? Theme.ok : row.finding.state === "absent" ? Theme.faint : row.finding.state === "missing" ? Theme.err : Theme.warn
    readonly property string verdict: row.finding.state === "good" ? qsTr("%1, complete").arg(row.finding.count) : row.finding.state === "absent" ? qsTr("none; not every run has them") : row.finding.state === "missing" ? qsTr("missing") : qsTr("%1: %2").arg(row.finding.count).arg(row.finding.problems)

    signal exploreWanted

    spacing: Theme.space1

    Item {
        height: Math.max(words.implicitHeight, buttons.height)
        width: parent.width

        Dot {
            id: dot

            anchors.top: parent.top
            anchors.topMargin: Theme.space1
            color: row.stateColour
        }
        Column {
            id: words

            anchors.left: dot.right
            anchors.leftMargin: Theme.space2
            anchors.right: buttons.left
            anchors.rightMargin: Theme.space2

            PlainLabel {
                font: Theme.mono
                text: row.finding.pattern
                width: parent.width
            }
            Caption {
                text: row.finding.sentence + "  " + row.finding.where
                width: parent.width
                wrapMode: Text.Wrap
            }
            Caption {
                color: row.stateColour
                text: row.verdict
                width: parent.width
                wrapMode: Text.Wrap
            }
        }
        Row {
            id: buttons

            anchors.right: parent.right
            spacing: Theme.space1

            PushButton {
                Accessible.name: qsTr("Show one: %1").arg(row.finding.pattern)
                text: qsTr("Show one")
                visible: row.finding.row >= 0

                onClicked: {
                    Guide.select(row.finding.row);
                    row.exploreWanted();
                }
            }
            PushButton {
                Accessible.name: qsTr("Code for %1").arg(row.finding.pattern)
                checkable: true
                checked: row.isOpen
                text: qsTr("Code")

                onCheckedChanged: row.isOpen = checked
            }
        }
    }
    HelpBlock {
        block: ({ kind: "code", text: row.finding.snippet, url: "" })
        visible: row.isOpen
        width: parent.width
    }
}
