// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One of several choices, named by text from anywhere.
Rectangle {
    id: pill

    required property string label
    property bool isCurrent: false
    property int maximumWidth: Theme.tooltipWidth

    signal chosen

    Accessible.checked: pill.isCurrent
    Accessible.name: pill.label
    Accessible.role: Accessible.RadioButton
    Accessible.onPressAction: pill.chosen()
    Keys.onReturnPressed: pill.chosen()
    Keys.onSpacePressed: pill.chosen()
    activeFocusOnTab: true
    border.color: pill.activeFocus ? Theme.accent : Theme.none
    border.width: Theme.border
    color: pill.isCurrent ? Theme.accent2 : mouse.containsMouse ? Theme.line : Theme.bg3
    implicitHeight: Theme.pillHeight
    implicitWidth: Math.min(pill.maximumWidth, text.implicitWidth + 2 * Theme.space2)
    radius: Theme.radiusField

    PlainLabel {
        id: text

        Accessible.ignored: true
        anchors.fill: parent
        anchors.leftMargin: Theme.space2
        anchors.rightMargin: Theme.space2
        text: pill.label
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: pill.chosen()
    }
}
