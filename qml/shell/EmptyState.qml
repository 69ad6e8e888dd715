// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// Before anything is open: what to drop, what to press, what was open before.
Item {
    id: empty

    signal openFilesWanted
    signal openFolderWanted

    Card {
        anchors.centerIn: parent
        height: column.implicitHeight + 2 * Theme.space4 * 2
        width: Math.min(parent.width - 2 * Theme.space4, Theme.cardWidth + 4 * Theme.space4)

        Column {
            id: column

            anchors.centerIn: parent
            spacing: Theme.space3
            width: parent.width - 4 * Theme.space4

            PlainLabel {
                font: Theme.title
                horizontalAlignment: Text.AlignHCenter
                text: Explorer.isBusy ? Explorer.busyText : qsTr("Drop a MassGen log folder here")
                width: parent.width
            }
            Paragraph {
                horizontalAlignment: Text.AlignHCenter
                isDim: true
                text: qsTr("A single run, a .massgen folder, or any folder above: every run in it is listed. Trace files open, too. Nothing is changed in the folder, and nothing leaves this machine.")
                width: parent.width
            }
            Row {
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: Theme.space2

                PushButton {
                    focus: true
                    hint: qsTr("A recorded run that comes with the app")
                    isPrimary: true
                    objectName: "openSample"
                    text: qsTr("Open the sample")
                    visible: Explorer.hasSample

                    onClicked: Explorer.openSample()
                }
                PushButton {
                    objectName: "emptyOpenFolder"
                    hint: qsTr("Ctrl+O")
                    text: qsTr("Open folder…")

                    onClicked: empty.openFolderWanted()
                }
                PushButton {
                    hint: qsTr("Ctrl+Shift+O")
                    text: qsTr("Open file…")

                    onClicked: empty.openFilesWanted()
                }
            }
            Column {
                spacing: Theme.space1
                width: parent.width

                PushButton {
                    anchors.horizontalCenter: parent.horizontalCenter
                    enabled: !Explorer.finder.isRunning
                    hint: qsTr("Looks below your home folder, the folder the app was started in, and the folders of the settings")
                    objectName: "findFolders"
                    text: Explorer.finder.isRunning ? qsTr("Looking…") : qsTr("Find .massgen folders here")

                    onClicked: Explorer.findFolders()
                }
                Caption {
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: qsTr("No .massgen folder was found nearby.")
                    visible: Explorer.finder.isDone && Explorer.finder.found.length === 0
                }
                Repeater {
                    model: Explorer.finder.found

                    PillButton {
                        required property int index
                        required property string modelData

                        label: modelData
                        maximumWidth: column.width
                        visible: index < 8

                        onChosen: Explorer.openPath(modelData)
                    }
                }
            }
            Column {
                spacing: Theme.space1
                visible: Explorer.settings.recentPaths.length > 0
                width: parent.width

                Caption {
                    text: qsTr("OPENED BEFORE")
                }
                Repeater {
                    model: Explorer.settings.recentPaths

                    PillButton {
                        required property int index
                        required property string modelData

                        label: modelData
                        maximumWidth: column.width
                        visible: index < 6

                        onChosen: Explorer.openPath(modelData)
                    }
                }
            }
        }
    }
}
