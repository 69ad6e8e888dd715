// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// A heading, paragraph, piece of code or link of a page of help.
Item {
    id: part

    required property var block
    readonly property bool isCode: part.block.kind === "code"
    readonly property bool isLink: part.block.kind === "link"

    implicitHeight: part.isLink ? link.height : words.implicitHeight + (part.isCode ? 2 * Theme.space2 : 0)

    Rectangle {
        anchors.fill: parent
        color: Theme.bg0
        radius: Theme.radiusField
        visible: part.isCode
    }
    Paragraph {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: part.isCode ? Theme.space3 : 0
        anchors.right: part.isCode ? copy.left : parent.right
        anchors.verticalCenter: parent.verticalCenter
        font: part.isCode ? Theme.mono : part.block.kind === "heading" ? Theme.heading : Theme.body
        text: part.block.text
        visible: !part.isLink
    }
    PushButton {
        id: copy

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.top: parent.top
        anchors.topMargin: Theme.space1
        text: qsTr("Copy")
        visible: part.isCode

        onClicked: Guide.copy(part.block.text)
    }
    PushButton {
        id: link

        hint: qsTr("Opens %1 in the browser").arg(part.block.url)
        text: part.block.text + " ↗"
        visible: part.isLink

        onClicked: Guide.openUrl(part.block.url)
    }
}
