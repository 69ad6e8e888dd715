// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// Why something could not be done, until it is dismissed.
Card {
    id: banner

    Accessible.name: Explorer.error
    Accessible.role: Accessible.AlertMessage
    border.color: Theme.err
    color: Theme.bg3
    height: Math.max(dismiss.height, sentence.implicitHeight) + 2 * Theme.space3
    objectName: "errorBanner"
    visible: Explorer.error.length > 0
    width: Math.min(parent ? parent.width - 4 * Theme.space4 : 0, Theme.cardWidth * 1.6)

    Dot {
        id: dot

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.err
    }
    Paragraph {
        id: sentence

        anchors.left: dot.right
        anchors.leftMargin: Theme.space3
        anchors.right: dismiss.left
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        text: Explorer.error
    }
    PushButton {
        id: dismiss

        anchors.right: parent.right
        anchors.rightMargin: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        objectName: "dismissError"
        text: qsTr("Dismiss")

        onClicked: Explorer.dismissError()
    }
}
