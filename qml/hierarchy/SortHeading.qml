// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls

// A column heading; one that can be sorted by answers clicks and keys.
Caption {
    id: heading

    required property string title
    property bool canSort: true
    property bool isCurrent: false

    signal chosen

    Accessible.name: heading.title
    Accessible.role: Accessible.ColumnHeader
    Accessible.onPressAction: heading.chosen()
    Keys.onReturnPressed: heading.chosen()
    Keys.onSpacePressed: heading.chosen()
    activeFocusOnTab: heading.canSort
    color: heading.isCurrent ? Theme.text : Theme.faint
    horizontalAlignment: Text.AlignRight
    text: heading.isCurrent ? heading.title + " ↓" : heading.title

    FocusFrame {
        anchors.margins: 2
        visible: heading.activeFocus
    }
    MouseArea {
        anchors.fill: parent
        enabled: heading.canSort

        onClicked: heading.chosen()
    }
}
