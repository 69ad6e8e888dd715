// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

Rectangle {
    id: tile

    required property string label
    required property string value

    Accessible.name: qsTr("%1: %2").arg(tile.label).arg(tile.value)
    Accessible.role: Accessible.StaticText
    color: Theme.bg2
    implicitHeight: Theme.tileHeight
    radius: Theme.radiusField

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.space2
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 2

        Caption {
            Accessible.ignored: true
            text: tile.label
            width: parent.width
        }
        PlainLabel {
            Accessible.ignored: true
            font: Theme.figure
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.caption.pixelSize
            text: tile.value
            width: parent.width
        }
    }
}
