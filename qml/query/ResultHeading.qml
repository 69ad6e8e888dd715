// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Mgx.Controls
import Mgx.Models

// A column's name and type. A click sorts; its right border is dragged.
Item {
    id: heading

    required property int column
    readonly property var facts: Queries.result.columns[heading.column] ?? ({ name: "", type: "", isNumeric: false })
    readonly property bool isSorted: Queries.result.sortColumn === heading.column

    signal resized(real width)

    Accessible.description: heading.facts.type
    Accessible.name: heading.facts.name
    Accessible.role: Accessible.ColumnHeader
    Accessible.onPressAction: Queries.result.toggleSort(heading.column)
    Keys.onReturnPressed: Queries.result.toggleSort(heading.column)
    Keys.onSpacePressed: Queries.result.toggleSort(heading.column)
    activeFocusOnTab: true
    objectName: "heading" + heading.column

    Caption {
        Accessible.ignored: true
        anchors.fill: parent
        anchors.leftMargin: Theme.space3
        anchors.rightMargin: Theme.space3
        color: heading.isSorted ? Theme.text : Theme.dim
        horizontalAlignment: heading.facts.isNumeric ? Text.AlignRight : Text.AlignLeft
        text: heading.facts.name + (heading.isSorted ? (Queries.result.isDescending ? " ↓" : " ↑") : "")
    }
    MouseArea {
        id: mouse

        anchors.fill: parent
        hoverEnabled: true

        onClicked: Queries.result.toggleSort(heading.column)
    }
    MouseArea {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        cursorShape: Qt.SplitHCursor
        preventStealing: true
        width: Theme.space2

        onPositionChanged: event => {
            const place = mapToItem(heading, event.x, 0).x;
            heading.resized(Math.max(Theme.space4 * 2, place));
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.line
        width: Theme.border
    }
    FocusFrame {
        anchors.margins: 2
        visible: heading.activeFocus
    }
    Tip {
        text: Wording.joined([heading.facts.name, heading.facts.type])
        visible: mouse.containsMouse
    }
}
