// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Mgx.Controls
import Mgx.Models

// What was launched, newest first: open it, or do it again.
Item {
    id: history

    PlainLabel {
        anchors.centerIn: parent
        color: Theme.faint
        text: qsTr("Nothing launched yet")
        visible: list.count === 0
    }
    ListView {
        id: list

        Accessible.name: qsTr("Launches")
        Accessible.role: Accessible.List
        T.ScrollBar.vertical: Scroller {}
        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: Launcher.history
        objectName: "launchHistory"

        delegate: Item {
            id: row

            required property string command
            required property string config
            required property string figures
            required property bool hasRun
            required property int index
            required property string question
            required property string runState
            required property string sentence

            Accessible.description: row.sentence
            Accessible.name: row.question
            Accessible.role: Accessible.ListItem
            height: texts.implicitHeight + 2 * Theme.space2
            width: ListView.view.width

            Column {
                id: texts

                anchors.left: parent.left
                anchors.leftMargin: Theme.space3
                anchors.right: parent.right
                anchors.rightMargin: Theme.space3
                anchors.top: parent.top
                anchors.topMargin: Theme.space2
                spacing: Theme.space1

                Row {
                    spacing: Theme.space2
                    width: parent.width

                    Dot {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.stateColour(row.runState)
                    }
                    PlainLabel {
                        Accessible.ignored: true
                        text: row.question
                        width: parent.width - Theme.dot - Theme.space2
                    }
                }
                Caption {
                    Accessible.ignored: true
                    text: row.config + " · " + row.figures
                    width: parent.width
                }
                Caption {
                    Accessible.ignored: true
                    color: Theme.dim
                    maximumLineCount: 3
                    text: row.sentence
                    width: parent.width
                    wrapMode: Text.Wrap
                }
                Flow {
                    spacing: Theme.space1
                    width: parent.width

                    PushButton {
                        enabled: row.hasRun
                        font: Theme.caption
                        hint: qsTr("Open the run on the timeline")
                        text: qsTr("Open")

                        onClicked: Launcher.openLaunch(row.index)
                    }
                    PushButton {
                        font: Theme.caption
                        hint: row.command
                        text: qsTr("Run again")

                        onClicked: Launcher.again(row.index, true)
                    }
                    PushButton {
                        font: Theme.caption
                        hint: qsTr("Fill the form with it and change something first")
                        text: qsTr("With changes")

                        onClicked: Launcher.again(row.index, false)
                    }
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.line
                height: Theme.border
                width: parent.width
            }
        }
    }
}
