// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// What was just closed, with the way back, for a while.
Card {
    Accessible.name: Explorer.notice
    Accessible.role: Accessible.AlertMessage
    color: Theme.bg3
    height: undo.height + 2 * Theme.space2
    objectName: "undoBanner"
    visible: Explorer.notice.length > 0
    width: sentence.implicitWidth + undo.width + 3 * Theme.space3

    PlainLabel {
        id: sentence

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: Explorer.notice
    }
    PushButton {
        id: undo

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        hint: qsTr("Ctrl+Z")
        objectName: "undo"
        text: qsTr("Undo")

        onClicked: Explorer.reopen()
    }
    Timer {
        interval: Theme.noticeTime
        running: parent.visible

        onTriggered: Explorer.dismissNotice()
    }
}
