// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// From a config to a finished run: lists at the left, form over run in the middle, the config and its checks at the right.
FocusScope {
    id: page

    signal exploreWanted
    signal reportWanted

    Component.onCompleted: Launcher.refresh()

    LaunchSide {
        id: side

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.querySideWidth
    }
    LaunchForm {
        id: form

        anchors.left: side.right
        anchors.leftMargin: Theme.space2
        anchors.right: config.left
        anchors.rightMargin: Theme.space2
        anchors.top: parent.top
        height: implicitHeight
    }
    RunPane {
        anchors.bottom: parent.bottom
        anchors.left: form.left
        anchors.right: form.right
        anchors.top: form.bottom
        anchors.topMargin: Theme.space2
        objectName: "runPane"
        visible: Launcher.hasRun || Launcher.canResume

        onReportWanted: page.reportWanted()
        onTimelineWanted: page.exploreWanted()
    }
    ConfigView {
        id: config

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        width: Theme.detailsPaneWidth
    }
    Connections {
        function onOpened() {
            page.exploreWanted();
        }
        target: Launcher
    }
}
