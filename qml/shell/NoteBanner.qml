// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A sentence about what was just done, for a while.
Card {
    id: banner

    property string sentence: ""

    Accessible.name: banner.sentence
    Accessible.role: Accessible.AlertMessage
    color: Theme.bg3
    height: text.implicitHeight + 2 * Theme.space3
    objectName: "noteBanner"
    visible: banner.sentence.length > 0
    width: Math.min(parent ? parent.width - 4 * Theme.space4 : 0, Theme.cardWidth * 1.6)

    Paragraph {
        id: text

        Accessible.ignored: true
        anchors.left: parent.left
        anchors.margins: Theme.space3
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        text: banner.sentence
    }
    MouseArea {
        anchors.fill: parent

        onClicked: banner.sentence = ""
    }
    Timer {
        interval: Theme.noticeTime
        running: banner.visible

        onTriggered: banner.sentence = ""
    }
}
