// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Mgx.Controls

T.AbstractButton {
    id: button

    required property string glyph
    required property string label
    property string hint: ""
    property bool isOn: false

    Accessible.checked: button.isOn
    Accessible.description: button.hint
    Accessible.name: button.label
    Accessible.role: Accessible.Button
    Keys.onReturnPressed: button.clicked()
    anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.railItemHeight
    implicitWidth: Theme.railWidth - Theme.space2

    background: Rectangle {
        color: button.isOn ? Theme.bg3 : button.hovered ? Theme.bg2 : Theme.none
        radius: Theme.radiusField

        FocusFrame {
            anchors.margins: 0
            visible: button.visualFocus
        }
    }
    contentItem: Column {
        topPadding: Theme.space1

        PlainLabel {
            Accessible.ignored: true
            color: button.isOn ? Theme.text : Theme.dim
            font.pixelSize: Theme.railIcon
            horizontalAlignment: Text.AlignHCenter
            text: button.glyph
            width: parent.width
        }
        Caption {
            Accessible.ignored: true
            color: button.isOn ? Theme.text : Theme.dim
            horizontalAlignment: Text.AlignHCenter
            text: button.label
            width: parent.width
        }
    }

    Tip {
        text: button.hint
        visible: button.hovered
        x: button.width + Theme.space1
        y: Theme.space2
    }
}
