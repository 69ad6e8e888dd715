// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls

// All keys, over everything.
FocusScope {
    id: list

    objectName: "keyList"
    readonly property var keys: [
        [qsTr("Ctrl+O"), qsTr("Open a folder")],
        [qsTr("Ctrl+Shift+O"), qsTr("Open files")],
        [qsTr("F5"), qsTr("Read again; selection and zoom stay")],
        [qsTr("/"), qsTr("Search records; Enter selects the next match, Shift+Enter the one before")],
        [qsTr("Tab, Shift+Tab"), qsTr("Next or previous control")],
        [qsTr("Ctrl+1, Ctrl+2"), qsTr("Show or hide runs, details")],
        [qsTr("Ctrl+T"), qsTr("Dark or light")],
        [qsTr("Wheel, W S, + −"), qsTr("Timeline: zoom at the mouse")],
        [qsTr("Drag, A D, Shift+Wheel"), qsTr("Timeline: pan")],
        [qsTr("↑ ↓, Alt+Wheel"), qsTr("Timeline: scroll the lanes")],
        [qsTr("← →"), qsTr("Timeline: previous or next record of the lane")],
        [qsTr("Double click, Enter"), qsTr("Timeline: zoom to a span")],
        [qsTr("F"), qsTr("Timeline: show everything")],
        [qsTr("Esc"), qsTr("Timeline: back to the view before")],
        [qsTr("L"), qsTr("Timeline: links from answers to votes")],
        [qsTr("↑ ↓ ← →"), qsTr("Hierarchy: as in a file tree")],
        [qsTr("*"), qsTr("Hierarchy: unfold everything below")],
        [qsTr("?"), qsTr("This list")]
    ]

    Keys.onEscapePressed: list.visible = false
    onVisibleChanged: if (visible) close.forceActiveFocus()

    Rectangle {
        anchors.fill: parent
        color: Theme.shadow

        MouseArea {
            anchors.fill: parent

            onClicked: list.visible = false
            onWheel: wheel => wheel.accepted = true
        }
    }
    Card {
        anchors.centerIn: parent
        height: column.implicitHeight + 2 * Theme.space4
        width: Theme.listWidth

        MouseArea {
            anchors.fill: parent
        }
        Column {
            id: column

            anchors.left: parent.left
            anchors.margins: Theme.space4
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            PlainLabel {
                font: Theme.heading
                text: qsTr("Keys")
            }
            Repeater {
                model: list.keys

                Item {
                    id: entry

                    required property var modelData

                    height: label.implicitHeight
                    width: column.width

                    PlainLabel {
                        id: label

                        font: Theme.mono
                        text: entry.modelData[0]
                        width: parent.width * 0.4
                    }
                    PlainLabel {
                        isDim: true
                        text: entry.modelData[1]
                        width: parent.width * 0.6
                        x: parent.width * 0.4
                    }
                }
            }
            PushButton {
                id: close

                anchors.right: parent.right
                text: qsTr("Close")

                onClicked: list.visible = false
            }
        }
    }
}
