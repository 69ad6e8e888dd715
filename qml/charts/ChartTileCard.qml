// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Charts
import Mgx.Controls

// A figure of the run: what it is, its value, what stands behind it, and how it compares with the other runs.
Card {
    id: tile

    required property var modelData

    Accessible.name: qsTr("%1: %2").arg(tile.modelData.label).arg(tile.modelData.value)
    Accessible.description: tile.modelData.detail + " " + tile.modelData.versus
    Accessible.role: Accessible.StaticText
    implicitHeight: words.implicitHeight + 2 * Theme.space2

    Column {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.space3
        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.border

        Caption {
            Accessible.ignored: true
            text: tile.modelData.label
            width: parent.width
        }
        PlainLabel {
            Accessible.ignored: true
            font: Theme.title
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.body.pixelSize
            text: tile.modelData.value
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            color: Theme.dim
            text: tile.modelData.detail
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            text: tile.modelData.versus
            visible: Charts.runCount > 1
            width: parent.width
        }
    }
    HoverHandler {
        id: hover
    }
    Tip {
        text: [tile.modelData.detail, tile.modelData.versus].filter(part => part.length > 0).join("\n")
        visible: hover.hovered && text.length > 0
    }
}
