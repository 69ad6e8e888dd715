// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Mgx.Controls
import Mgx.Models

// What is loaded, and what is being loaded, with a way to stop it.
Rectangle {
    color: Theme.bg1
    implicitHeight: Theme.statusHeight

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        height: Theme.border
    }
    Row {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.top: parent.top
        spacing: Theme.space4

        Dot {
            anchors.verticalCenter: parent.verticalCenter
            color: Explorer.isBusy ? Theme.accent : Theme.ok
            implicitWidth: Theme.smallDot
        }
        Repeater {
            model: [Explorer.isBusy ? Explorer.busyText : Explorer.hasTrace ? qsTr("Local") : qsTr("Nothing open"), Explorer.recordsText, Explorer.agentsText, Explorer.lengthText, Explorer.importText, Explorer.tree.repairCount > 0 ? qsTr("%1 parents repaired").arg(Explorer.tree.repairCount) : "", Explorer.hiddenFolders > 0 ? qsTr("%1 folders without a run hidden").arg(Explorer.hiddenFolders) : "", Explorer.stateReason, Session.title.length > 0 ? qsTr("Workspace %1").arg(Session.title) : "", Launcher.receiverText]

            Caption {
                required property string modelData

                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                color: Theme.dim
                text: modelData
                visible: text.length > 0
            }
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.bg3
            height: Theme.space1
            radius: Theme.border
            visible: Explorer.isBusy && Explorer.progress >= 0
            width: Theme.barColumn

            Rectangle {
                Accessible.name: qsTr("Progress")
                Accessible.role: Accessible.ProgressBar
                color: Theme.accent
                height: parent.height
                radius: parent.radius
                width: parent.width * Math.max(0, Explorer.progress)
            }
        }
        PushButton {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.caption
            implicitHeight: Theme.statusHeight - Theme.space1
            objectName: "cancel"
            text: qsTr("Cancel")
            visible: Explorer.isBusy

            onClicked: Explorer.cancel()
        }
    }
    PushButton {
        anchors.right: times.left
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.caption
        hint: qsTr("Show the whole run and follow its newest moment")
        implicitHeight: Theme.statusHeight - Theme.space1
        objectName: "live"
        text: qsTr("Live")
        visible: Launcher.isRunning && Launcher.isOpened && !Launcher.isFollowing

        onClicked: Launcher.follow()
    }
    Caption {
        id: times

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: Explorer.timesNote
    }
}
